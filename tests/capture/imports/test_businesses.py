import datetime

import pytest

from dampingi.capture.imports.actions import bring_sheet, commit_import
from dampingi.capture.imports.models import Import, ImportedRow
from dampingi.capture.imports.plans import prepare
from dampingi.capture.imports.summaries import counts
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.identifiers import unseal
from dampingi.records.businesses.models import Business, Constraint, Person
from tests.capture.imports.conftest import CITY, sheet_of
from tests.records.conftest import someone

HEAD = [
    "Nama Usaha",
    "Nama Pemilik",
    "NIK",
    "L/P",
    "Alamat",
    "Kelurahan",
    "Kecamatan",
    "No HP",
    "Omzet per bulan",
    "Kendala",
]


def row(
    name="Keripik Sari",
    owner="Sari Dewi",
    nik="9900015505900001",
    sex="P",
    phone="081234567890",
    omzet="1,5 jt",
):
    return [name, owner, nik, sex, "Jl. Mawar No. 3", "Mekarjaya", "Sukmajaya", phone, omzet, "Kurang modal"]


def imported(by, *rows):
    content = sheet_of([HEAD, *rows])
    sheet = bring_sheet(by=by, content=content, name="daftar.xlsx", kind="businesses", region=CITY)
    return commit_import(by=by, sheet=sheet)


def businesses():
    return Business.objects.unscoped("test").filter(archived_at=None)


def test_a_row_becomes_a_business_with_its_owner(office, places):
    sheet = imported(office, row())
    made = businesses().select_related("owner").get()
    assert (made.name, made.owner.name, made.owner.sex) == ("Keripik Sari", "Sari Dewi", "P")
    assert (made.region, made.phone, made.annual_sales) == ("32.76.05.1004", "+6281234567890", 18_000_000)
    assert made.sector == "kuliner"
    assert made.size == "micro"
    assert unseal("nik", made.owner.nik_sealed) == "9900015505900001"
    assert made.origin_id == sheet.origin_id
    assert made.origin.hash == sheet.sha256
    assert Constraint.objects.unscoped("test").get().code == "fin_capital"


def test_the_dry_run_writes_nothing_and_foretells_the_commit(office, directory):
    content, _truth = directory
    before = AuditEvent.objects.count()
    told = counts(prepare(by=office, content=content, kind="businesses", region=CITY))
    assert businesses().count() == Import.objects.unscoped("test").count() == 0
    assert AuditEvent.objects.count() == before
    sheet = bring_sheet(by=office, content=content, name="d.xlsx", kind="businesses", region=CITY)
    done = commit_import(by=office, sheet=sheet)
    assert done.summary["rows"] == told
    assert businesses().count() == told["accepted"] > 100


def test_every_row_of_the_sheet_is_accounted_for(office, directory):
    content, truth = directory
    sheet = bring_sheet(by=office, content=content, name="d.xlsx", kind="businesses", region=CITY)
    commit_import(by=office, sheet=sheet)
    rows = ImportedRow.objects.filter(made_by=sheet)
    assert rows.count() == sheet.summary["rows"]["read"]
    refused = {(r.sheet, r.row) for r in rows.filter(outcome="problem")}
    assert refused == set(truth.refused)
    recorded = set(rows.filter(outcome="accepted").values_list("subject_id", flat=True))
    assert recorded == set(businesses().values_list("id", flat=True))


def test_the_same_file_again_gives_nothing_new(office, directory):
    content, _truth = directory
    for expected_new in (True, False):
        sheet = bring_sheet(by=office, content=content, name="d.xlsx", kind="businesses", region=CITY)
        done = commit_import(by=office, sheet=sheet)
        assert bool(done.summary["rows"]["accepted"]) is expected_new
    told = done.summary["rows"]
    assert told["changed"] == told["gone"] == 0
    assert told["on_record"] == told["read"] - told["repeated"] - told["problem"]
    assert told["on_record"] == businesses().count()


def test_one_file_is_recorded_once(office, places):
    sheet = imported(office, row())
    with pytest.raises(Conflict):
        commit_import(by=office, sheet=sheet)
    assert businesses().count() == 1


def test_a_known_person_is_not_made_twice(office, places):
    imported(office, row())
    imported(office, row(name="Toko Kain Sari", phone=""))
    assert businesses().count() == 2
    assert Person.objects.unscoped("test").count() == 1


