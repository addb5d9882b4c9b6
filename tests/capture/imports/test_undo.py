import pytest

from dampingi.capture.imports.actions import bring_sheet, commit_import, undo_import
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.businesses.actions import edit_business, verify_business
from dampingi.records.businesses.intake import VerificationNote
from dampingi.records.businesses.models import Business, Person
from tests.capture.imports.conftest import CITY, sheet_of
from tests.records.conftest import someone

HEAD = ["Nama Usaha", "Nama Pemilik", "Kelurahan", "No HP"]
ROWS = [
    [f"Usaha {name}", f"Pemilik {name}", "Mekarjaya", f"08121234560{i}"]
    for i, name in enumerate(("Ani", "Budi", "Cici"))
]


@pytest.fixture
def sheet(office, places):
    made = bring_sheet(
        by=office, content=sheet_of([HEAD, *ROWS]), name="d.xlsx", kind="businesses", region=CITY
    )
    return commit_import(by=office, sheet=made)


def live(model):
    return model.objects.unscoped("test").filter(archived_at=None)


def business(name):
    return Business.objects.unscoped("test").get(name=name)


def test_untouched_rows_are_archived_not_deleted(office, sheet):
    undone = undo_import(by=office, sheet=sheet)
    assert undone.undo_summary == {"archived": 6, "restored": 0, "kept": []}
    assert live(Business).count() == live(Person).count() == 0
    assert Business.objects.unscoped("test").count() == 3


def test_rows_changed_or_used_since_stay_and_are_listed(office, sheet):
    edit_business(by=office, business=business("Usaha Ani").id, values={"product": "kue"})
    verify_business(
        by=someone(Role.COORDINATOR, CITY), row=VerificationNote(business("Usaha Budi").id, "visit")
    )
    undone = undo_import(by=office, sheet=sheet)
    assert set(live(Business).values_list("name", flat=True)) == {"Usaha Ani", "Usaha Budi"}
    assert set(live(Person).values_list("name", flat=True)) == {"Pemilik Ani", "Pemilik Budi"}
    told = {(row["kind"], row["name"]): row["why"] for row in undone.undo_summary["kept"]}
    assert told["business", "Usaha Ani"] == "sudah diubah"
    assert told["business", "Usaha Budi"] == "sudah diverifikasi"
    assert ("person", "Pemilik Ani") in told


def test_an_owner_who_got_another_business_stays(office, sheet):
    again = bring_sheet(
        by=office,
        content=sheet_of([HEAD, ["Salon Cantik", *ROWS[0][1:]]]),
        name="e.xlsx",
        kind="businesses",
        region=CITY,
    )
    commit_import(by=office, sheet=again)
    undo_import(by=office, sheet=sheet)
    assert list(live(Business).values_list("name", flat=True)) == ["Salon Cantik"]
    assert list(live(Person).values_list("name", flat=True)) == ["Pemilik Ani"]


def test_after_undoing_the_file_can_be_imported_again(office, sheet):
    undo_import(by=office, sheet=sheet)
    again = bring_sheet(
        by=office, content=sheet_of([HEAD, *ROWS]), name="d.xlsx", kind="businesses", region=CITY
    )
    assert commit_import(by=office, sheet=again).summary["rows"]["accepted"] == 3


def test_undoing_twice_or_before_importing_is_refused(office, places, sheet):
    undo_import(by=office, sheet=sheet)
    with pytest.raises(Conflict):
        undo_import(by=office, sheet=sheet)
    draft = bring_sheet(
        by=office, content=sheet_of([HEAD, *ROWS]), name="d.xlsx", kind="businesses", region=CITY
    )
    with pytest.raises(Refused):
        undo_import(by=office, sheet=draft)


def test_a_stranger_undoes_nothing(sheet):
    with pytest.raises(Denied):
        undo_import(by=someone(Role.OFFICE, "32.77"), sheet=sheet)
    assert live(Business).count() == 3


def test_rows_that_were_merged_since_stay_and_tell_with_what(office, sheet):
    from dampingi.records.duplicates.actions import merge_businesses

    ani, budi = business("Usaha Ani"), business("Usaha Budi")
    merge_businesses(by=office, keep=ani.id, absorb=budi.id)
    undone = undo_import(by=office, sheet=sheet)
    assert set(live(Business).values_list("name", flat=True)) == {"Usaha Ani"}
    told = {(row["kind"], row["name"]): row["why"] for row in undone.undo_summary["kept"]}
    assert told["business", "Usaha Ani"] == "data lain sudah digabungkan ke sini"
    assert told["business", "Usaha Budi"] == "sudah digabungkan ke Usaha Ani"
