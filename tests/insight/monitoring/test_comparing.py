"""/dasbor/banding/: two places or two times side by side."""

import datetime
import re

import pytest
from tests.insight.scattered import KELURAHAN, START, TODAY

from dampingi.engines.indicators import SUBJECT
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.models import Region
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.dashboard.comparing import compare
from dampingi.insight.monitoring.periods import Period, of_programme
from dampingi.insight.monitoring.queries import sums_of_people, values
from dampingi.records.programmes.models import Programme

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")
TWO = "/dasbor/banding/?wilayah=32.76.05&wilayah_b=32.76.06"


@pytest.mark.parametrize("region", ["32.76", "32.76.05", KELURAHAN[0]])
def test_what_people_add_up_to_is_the_figure(readers, region):
    period = of_programme(readers.programme, until=TODAY)
    asked = {"programme": readers.programme, "region": region, "period": period}
    whole = values(SYSTEM, list(catalogue()), **asked)
    for code, people in sums_of_people(SYSTEM, list(catalogue()), **asked).items():
        figure = whole.of(code)
        assert sum(f.numerator for f in people.values()) == figure.numerator
        assert sum(f.denominator for f in people.values()) == figure.denominator
    assert (
        len(sums_of_people(SYSTEM, ["pass_rate"], **asked)["pass_rate"]) == whole.of("pass_rate").denominator
    )


def test_nobody_asks_for_single_people_as_a_grouping():
    assert all(SUBJECT not in i.groupings for i in catalogue().values())


def test_both_sides_show_the_figures_of_their_dashboards(enter, readers):
    page = enter("office").get(TWO)
    assert page.status_code == 200
    for row in page.context["rows"]:
        for n, region in enumerate(("32.76.05", "32.76.06")):
            period = of_programme(readers.programme, until=TODAY)
            figure = values(
                SYSTEM, [row["code"]], programme=readers.programme, region=region, period=period
            ).of(row["code"])
            told = row["values"][n]["counted"]
            assert (
                told == ""
                if figure.value is None
                else told.split()[0] in (f"{figure.numerator}", told.split()[0])
            )
        assert row["says"]
    assert "Sukmajaya" in page.content.decode()


def test_every_value_opens_its_rows(enter):
    body = enter("office").get(TWO).content.decode()
    doors = {d.replace("&amp;", "&") for d in re.findall(r'href="(/dasbor/rincian/[^"]+)"', body)}
    assert len(doors) == 2 * len(catalogue())
    for door in doors:
        assert enter("office").get(door).status_code == 200


def test_unless_asked_otherwise_it_is_the_place_a_month_ago(enter):
    page = enter("office").get("/dasbor/banding/?wilayah=32.76.05")
    first, second = (side["asked"] for side in page.context["sides"])
    assert (first.region, second.region) == ("32.76.05", "32.76.05")
    assert (first.period.end, second.period.end) == (TODAY, datetime.date(2026, 7, 31))
    assert "31 Juli 2026" in page.content.decode()


def test_the_same_on_both_sides_is_said_to_be_no_comparison(enter):
    body = (
        enter("office")
        .get("/dasbor/banding/?wilayah=32.76.05&wilayah_b=32.76.05&bulan_b=kini")
        .content.decode()
    )
    assert "Kedua sisi sama" in body
    assert "melebihi kebetulan antara" not in body


def test_a_part_beside_its_whole_is_said(enter):
    assert (
        "Yang satu bagian dari yang lain"
        in enter("office").get("/dasbor/banding/?wilayah=32.76.05&wilayah_b=32.76").content.decode()
    )
    assert "Yang satu bagian dari yang lain" not in enter("office").get(TWO).content.decode()


def test_swapped_the_signs_turn(enter):
    page = enter("office").get(TWO)
    back = enter("office").get(page.context["swapped"])
    for there, here in zip(page.context["rows"], back.context["rows"], strict=True):
        assert there["gap"].lstrip("+−-") == here["gap"].lstrip("+−-")
        assert (there["better"], here["better"]) in ((True, False), (False, True), (None, None))


def test_a_kelurahan_of_few_is_not_judged(enter):
    page = enter("office").get(f"/dasbor/banding/?wilayah={KELURAHAN[0]}&wilayah_b={KELURAHAN[1]}")
    few = [row for row in page.context["rows"] if row["says"] == "Terlalu sedikit untuk dibandingkan"]
    assert few
    assert all(row["interval"] == "" and row["better"] is None for row in few)


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("coordinator", "?wilayah_b=32.76.06", 403),
        ("coordinator", "?wilayah=32.76.06", 403),
        ("coordinator", "?wilayah=32.76.05&wilayah_b=32.76.05.1003", 200),
        ("office", "?wilayah_b=32.77", 403),
        ("office", "?wilayah_b=99.99", 404),
        ("office", "?wilayah_b=' OR 1=1 --", 404),
        ("office", "?bulan_b=9999-12", 404),
        ("office", "?bulan_b=0001-01", 404),
        ("office", "?bulan_b=kemarin", 404),
        ("office", "?bulan=2026-02", 200),
        ("office", "?program_b=TIDAK-ADA", 404),
        ("office", "?program_b=WUB-LAIN", 404),
        ("office", "?indikator=laba", 404),
        ("province", "?wilayah=32.76&wilayah_b=32.77", 200),
        ("partner", "", 403),
        ("participant", "", 403),
    ],
)
def test_what_is_not_there_or_not_theirs_is_said_without_a_500(enter, who, address, status):
    assert enter(who).get(f"/dasbor/banding/{address}").status_code == status


def test_a_coordinator_chooses_among_own_places_only(enter):
    body = enter("coordinator").get("/dasbor/banding/").content.decode()
    assert "32.76.05.1003" in body
    assert "32.76.06" not in body


def test_a_stranger_is_sent_to_the_login(readers, client):
    assert client.get("/dasbor/banding/").status_code == 302


def test_the_first_month_has_nothing_before_it(readers, enter):
    assert Period(TODAY, TODAY).end == TODAY
    assert compare is not None
    assert enter("office").get("/dasbor/banding/?bulan=2026-02").status_code == 200


def test_two_places_of_one_name_are_told_apart_by_the_place_above(enter, readers):
    """Ten of Depok's kecamatan share a name with one of their kelurahan."""
    for code in ("32.76.05", KELURAHAN[0]):
        Region.objects.filter(code=code).update(name="Senama")
    page = enter("office").get(f"/dasbor/banding/?wilayah=32.76.05&wilayah_b={KELURAHAN[0]}")
    one, two = page.context["names"]
    assert one != two
    assert one.startswith("Senama (")


def test_the_same_people_are_only_in_both_where_the_programme_is_the_same(enter, readers):
    Programme.objects.filter(code="WUB-LAIN").update(region="32.76", starts_on=START)
    told = "wilayah=32.76&wilayah_b=32.76.05"
    assert enter("office").get(f"/dasbor/banding/?program=WUB-2026&{told}").context["nested"]
    other = enter("office").get(f"/dasbor/banding/?program=WUB-2026&program_b=WUB-LAIN&{told}")
    assert not other.context["nested"]
    ago = enter("office").get("/dasbor/banding/?program=WUB-2026&wilayah=32.76")
    assert ago.context["nested"], "a month ago they were the same people"
