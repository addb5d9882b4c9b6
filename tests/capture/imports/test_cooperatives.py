"""The ministry's list of cooperatives: messy, brought again, taken back."""

import datetime
import io

import openpyxl
import pytest

from dampingi.capture.imports.actions import bring_sheet, commit_import, undo_import
from dampingi.capture.imports.marked import marked_workbook
from dampingi.capture.imports.plans import prepare
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.regions.actions import load_regions
from dampingi.records.cooperatives.actions import correct_cooperative, register_cooperative
from dampingi.records.cooperatives.intake import CooperativeIntake
from dampingi.records.cooperatives.models import BookYear, Cooperative
from dampingi.records.cooperatives.queries import cooperatives
from tests.capture.imports.conftest import CITY, sheet_of
from tests.records.conftest import HERE, someone

pytestmark = pytest.mark.usefixtures("places")

TITLE = ["DATA KOPERASI AKTIF KOTA DEPOK", *[""] * 17]
HEAD = [
    "No", "NIK", "Nama Koperasi", "No. Badan Hukum", "Tgl Badan Hukum", "Jenis Koperasi", "Bentuk Koperasi", "Alamat", "Kelurahan",
    "Kecamatan", "Status", "Tgl RAT", "Anggota L", "Anggota P", "Aset", "Modal Sendiri", "Volume Usaha", "SHU",
]  # fmt: skip
NUMBER = "3276030020001"


def row(**more):
    told = {
        "No": 1, "NIK": NUMBER, "Nama Koperasi": "KOPERASI KONSUMEN MAJU", "No. Badan Hukum": "518/BH/XIII.5/2010", "Tgl Badan Hukum": "12 Mei 2010",
        "Jenis Koperasi": "Konsumen (USP)", "Bentuk Koperasi": "Primer Kabupaten/Kota", "Alamat": "Jl. Mawar 3", "Kelurahan": "Abadijaya",
        "Kecamatan": "Sukmajaya", "Status": "Aktif", "Tgl RAT": "12-02-2025", "Anggota L": 40, "Anggota P": "65 orang", "Aset": "1,2 M",
        "Modal Sendiri": "450 jt", "Volume Usaha": "2 M", "SHU": "(4.000.000)",
    }  # fmt: skip
    more = {k.replace("_", " "): v for k, v in more.items()}
    assert more.keys() <= set(HEAD)
    return [(told | more)[name] for name in HEAD]


def content(*rows):
    return sheet_of([TITLE, HEAD, *rows, ["", "", "JUMLAH", len(rows)]])


@pytest.fixture
def staff():
    return someone(Role.OFFICE, CITY)


def plan_for(by, *rows):
    return prepare(by=by, content=content(*rows), kind="cooperatives", region=CITY)


def imported(by, *rows):
    made = bring_sheet(by=by, content=content(*rows), name="k.xlsx", kind="cooperatives", region=CITY)
    return commit_import(by=by, sheet=made)


def only():
    return Cooperative.objects.unscoped("test").get(archived_at=None)


def said(plan, severity):
    return {(p.field, p.code) for p in plan.reading.problems if p.severity == severity}


def test_a_messy_row_becomes_a_cooperative_with_its_book_year(staff):
    imported(staff, row())
    made, year = only(), BookYear.objects.get()
    assert (made.name, made.registration, made.legal_on, made.kind, made.members_area, made.region) == (
        "KOPERASI KONSUMEN MAJU", NUMBER, datetime.date(2010, 5, 12), "consumer", CITY, HERE,
    )  # fmt: skip
    assert (year.year, year.meeting_on, year.members, year.assets, year.equity, year.turnover, year.surplus) == (
        2024, datetime.date(2025, 2, 12), 105, 1_200_000_000, 450_000_000, 2_000_000_000, -4_000_000,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"Jenis_Koperasi": "Multi"}, "cooperative_kind", "rule"),
        ({"Jenis_Koperasi": ""}, "cooperative_kind", "required_missing"),
        ({"Tgl_Badan_Hukum": "31-02-2010"}, "legal_on", "date_impossible"),
        ({"Tgl_Badan_Hukum": "12-05-2090"}, "legal_on", "rule"),
        ({"Tgl_Badan_Hukum": ""}, "legal_on", "required_missing"),
        ({"Kelurahan": "Antah Berantah", "Kecamatan": ""}, "kelurahan", "rule"),
        ({"Status": "Sudah dibubarkan"}, "standing", "rule"),
    ],
)
def test_what_cannot_be_stays_out_with_the_reason(staff, more, field, code):
    plan = plan_for(staff, row(NIK="3276030020002", Nama_Koperasi="Koperasi Lain"), row(**more))
    assert len(plan.rows) == 1
    assert (field, code) in said(plan, "refuse")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"NIK": 3.27603002000112e16}, "registration"),
        ({"NIK": "12"}, "registration"),
        ({"Bentuk_Koperasi": ""}, "cooperative_form"),
        ({"Status": "Tidak Aktif"}, "standing"),
        ({"Anggota_P": ""}, "book_year"),
        ({"Tgl_RAT": "12-02-2009"}, "book_year"),
        ({"Modal_Sendiri": "9 M"}, "book_year"),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_cooperative_recorded(staff, more, field):
    plan = plan_for(staff, row(**more))
    assert len(plan.rows) == 1
    assert field in {name for name, _code in said(plan, "warn")}
    assert (plan.rows[0].year is None) == (field == "book_year")


