"""/dasbor/tayang/ and /dasbor/lembar/: for a meeting, and on one sheet of paper."""

import re

import pytest
from tests.insight.scattered import KELURAHAN

from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.monitoring.queries import values

pytestmark = pytest.mark.django_db
PAGES = ("/dasbor/tayang/", "/dasbor/lembar/")


@pytest.mark.parametrize("region", ["32", "32.76", "32.76.05", KELURAHAN[0]])
def test_both_show_the_figures_of_the_dashboard(enter, readers, region):
    reader, doors = enter("head"), set()
    figure = values(Actor.for_system("test"), ["pass_rate"], programme=readers.programme, region=region).of(
        "pass_rate"
    )
    for address in PAGES:
        page = reader.get(f"{address}?wilayah={region}")
        assert page.status_code == 200
        assert page.context["definition"]["counted"] == f"{figure.numerator} dari {figure.denominator}"
        body = page.content.decode()
        assert "target" in body
        doors |= {d.replace("&amp;", "&") for d in re.findall(r'href="(/dasbor/rincian/[^"]+)"', body)}
    for door in doors:
        assert reader.get(door).status_code == 200, door


def test_every_figure_has_a_screen_of_its_own(enter):
    body = enter("office").get("/dasbor/tayang/?wilayah=32.76").content.decode()
    assert body.count('class="slide"') >= 6
    assert body.count("slide-value") >= 4


def test_a_screen_has_no_menu_and_fetches_nothing_once_loaded(enter):
    body = enter("office").get("/dasbor/tayang/").content.decode()
    assert 'class="side"' not in body
    assert 'class="bottom"' not in body
    assert not re.search(r"hx-get|<img|<iframe", body)


def test_the_sheet_says_day_definition_and_source(enter):
    page = enter("office").get("/dasbor/lembar/?wilayah=32.76&indikator=participation")
    body = page.content.decode()
    assert "Keadaan sampai 20 Agustus 2026." in body
    for words in ("formula", "why", "source", "hash"):
        assert page.context[words]
    assert page.context["hash"] in body
    assert "data-prints" in body


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("who", "query", "status"),
    [("coordinator", "?wilayah=32.76.06", 403), ("office", "?wilayah=99.99", 404), ("office", "?bulan=9999-12", 404),
     ("office", "?indikator=laba", 404), ("partner", "", 403), ("participant", "", 403)],
)  # fmt: skip
def test_what_is_not_there_or_not_theirs_is_said_without_a_500(enter, address, who, query, status):
    assert enter(who).get(address + query).status_code == status


@pytest.mark.parametrize("address", PAGES)
def test_strangers_are_sent_to_the_login(readers, client, address):
    assert client.get(address).status_code == 302
