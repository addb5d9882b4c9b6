"""/dasbor/?program=tahun-2026: all programmes of a year as one, every figure a door to the rows of all of them."""

import datetime
import io
import re
from decimal import Decimal

import openpyxl
import pytest
from tests.insight.monitoring.offices import COMPOSITE, defines
from tests.insight.scattered import START, TODAY

from dampingi.engines.indicators import Figure
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.insight.monitoring.models import SavedView
from dampingi.insight.monitoring.periods import of_programme
from dampingi.insight.monitoring.queries import values
from dampingi.records.programmes.models import Programme, Target

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")
ALL = "program=tahun-2026&wilayah=32.76"


@pytest.fixture
def both(readers):
    """The city's programme and a second of the same year."""
    Programme.objects.filter(code="WUB-LAIN").update(region="32.76", starts_on=START)
    return [readers.programme, Programme.objects.get(code="WUB-LAIN")]


def each(both, code, grouping=()):
    return [
        values(SYSTEM, [code], grouping, programme=p, region="32.76", period=of_programme(p, until=TODAY)) for p in both
    ]  # fmt: skip


def told(figure):
    return f"{figure.numerator} dari {figure.denominator}"


def context(enter, who, address):
    answer = enter(who).get(address)
    assert answer.status_code == 200, address
    return answer.context


def body(enter, who, address):
    answer = enter(who).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("code", ["pass_rate", "participation", "verified_share"])