def test_two_businesses_of_one_owner_in_a_file_share_the_person(office, places):
    imported(office, row(), row(name="Salon Melati"))
    assert businesses().count() == 2
    assert Person.objects.unscoped("test").count() == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"nik": "327602120890001"}, "nik_length"),
        ({"nik": 3.276021208900001e15}, "destroyed_digits"),
        ({"omzet": "-500000"}, "negative"),
        ({"name": "", "owner": ""}, "name_missing"),
    ],
)
def test_a_row_that_breaks_a_rule_stays_out_and_the_others_go_in(office, places, fault, code):
    sheet = imported(
        office, row(**fault), row(name="Salon Melati", owner="Ani", nik="", phone="081299999999")
    )
    assert [b.name for b in businesses()] == ["Salon Melati"]
    assert code in [reason["code"] for reason in sheet.summary["problems"]]
    assert ImportedRow.objects.get(made_by=sheet, outcome="problem").row == 2


def test_zero_everywhere_is_unknown_not_nothing(office, places):
    head = ["Nama Usaha", "Nama Pemilik", "Kelurahan", "Modal", "Omzet per tahun", "Tenaga kerja"]
    content = sheet_of(
        [head, ["A Jaya", "Ani", "Mekarjaya", 0, 0, 0], ["B Jaya", "Budi", "Mekarjaya", 0, 5_000_000, 1]]
    )
    sheet = bring_sheet(by=office, content=content, name="d.xlsx", kind="businesses", region=CITY)
    commit_import(by=office, sheet=sheet)
    unknown, known = businesses().order_by("name")
    assert (unknown.capital, unknown.annual_sales, unknown.workers, unknown.size) == (None, None, None, "")
    assert (known.capital, known.annual_sales) == (0, 5_000_000)


def test_the_sheet_is_kept_sealed(office, places):
    sheet = imported(office, row())
    with sheet.file.open("rb") as stored:
        kept = stored.read()
    assert not kept.startswith(b"PK")
    from dampingi.capture.imports.plans import content_of

    assert content_of(sheet).startswith(b"PK")


def test_no_personal_values_in_what_is_kept_about_rows(office, places):
    sheet = imported(office, row(nik="327602120890001"))
    kept = str(list(ImportedRow.objects.filter(made_by=sheet).values())) + str(sheet.summary)
    assert "327602120890001" not in kept
    trail = str(list(AuditEvent.objects.values()))
    assert "Sari" not in trail
    assert "327602120890001" not in trail


@pytest.mark.parametrize("region", ["99.99", "32", ""])
def test_a_wrong_region_is_refused(office, places, region):
    with pytest.raises(Refused):
        prepare(by=office, content=sheet_of([HEAD, row()]), kind="businesses", region=region)


@pytest.mark.parametrize("role", [Role.MENTOR, Role.HEAD, Role.COORDINATOR, Role.PANEL, Role.PARTNER])
def test_only_the_office_of_the_region_imports(places, role):
    with pytest.raises(Denied):
        prepare(by=someone(role, CITY), content=sheet_of([HEAD, row()]), kind="businesses", region=CITY)
    with pytest.raises(Denied):
        prepare(
            by=someone(Role.OFFICE, "32.77"), content=sheet_of([HEAD, row()]), kind="businesses", region=CITY
        )


def test_a_failure_while_recording_leaves_nothing(office, places, monkeypatch):
    sheet = bring_sheet(
        by=office, content=sheet_of([HEAD, row()]), name="d.xlsx", kind="businesses", region=CITY
    )

    def break_down(*args, **kwargs):
        raise RuntimeError("power cut")

    monkeypatch.setattr("dampingi.capture.imports.actions.committing.insert_many", break_down)
    with pytest.raises(RuntimeError):
        commit_import(by=office, sheet=sheet)
    assert businesses().count() == Person.objects.unscoped("test").count() == 0
    sheet.refresh_from_db()
    assert sheet.committed_at is None


def test_dates_of_the_import_are_told(office, places):
    sheet = imported(office, row())
    assert sheet.committed_at.date() >= datetime.date(2024, 1, 1)
    assert AuditEvent.objects.filter(action="import_sheet", subject_id=str(sheet.id)).count() == 1


def test_after_the_commit_its_rows_are_compared_with_the_register_by_themselves(office, places):
    from dampingi.foundation.jobs.worker import run_waiting
    from dampingi.records.duplicates.models import Search

    head = ["Nama Usaha", "Nama Pemilik", "Alamat", "Kelurahan", "No HP"]
    for name, owner, phone in (
        ("Keripik Sari Rasa", "Hj. Sari Dewi Anggraeni", "081212345601"),
        ("Kripik Sarirasa", "Sari Dewi Anggraini", "081212345699"),
    ):
        row = [name, owner, "Jl. Melati No. 12 RT 03/RW 04", "Mekarjaya", phone]
        made = bring_sheet(
            by=office, content=sheet_of([head, row]), name="d.xlsx",
            kind="businesses", region=CITY,
        )  # fmt: skip
        commit_import(by=office, sheet=made)
    run_waiting()
    searches = Search.objects.unscoped("test").exclude(finished_at=None)
    assert sorted(search.counts["businesses"] for search in searches) == [2, 2]
    assert all(search.origin_id for search in searches)
