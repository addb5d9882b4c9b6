"""Every count of a checked sheet opens the rows it counts."""

import io

import openpyxl
import pytest

from dampingi.capture.imports.actions import bring_sheet, commit_import
from dampingi.capture.imports.models import RowPage
from dampingi.records.businesses.models import Business
from tests.capture.imports.conftest import CITY, sheet_of

HEAD = ["Nama Usaha", "Nama Pemilik", "Kelurahan", "No HP", "Omzet per tahun"]
ROWS = [
    ["Kue Ani", "Ani Lestari", "Mekarjaya", "081211111111", 5],
    ["Kopi Budi", "Budi Santoso", "Mekarjaya", "081222222222", "-5"],
    ["Kue Ani", "Ani Lestari", "Mekarjaya", "081211111111", 5],
]


@pytest.fixture
def sheet(office, places):
    content = sheet_of([HEAD, *ROWS])
    return bring_sheet(by=office, content=content, name="d.xlsx", kind="businesses", region=CITY)


def page(client, sheet, **told):
    return client.get(f"/impor/{sheet.id}/baris/", told)


def names(answer):
    return [row["cells"][0][1] for row in answer.context["shown"].rows]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("accepted", ["Kue Ani"]), ("problem", ["Kopi Budi"]), ("repeated", ["Kue Ani"]), ("on_record", [])],
)
def test_each_outcome_shows_its_rows(desk, sheet, outcome, expected):
    answer = page(desk, sheet, jadi=outcome)
    assert names(answer) == expected
    assert answer.context["shown"].count == len(expected) == sheet.summary["rows"][outcome]


def test_the_figures_are_doors_to_them(desk, sheet):
    told = desk.get(f"/impor/{sheet.id}/").content.decode()
    for outcome in ("accepted", "on_record", "repeated", "problem"):
        assert f"/impor/{sheet.id}/baris/?jadi={outcome}" in told


def test_a_repeated_row_tells_which_it_repeats(desk, sheet):
    assert page(desk, sheet, jadi="repeated").context["shown"].rows[0]["first"] == ["Daftar", 2]


def test_what_was_on_record_is_counted_and_opened_too(office, desk, sheet):
    commit_import(by=office, sheet=sheet)
    again = bring_sheet(
        by=office, content=sheet_of([HEAD, ROWS[0]]), name="e.xlsx", kind="businesses", region=CITY
    )
    assert names(page(desk, again, jadi="on_record")) == ["Kue Ani"]


def test_after_the_commit_a_row_leads_to_its_business(office, desk, sheet):
    commit_import(by=office, sheet=sheet)
    made = Business.objects.unscoped("test").get()
    assert f"/usaha/{made.id}/" in page(desk, sheet).content.decode()


def test_a_name_is_searched_in_all_pages(office, desk, places):
    rows = [[f"Warung {n}", f"Pemilik {n}", "Mekarjaya", f"0812{n:08d}", 5] for n in range(130)]
    sheet = bring_sheet(
        by=office, content=sheet_of([HEAD, *rows]), name="d.xlsx", kind="businesses", region=CITY
    )
    first = page(desk, sheet)
    assert (len(names(first)), first.context["shown"].count) == (50, 130)
    assert names(page(desk, sheet, hal=3)) == [f"Warung {n}" for n in range(100, 130)]
    assert names(page(desk, sheet, cari="warung 129")) == ["Warung 129"]
    assert names(page(desk, sheet, hal="99999999999999999999"))[-1] == "Warung 129"


def test_the_workbook_holds_exactly_what_is_shown(desk, sheet):
    answer = page(desk, sheet, jadi="problem", unduh=1)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [c.value for c in book.worksheets[0][2]] == ["Daftar", 3, "Kopi Budi", "Budi Santoso", "Mekarjaya"]


def test_names_lie_sealed(sheet):
    assert not any(b"Ani" in bytes(p.sealed) for p in RowPage.objects.all())


def test_another_office_finds_nothing(neighbour, sheet):
    assert page(neighbour, sheet).status_code == 404
    assert neighbour.post(f"/impor/{sheet.id}/verifikasi/").status_code == 404
