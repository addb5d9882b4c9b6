import pytest

from dampingi.capture.imports.actions import bring_sheet, commit_import, undo_import
from dampingi.capture.imports.plans import prepare
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.models import Business, Person
from dampingi.records.programmes.actions import select
from dampingi.records.programmes.models import Application
from tests.capture.imports.conftest import CITY, sheet_of
from tests.records.conftest import SYSTEM

HEAD = ["Nama Peserta", "NIK", "No HP", "Kelurahan", "Kecamatan", "Nama Usaha", "Tanggal Daftar"]
ROWS = [
    [
        "Ani Lestari",
        "9900015505900001",
        "081211111111",
        "Mekarjaya",
        "Sukmajaya",
        "Kue Ani",
        "12 Januari 2026",
    ],
    ["Budi Santoso", "", "081222222222", "Mekarjaya", "Sukmajaya", "", "13-01-2026"],
]


def applications():
    return Application.objects.unscoped("test").exclude(state="withdrawn")


@pytest.fixture
def sheet(programme):
    content = sheet_of([HEAD, *ROWS])
    made = bring_sheet(
        by=SYSTEM, content=content, name="p.xlsx", kind="participants", region=CITY, programme=programme
    )
    return commit_import(by=SYSTEM, sheet=made)


def test_applicants_come_into_the_intake_with_or_without_a_business(sheet):
    found = {a.person.name: a for a in applications().select_related("person")}
    assert found.keys() == {"Ani Lestari", "Budi Santoso"}
    assert str(found["Ani Lestari"].applied_on) == "2026-01-12"
    assert found["Ani Lestari"].region == "32.76.05.1004"
    assert found["Ani Lestari"].door == "import"
    owned = Business.objects.unscoped("test").get()
    assert (owned.name, owned.owner.name) == ("Kue Ani", "Ani Lestari")


def test_nobody_applies_twice(sheet, programme):
    content = sheet_of([HEAD, *ROWS, ["Cici Dewi", "", "081233333333", "Mekarjaya", "Sukmajaya", "", ""]])
    plan = prepare(by=SYSTEM, content=content, kind="participants", region=CITY, programme=programme)
    assert [row.person.name for row in plan.rows] == ["Cici Dewi"]


def test_the_same_nik_under_another_name_is_refused(sheet, programme):
    content = sheet_of([HEAD, ["A. Lestari Wati", "9900015505900001", "081244444444", "Cisalak", "", "", ""]])
    plan = prepare(by=SYSTEM, content=content, kind="participants", region=CITY, programme=programme)
    assert plan.rows == []
    assert [problem.code for problem in plan.reading.problems if problem.severity == "refuse"] == ["rule"]


def test_a_programme_is_needed(programme):
    with pytest.raises(Refused):
        prepare(by=SYSTEM, content=sheet_of([HEAD, *ROWS]), kind="participants", region=CITY)


def test_undoing_withdraws_undecided_applications(sheet):
    undone = undo_import(by=SYSTEM, sheet=sheet)
    assert applications().count() == 0
    assert Person.objects.unscoped("test").filter(archived_at=None).count() == 0
    assert undone.undo_summary["kept"] == []


def test_undoing_leaves_decided_applications(sheet, programme):
    Application.objects.unscoped("test").update(criteria_met=["ktp"])
    select(by=SYSTEM, programme=programme)
    undone = undo_import(by=SYSTEM, sheet=sheet)
    assert applications().count() == 2
    assert {row["kind"] for row in undone.undo_summary["kept"]} >= {"application", "person"}
