"""A newer edition of a list already imported: what it changes, what is new, what is gone, who changed what meanwhile."""

import io

import pytest

from dampingi.capture.imports.actions import (
    bring_sheet,
    check_sheet,
    choose_reading,
    commit_import,
    undo_import,
)
from dampingi.capture.imports.models import ImportedRow
from dampingi.capture.imports.plans import prepare
from dampingi.demo.editions import edition as later
from dampingi.demo.sheets import write_directory
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.revisions.models import Revision
from dampingi.records.businesses.actions import archive_business, edit_business, edit_person, verify_business
from dampingi.records.businesses.intake import VerificationNote
from dampingi.records.businesses.models import Business, Person
from tests.capture.imports.conftest import CITY, sheet_of
from tests.records.conftest import someone

HEAD = ["Nama Usaha", "Nama Pemilik", "Alamat", "Kelurahan", "Kecamatan", "No HP", "Produk", "Tenaga Kerja", "Omzet per tahun"]  # fmt: skip
ANI = [
    "Kue Ani",
    "Ani Lestari",
    "Jl. Mawar 1",
    "Mekarjaya",
    "Sukmajaya",
    "081211111111",
    "kue",
    2,
    10_000_000,
]
BUDI = [
    "Kopi Budi",
    "Budi Santoso",
    "Jl. Melati 2",
    "Mekarjaya",
    "Sukmajaya",
    "081222222222",
    "kopi",
    1,
    20_000_000,
]
CICI = [
    "Tahu Cici",
    "Cici Rahayu",
    "Jl. Kenanga 3",
    "Mekarjaya",
    "Sukmajaya",
    "081233333333",
    "tahu",
    3,
    30_000_000,
]
DEDI = [
    "Bengkel Dedi",
    "Dedi Kurnia",
    "Jl. Dahlia 4",
    "Mekarjaya",
    "Sukmajaya",
    "081244444444",
    "servis",
    1,
    5_000_000,
]


def altered(row, **told):
    columns = {"name": 0, "owner": 1, "address": 2, "phone": 5, "product": 6, "workers": 7, "sales": 8}
    return [next((v for k, v in told.items() if columns[k] == i), cell) for i, cell in enumerate(row)]


def brought(by, *rows, name="d.xlsx"):
    return bring_sheet(by=by, content=sheet_of([HEAD, *rows]), name=name, kind="businesses", region=CITY)


def imported(by, *rows, name="d.xlsx"):
    return commit_import(by=by, sheet=brought(by, *rows, name=name))


def planned(by, *rows):
    return prepare(by=by, content=sheet_of([HEAD, *rows]), kind="businesses", region=CITY)


def business(name):
    return Business.objects.unscoped("test").select_related("owner").get(name=name)


def live():
    return set(Business.objects.unscoped("test").filter(archived_at=None).values_list("name", flat=True))


def told(plan):
    """{business: {field: (register's, list's, conflict)}}"""
    return {
        d.record.values["name"]: {f.key: (f.now, f.new, f.conflict) for f in d.fields}
        for d in plan.edition.differences
    }


@pytest.fixture
def first(office, places):
    return imported(office, ANI, BUDI, CICI)


def test_a_newer_edition_updates_instead_of_duplicating(office, first):
    done = imported(office, altered(ANI, product="kue basah", workers=4), CICI, DEDI, name="e.xlsx")
    assert done.edition_of == first
    rows = done.summary["rows"]
    assert {k: rows[k] for k in ("accepted", "changed", "conflict", "on_record", "gone", "repeated", "problem")} == {
        "accepted": 1, "changed": 1, "conflict": 0, "on_record": 1, "gone": 1, "repeated": 0, "problem": 0,
    }  # fmt: skip
    assert live() == {"Kue Ani", "Kopi Budi", "Tahu Cici", "Bengkel Dedi"}
    assert (business("Kue Ani").product, business("Kue Ani").workers) == ("kue basah", 4)
    revision = Revision.objects.get(kind="business")
    assert revision.origin_id == done.origin_id
    assert revision.changes == {"product": ["kue", "kue basah"], "workers": [2, 4]}
    outcomes = {(r.outcome, r.row): r.subject_id for r in ImportedRow.objects.filter(made_by=done)}
    assert outcomes["gone", 0] == business("Kopi Budi").id
    assert outcomes["changed", 2] == business("Kue Ani").id


def test_what_a_person_changed_meanwhile_is_a_conflict_and_stands(office, first):
    edit_business(
        by=office, business=business("Kue Ani").id, values={"phone": "+6281299999999", "product": "roti"}
    )
    newer = altered(ANI, phone="081288888888", workers=5)
    assert told(planned(office, newer, BUDI, CICI)) == {
        "Kue Ani": {"phone": ("+6281299999999", "+6281288888888", True), "workers": (2, 5, False)}
    }
    imported(office, newer, BUDI, CICI)
    now = business("Kue Ani")
    assert (now.phone, now.product, now.workers) == ("+6281299999999", "roti", 5)