def test_members_of_several_provinces_and_a_savings_cooperative_are_told_from_its_words(staff):
    plan = plan_for(
        staff, row(Jenis_Koperasi="Jasa Simpan Pinjam Syariah (KSPPS)", Bentuk_Koperasi="Primer Nasional")
    )
    told = plan.rows[0].told
    assert (told.kind, told.sharia, told.members_area) == ("savings_loan", True, "")


def test_brought_again_nothing_changes(staff):
    imported(staff, row(), row(NIK="", Nama_Koperasi="Koperasi Kedua", **{"No._Badan_Hukum": ""}))
    again = imported(staff, row(), row(NIK="", Nama_Koperasi="koperasi KEDUA", **{"No._Badan_Hukum": ""}))
    assert again.summary["rows"] | {"accepted": 0, "on_record": 2} == again.summary["rows"]
    assert Cooperative.objects.unscoped("test").count() == 2
    assert BookYear.objects.count() == 2


def test_twice_in_one_list_is_once(staff):
    done = imported(staff, row(), row(Nama_Koperasi="Maju (nama lama)"))
    assert done.summary["rows"] | {"accepted": 1, "repeated": 1} == done.summary["rows"]


def test_next_years_list_adds_a_book_year_and_overwrites_nothing(staff):
    imported(staff, row())
    plan = plan_for(staff, row(Tgl_RAT="20-02-2026", Tgl_Badan_Hukum="1 Januari 2011"))
    assert ("legal_on", "rule") in said(plan, "warn")
    imported(staff, row(Tgl_RAT="20-02-2026", Tgl_Badan_Hukum="1 Januari 2011"))
    assert only().legal_on == datetime.date(2010, 5, 12)
    assert {y.year for y in only().years.all()} == {2024, 2025}


def test_a_number_of_another_city_is_refused_and_another_number_is_another_cooperative(staff):
    load_regions(within="32.77")
    told = CooperativeIntake(
        "Jauh", datetime.date(2001, 1, 1), "consumer", "32.77.01.1001", "32.77", registration=NUMBER
    )
    register_cooperative(by=someone(Role.OFFICE, "32.77"), told=told)
    plan = plan_for(staff, row(), row(NIK="3276030020009"))
    assert ("registration", "rule") in said(plan, "refuse")
    assert [r.told.registration for r in plan.rows] == ["3276030020009"]


def test_the_same_workbook_comes_back_with_the_cell_marked(staff):
    made = bring_sheet(
        by=staff,
        content=content(row(Jenis_Koperasi="Multi")),
        name="k.xlsx",
        kind="cooperatives",
        region=CITY,
    )
    back = openpyxl.load_workbook(io.BytesIO(marked_workbook(by=staff, sheet=made)))
    cell = back["Daftar"]["F3"]
    assert cell.value == "Multi"
    assert "tidak dikenal" in cell.comment.text


def test_taking_it_back_archives_what_nothing_rests_on(staff):
    sheet = imported(staff, row(), row(NIK="3276030020002", Nama_Koperasi="Koperasi Kedua"))
    second = Cooperative.objects.unscoped("test").get(name="Koperasi Kedua")
    told = CooperativeIntake(
        "Koperasi Dua", second.legal_on, "consumer", HERE, CITY, registration=second.registration
    )
    correct_cooperative(by=staff, cooperative=second.id, told=told)
    undone = undo_import(by=staff, sheet=sheet)
    assert undone.undo_summary["archived"] == 1
    assert [k["name"] for k in undone.undo_summary["kept"]] == ["Koperasi Dua"]
    assert [c.name for c in cooperatives(staff)] == ["Koperasi Dua"]
    imported(staff, row())
    assert cooperatives(staff).count() == 2