def test_numerators_and_denominators_are_added_and_the_door_holds_the_rows_of_all(enter, both, code):
    one, two = (found.of(code) for found in each(both, code))
    whole = Figure(one.numerator + two.numerator, one.denominator + two.denominator)
    assert one.denominator
    assert two.denominator
    assert told(whole) in body(enter, "office", f"/dasbor/?{ALL}")
    door = f"/dasbor/rincian/?{ALL}&indikator={code}"
    shown = context(enter, "office", door)
    assert shown["definition"]["counted"] == told(whole)
    assert shown["listing"].count == whole.denominator or code == "participation"
    book = openpyxl.load_workbook(io.BytesIO(enter("office").get(f"{door}&unduh=xlsx").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    heads = rows[0]
    assert {row[heads.index("Program")] for row in rows[1:]} == {"WUB-2026", "WUB-LAIN"}
    assert len(rows) - 1 == shown["listing"].count
    assert sum(row[-1] for row in rows[1:]) == whole.denominator


def test_pages_of_rows_go_on_from_one_programme_to_the_next_without_a_gap(enter, both):
    door = f"/dasbor/rincian/?{ALL}&indikator=participation"
    count, seen = context(enter, "office", door)["listing"].count, []
    for number in range(1, count // 25 + 2):
        page = context(enter, "office", f"{door}&hal={number}")["listing"]
        seen += [row["id"] for row in page.page]
        if len(seen) >= count:
            break
    assert len(seen) == len(set(seen)) == count


def test_the_target_of_all_is_what_they_would_reach_and_none_while_one_has_none(enter, both):
    assert "target " not in _headline(enter)
    Target.objects.create(
        programme=both[1], indicator="pass_rate", region="32.76", period="2026", value=Decimal("0.4")
    )
    one, two = (found.of("pass_rate").denominator for found in each(both, "pass_rate"))
    target = (Decimal("0.8") * one + Decimal("0.4") * two) / (one + two)
    assert f"targetnya {target * 100:.1f}%".replace(".", ",") in _headline(enter)


def _headline(enter):
    return re.search(r'dash-headline">(.*?)</p>', body(enter, "office", f"/dasbor/?{ALL}"))[1]


def test_places_and_cells_are_sums_and_lead_to_exactly_their_rows(enter, both):
    by = [found.by("participation") for found in each(both, "participation", "kecamatan")]
    cells = context(
        enter, "office", f"/dasbor/silang/?{ALL}&indikator=participation&baris=kecamatan&kolom=sector"
    )
    for row in cells["rows"]:
        doors = [c for c in row["cells"] if c["known"]] + [row["total"]]
        for cell in doors:
            assert context(enter, "office", cell["door"])["definition"]["counted"] == cell["counted"]
    whole = sum((f for found in by for f in found.values()), Figure(0, 0))
    assert cells["total"]["counted"] == told(whole)
    page = body(enter, "office", f"/dasbor/?{ALL}&indikator=participation")
    for key in by[0].keys() | by[1].keys():
        there = sum((found.get(key, Figure(0, 0)) for found in by), Figure(0, 0))
        assert told(there) in page


def test_the_months_and_the_screens_for_a_meeting_are_of_all_too(enter, both):
    for address in ("/dasbor/tayang/", "/dasbor/lembar/"):
        assert "Semua program 2026 (2)" in body(enter, "office", f"{address}?{ALL}")
    early = body(enter, "office", f"/dasbor/?{ALL}&bulan=2026-03&indikator=participation")
    assert "31 Maret 2026" in early


def test_all_can_be_compared_with_one_and_kept(enter, both):
    address = f"{ALL}&program_b=WUB-2026&wilayah_b=32.76&indikator=pass_rate"
    shown = context(enter, "office", f"/dasbor/banding/?{address}")
    row = next(r for r in shown["rows"] if r["code"] == "pass_rate")
    one, two = (found.of("pass_rate") for found in each(both, "pass_rate"))
    whole = Figure(one.numerator + two.numerator, one.denominator + two.denominator)
    assert [v["counted"] for v in row["values"]] == [told(whole), told(one)]
    enter("office").post("/dasbor/tersimpan/", {"nama": "Semua", "halaman": "dashboard", "alamat": ALL})
    assert "program=tahun-2026" in SavedView.objects.unscoped("test").get().query


def test_who_looks_down_on_several_places_starts_with_all_and_others_with_their_newest(enter, both):
    page = body(enter, "province", "/dasbor/")
    assert "Semua program 2026 (2)" in page
    assert 'class="tilemap-legend"' in page, "a province's map has its kabupaten and kota, coloured by state"
    assert "regionmap-scale" not in page, "and no scale of few to many"
    assert 'value="tahun-2026" selected' not in body(enter, "office", "/dasbor/")
    assert 'value="tahun-2026"' in body(enter, "office", "/dasbor/")


def test_what_is_combined_or_counted_otherwise_is_left_out_and_said(enter, both):
    defines("32.76", COMPOSITE)
    assert "Nilai gabungan" in body(enter, "office", f"/dasbor/?{ALL}")
    refused = enter("office").get(f"/dasbor/?{ALL}&indikator=gabungan")
    assert refused.status_code == 404
    assert "Pilih satu program" in refused.content.decode()


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("office", "program=tahun-1999", 404),
        ("office", "program=tahun-", 404),
        ("office", "program=tahun-2026%20", 404),
        ("office", "program=tahun-2026&wilayah=32", 403),
        ("office", "program=tahun-2026&wilayah=33.01", 404),
        ("office", "program=tahun-2026&bulan=9999-12", 404),
        ("office", "program=tahun-2026&bulan=2020-01", 404),
        ("coordinator", "program=tahun-2026", 200),
        ("coordinator", "program=tahun-2026&wilayah=32.76", 403),
        ("coordinator", "program=tahun-2026&wilayah=32.76.06", 403),
        ("elsewhere", "program=tahun-2026", 404),
        ("partner", "program=tahun-2026", 403),
        ("participant", "program=tahun-2026", 403),
    ],
)
@pytest.mark.parametrize("page", ["/dasbor/", "/dasbor/rincian/", "/dasbor/silang/", "/dasbor/tayang/"])
def test_all_is_all_within_ones_reach(enter, both, who, address, status, page):
    assert enter(who).get(f"{page}?{address}").status_code == status


def test_an_assignment_to_one_programme_never_adds_another(enter, both):
    user = User.objects.create(login="satu@contoh.id", name="Satu")
    Assignment.objects.create(
        user=user, role=Role.OFFICE, region="32.76", programme=both[1].id, starts_on=START
    )
    shown = context(enter, "satu", f"/dasbor/rincian/?{ALL}&indikator=pass_rate")
    assert shown["definition"]["counted"] == told(each(both, "pass_rate")[1].of("pass_rate"))


def test_pages_of_one_programme_take_no_year(enter, both):
    assert enter("office").get("/target/?program=tahun-2026").status_code == 404


@pytest.mark.parametrize("page", ["/dasbor/", "/dasbor/silang/", "/dasbor/banding/"])
def test_another_programme_chosen_in_the_form_takes_place_and_month_along_only_where_they_are_its_own(
    enter, both, page
):
    """The form sends what was chosen together with the place, month and indicator of before."""
    Programme.objects.filter(code="WUB-LAIN").update(region="32.75", starts_on=datetime.date(2026, 7, 1))
    form = "program=WUB-LAIN&wilayah=32.76.05&bulan=2026-03&indikator=participation"
    assert enter("head").get(f"{page}?{form}").status_code == 404
    shown = context(enter, "head", f"{page}?{form}&dari=WUB-2026")["asked"] if page != "/dasbor/" else None
    if shown:
        assert (shown.region, shown.month, shown.indicator.code) == ("32.75", "", "participation")
    assert "Bekasi" in body(enter, "head", f"{page}?{form}&dari=WUB-2026")
    whole = "program=tahun-2026&wilayah=32.76.05&indikator=participation&dari=WUB-2026"
    assert "Sukmajaya" in body(enter, "head", f"{page}?{whole}")
    assert enter("coordinator").get(f"{page}?{form}&dari=WUB-2026").status_code in (403, 404)