def test_a_conflict_is_settled_for_the_list_where_that_is_chosen(office, first):
    edit_business(by=office, business=business("Kue Ani").id, values={"phone": "+6281299999999"})
    sheet = brought(office, altered(ANI, phone="081288888888"), BUDI, CICI)
    sheet.differences.update(decided={"phone": "daftar"})
    commit_import(by=office, sheet=sheet)
    assert business("Kue Ani").phone == "+6281288888888"


def test_a_change_is_left_out_where_that_is_chosen_for_the_field(office, first):
    sheet = brought(office, altered(ANI, phone="081288888888", workers=9), BUDI, CICI)
    sheet.choices = {"fields": {"phone": "register"}}
    sheet.save()
    commit_import(by=office, sheet=sheet)
    assert (business("Kue Ani").phone, business("Kue Ani").workers) == ("+6281211111111", 9)


def test_an_empty_cell_erases_nothing(office, first):
    assert told(planned(office, altered(ANI, phone="", product="", workers="", sales=""), BUDI, CICI)) == {}


def test_capitals_and_spaces_are_no_change(office, first):
    assert told(planned(office, altered(ANI, name="KUE  ANI", owner="ANI LESTARI"), BUDI, CICI)) == {}


def test_a_row_whose_record_was_renamed_in_the_register_is_still_known(office, first):
    edit_business(by=office, business=business("Kue Ani").id, values={"name": "Ani Bakery", "phone": ""})
    edit_person(by=office, person=business("Ani Bakery").owner_id, values={"name": "Bernadette Anindita"})
    plan = planned(office, altered(ANI, workers=7), BUDI, CICI)
    assert told(plan) == {"Ani Bakery": {"workers": (2, 7, False)}}
    assert plan.edition.gone == plan.rows == []


@pytest.mark.parametrize(
    ("told_now", "differs"),
    [
        ({"name": "Roti Ani Baru", "phone": "081277777777"}, {"name", "phone"}),
        ({"owner": "Lestari Ani W", "address": "Jl. Lain 99"}, {"owner", "address"}),
        ({"address": "Jl. Anggrek 77", "phone": "081277777777"}, {"address", "phone"}),
    ],
)
def test_a_row_with_several_changes_is_recognised_by_what_is_left(office, first, told_now, differs):
    plan = planned(office, altered(ANI, **told_now), BUDI, CICI)
    assert set(told(plan)["Kue Ani"]) == differs
    assert plan.rows == []


def test_the_lists_own_number_of_a_business_tells_more_than_its_names(office, places):
    head = ["Nomor Registrasi", *HEAD]
    for rows in (
        [["R-001", *ANI], ["R-002", *BUDI]],
        [["R-002", *BUDI], ["R-001", *altered(DEDI, workers=9)]],
    ):
        content = sheet_of([head, *rows])
        sheet = bring_sheet(by=office, content=content, name="d.xlsx", kind="businesses", region=CITY)
        commit_import(by=office, sheet=sheet)
    assert live() == {"Bengkel Dedi", "Kopi Budi"}


def test_positions_are_stored_and_read_again_without_a_difference(office, places):
    head = [*HEAD, "Latitude", "Longitude"]
    content = sheet_of([head, [*ANI, -6.4025123, 106.8412345]])
    for name in ("1.xlsx", "2.xlsx"):
        sheet = bring_sheet(by=office, content=content, name=name, kind="businesses", region=CITY)
        commit_import(by=office, sheet=sheet)
    assert sheet.summary["rows"]["changed"] == 0
    assert str(business("Kue Ani").latitude) == "-6.402512"


def test_a_corrected_owner_is_the_same_person_and_another_is_a_new_one(office, first):
    ani = business("Kue Ani").owner_id
    imported(office, altered(ANI, owner="Ani Lestarie"), altered(BUDI, owner="Wahyu Hidayat"), CICI)
    assert business("Kue Ani").owner_id == ani
    assert business("Kue Ani").owner.name == "Ani Lestarie"
    assert business("Kopi Budi").owner.name == "Wahyu Hidayat"
    assert Person.objects.unscoped("test").filter(name="Budi Santoso").exists()


def test_a_third_edition_is_compared_with_the_second(office, first):
    second = imported(office, altered(ANI, workers=4), BUDI, CICI)
    third = imported(office, altered(ANI, workers=6), BUDI, CICI)
    assert third.edition_of == second
    assert business("Kue Ani").workers == 6


def test_another_list_with_the_same_headings_is_no_edition(office, first):
    other = imported(office, DEDI, altered(DEDI, name="Jamu Eka", owner="Eka", phone="081255555555"))
    assert other.edition_of is None
    assert other.summary["rows"]["gone"] == 0


