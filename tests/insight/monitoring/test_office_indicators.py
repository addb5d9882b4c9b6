"""What offices define themselves on the pages of figures: counted otherwise, combined of others, or typed."""

import datetime
import re
from decimal import Decimal

import pytest
from django.http import QueryDict
from tests.insight.monitoring.offices import COMPOSITE, TOO_MUCH, TYPED, defines
from tests.insight.scattered import KELURAHAN, TODAY

from dampingi.engines.indicators import Difference, Figure
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.rows import new_id
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.indicators.models import Entry, Version
from dampingi.insight.monitoring.dashboard.comparing import _row, both, compare
from dampingi.insight.monitoring.periods import of_programme
from dampingi.insight.monitoring.queries import values

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")
PAGES = ("/dasbor/", "/dasbor/banding/", "/dasbor/silang/", "/dasbor/tayang/", "/dasbor/lembar/")


@pytest.fixture
def defined(readers):
    """Three of the province's, with values typed for two kelurahan in two months."""
    for body in (COMPOSITE, TYPED, TOO_MUCH):
        defines(readers.programme.region, body)
    for n, (region, month) in enumerate((r, m) for r in KELURAHAN[:2] for m in (5, 6)):
        start = datetime.date(2026, month, 1)
        Entry.objects.create(
            owner=readers.programme.region, code=TYPED["code"], region=region, start=start, end=start + datetime.timedelta(days=29),
            number=1, numerator=n + 1, denominator=1, definition="", kind="pdf", sha256="", state="accepted", by=new_id(), by_name="x",
        )  # fmt: skip
    return readers


def figure(readers, code, *by, region="32.76"):
    period = of_programme(readers.programme, until=TODAY)
    return values(SYSTEM, [code], by, programme=readers.programme, region=region, period=period)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("body", [COMPOSITE, TYPED, TOO_MUCH], ids=lambda body: body["code"])
@pytest.mark.parametrize("region", ["32.76", "32.76.05"])
def test_every_page_opens_for_every_kind(enter, defined, page, body, region):
    """A share of more than all has a value and no interval."""
    answer = enter("office").get(f"{page}?wilayah={region}&indikator={body['code']}")
    assert answer.status_code in ((200, 422) if "silang" in page else (200,))


@pytest.mark.parametrize(("body", "by"), [(COMPOSITE, ("kecamatan", "sex")), (TYPED, ("kelurahan", "month"))])
def test_a_tables_edges_are_the_figures_of_those_places_and_not_sums_of_cells(enter, defined, body, by):
    code = body["code"]
    page = enter("office").get(f"/dasbor/silang/?wilayah=32.76&indikator={code}&baris={by[0]}&kolom={by[1]}")
    whole = figure(defined, code)
    assert page.context["by"] == by
    assert Decimal(page.context["total"]["value"].replace(",", ".")) == round(whole.value(code), 1)
    told = {f.value for f in figure(defined, code, by[0]).by(code).values()}
    assert {Decimal(r["total"]["value"].replace(",", ".")) for r in page.context["rows"]} == {
        round(v, 1) for v in told
    }
    assert not any(cell["few"] for row in page.context["rows"] for cell in row["cells"] if cell["known"])


def test_typed_numbers_add_up(enter, defined):
    page = enter("office").get(
        "/dasbor/silang/?wilayah=32.76&indikator=kemitraan&baris=kelurahan&kolom=month"
    )
    assert page.context["total"]["value"] == "10,0"


def test_offices_own_are_compared_too_and_not_judged_where_no_person_stands_behind_them(enter, defined):
    page = enter("office").get("/dasbor/banding/?wilayah=32.76.05&wilayah_b=32.76.06")
    rows = {row["code"]: row for row in page.context["rows"]}
    assert page.context["tested"] == len(rows) - 2
    for code, places in ((COMPOSITE["code"], 1), (TYPED["code"], 1)):
        for n, region in enumerate(("32.76.05", "32.76.06")):
            value = figure(defined, code, region=region).value(code)
            told = rows[code]["values"][n]["value"]
            assert told == ("–" if value is None else f"{value:.{places}f}".replace(".", ","))
        assert rows[code]["interval"] == ""
        assert rows[code]["better"] is None
    assert rows[COMPOSITE["code"]]["says"] == "Tidak diuji: angka ini tidak dihitung per orang"
    assert rows[TOO_MUCH["code"]]["interval"]
    for door in re.findall(r'href="(/dasbor/rincian/[^"]+)"', page.content.decode()):
        assert enter("office").get(door.replace("&amp;", "&"), follow=True).status_code == 200


def test_what_two_offices_count_in_ways_of_their_own_is_not_compared(readers):
    shipped = Version.objects.get(region="", code="participation").body
    there = QueryDict("program=WUB-2026&program_b=WUB-LAIN")
    sides = both(SYSTEM, there, today=TODAY)
    assert "participation" in {row["code"] for row in compare(SYSTEM, sides, today=TODAY)["rows"]}
    defines("33.01", shipped | {"name": "Hadir", "numerator": "invited"})
    for region in ("32", "33.01"):
        defines(region, COMPOSITE)
    told = compare(SYSTEM, sides, today=TODAY)
    codes = {row["code"] for row in told["rows"]}
    assert "pass_rate" in codes
    assert not codes & {"participation", COMPOSITE["code"]}, "nor what is combined of it"
    assert "Nilai gabungan" in told["unlike"]


def test_where_the_office_says_it_otherwise_its_words_and_its_direction_count(enter, readers):
    body = Version.objects.get(region="", code="participation").body
    defines(readers.programme.region, body | {"name": "Hadir", "direction": "down"})
    page = enter("office").get("/dasbor/banding/?wilayah=32.76.05&wilayah_b=32.76.06")
    assert "Hadir" in {row["name"] for row in page.context["rows"]}
    said = catalogue(readers.programme.region)["participation"]
    nothing = Figure(0, 0)
    told = Difference(nothing, nothing, 0.2, 0.1, 0.3, (20, 20), 0)
    sides = tuple(side["asked"] for side in page.context["sides"])
    assert _row(sides, said, told)["better"] is False