def test_a_person_says_that_it_is_no_edition(office, first):
    sheet = brought(office, altered(ANI, phone="081288888888"), BUDI)
    assert sheet.edition_of == first
    choose_reading(by=office, sheet=sheet, columns={}, chosen_places=[], more={"edition": "tidak"})
    sheet.refresh_from_db()
    check_sheet(by=office, sheet=sheet)
    sheet.refresh_from_db()
    assert (sheet.edition_of, sheet.summary["rows"]["gone"]) == (None, 0)
    commit_import(by=office, sheet=sheet)
    assert business("Kue Ani").phone == "+6281211111111"


def test_a_closed_or_archived_business_of_the_list_is_not_made_anew(office, first):
    archive_business(by=office, business=business("Kue Ani").id, reason="tutup usaha")
    done = imported(office, altered(ANI, workers=9), BUDI, CICI)
    assert done.summary["rows"]["accepted"] == 0
    assert business("Kue Ani").workers == 2


def test_a_record_merged_into_another_is_followed_there(office, first):
    from dampingi.records.businesses.models import Business as Shop

    kept, gone = business("Kue Ani"), business("Kopi Budi")
    Shop.objects.unscoped("test").filter(id=gone.id).update(merged_into=kept, archived_at=kept.created_at)
    plan = planned(office, ANI, altered(BUDI, workers=6), altered(CICI, workers=7))
    assert plan.rows == plan.edition.gone == []
    assert told(plan) == {"Tahu Cici": {"workers": (3, 7, False)}}


def test_a_row_with_a_problem_is_not_counted_as_gone(office, first):
    plan = planned(office, ANI, altered(BUDI, sales="-5"), CICI)
    assert len(plan.reading.refused) == 1
    assert plan.edition.gone == []


def test_undoing_gives_the_old_values_back_and_lists_what_was_changed_again(office, first):
    done = imported(
        office,
        altered(ANI, product="kue basah", sales=99),
        altered(BUDI, workers=8),
        altered(CICI, workers=8),
        DEDI,
    )
    edit_business(by=office, business=business("Kopi Budi").id, values={"workers": 11})
    seen = VerificationNote(business("Tahu Cici").id, "visit")
    verify_business(by=someone(Role.COORDINATOR, CITY), row=seen)
    undone = undo_import(by=office, sheet=done).undo_summary
    assert (business("Kue Ani").product, business("Kue Ani").annual_sales) == ("kue", 10_000_000)
    assert (business("Kopi Budi").workers, business("Tahu Cici").workers) == (11, 8)
    assert {(k["name"], k["why"]) for k in undone["kept"]} == {
        ("Kopi Budi", "sudah diubah lagi"), ("Tahu Cici", "sudah diverifikasi"),
    }  # fmt: skip
    assert (undone["restored"], undone["archived"]) == (1, 2)
    assert "Bengkel Dedi" not in live()


def test_after_undoing_an_edition_the_first_can_be_undone_too(office, first):
    done = imported(office, altered(ANI, workers=4), BUDI, CICI)
    undo_import(by=office, sheet=done)
    undo_import(by=office, sheet=first)
    assert live() == set()


def test_two_people_who_check_at_the_same_time_do_not_record_twice(office, first):
    mine, theirs = planned(office, ANI, BUDI, CICI, DEDI), planned(office, ANI, BUDI, CICI, DEDI)
    content = sheet_of([HEAD, ANI, BUDI, CICI, DEDI])
    for plan, passes in ((mine, True), (theirs, False)):
        sheet = bring_sheet(
            by=office, content=content, name="e.xlsx", kind="businesses", region=CITY, plan=plan
        )
        if passes:
            commit_import(by=office, sheet=sheet, plan=plan)
        else:
            with pytest.raises(Exception, match="diperiksa lagi"):
                commit_import(by=office, sheet=sheet, plan=plan)
    assert Business.objects.unscoped("test").filter(name="Bengkel Dedi").count() == 1


def test_the_difference_of_a_generated_edition_is_the_true_one(office, places):
    files, truths = [], []
    for edit in (None, later(2, seed=3, places=places)):
        out = io.BytesIO()
        truths.append(write_directory(out, rows=300, seed=3, places=places, edit=edit))
        files.append(out.getvalue())
    commit_import(
        by=office,
        sheet=bring_sheet(by=office, content=files[0], name="1.xlsx", kind="businesses", region=CITY),
    )
    plan = prepare(by=office, content=files[1], kind="businesses", region=CITY)
    truth = truths[1]
    assert len(truth.changed) > 5
    gone = {g.record.values["owner"].lower() for g in plan.edition.gone}
    assert gone <= {e.owner.lower() for e in truth.gone}
    assert len(gone) >= 0.8 * len(truth.gone)
    found = {d.record.values["owner"].lower() for d in plan.edition.differences}
    changed = {e.owner.lower() for e in truth.entries if e.nik in truth.changed}
    mended = {e.owner.lower() for e in truth.mended}
    assert len(found - changed - mended) <= 2
    assert len(changed & found) >= 0.9 * len(changed)
