"""The preview of a newer edition: what changes, to be taken or left, field by field and record by record."""

import io

import openpyxl
import pytest

from dampingi.capture.imports.models import Import
from dampingi.foundation.jobs.worker import run_waiting
from dampingi.records.businesses.actions import edit_business
from dampingi.records.businesses.models import Business
from tests.capture.imports.conftest import sheet_of
from tests.capture.imports.test_editions import ANI, BUDI, CICI, DEDI, HEAD, altered, business
from tests.capture.imports.test_pages import send
from tests.records.conftest import SYSTEM

NEWER = (altered(ANI, phone="081288888888", workers=4), altered(BUDI, sales=25_000_000), DEDI)


@pytest.fixture
def first(desk):
    answer = send(desk, sheet_of([HEAD, ANI, BUDI, CICI]), name="2025.xlsx")
    desk.post(f"{answer.url}simpan/")
    run_waiting()


@pytest.fixture
def draft(desk, first):
    edit_business(by=SYSTEM, business=business("Kue Ani").id, values={"phone": "+6281299999999"})
    send(desk, sheet_of([HEAD, *NEWER]), name="2026.xlsx")
    return Import.objects.unscoped("test").get(name="2026.xlsx")


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def record(desk, draft):
    desk.post(f"/impor/{draft.id}/simpan/")
    run_waiting()


def test_the_preview_says_whose_edition_it_is_and_counts_field_by_field(desk, draft):
    page = page_of(desk, f"/impor/{draft.id}/")
    assert "Edisi baru dari 2025.xlsx" in page
    assert "Simpan 1 baris baru dan pembaruan 2 data?" in page
    assert 'name="bidang-workers"' in page
    assert "1 usaha ada di edisi sebelumnya, tetapi tidak ada di berkas ini" in page


def test_every_changed_field_is_shown_with_both_values(desk, draft):
    page = page_of(desk, f"/impor/{draft.id}/perubahan/")
    assert "0812-9999-9999" in page
    assert "0812-8888-8888" in page
    assert "Bentrok: daftar sebelumnya 0812-1111-1111, lalu diubah di register." in page
    assert "Tahu Cici" in page
    only = page_of(desk, f"/impor/{draft.id}/perubahan/?kolom=annual_sales")
    assert "Kopi Budi" in only
    assert "Kue Ani" not in only
    assert "Kue Ani" in page_of(desk, f"/impor/{draft.id}/perubahan/?jenis=conflict")


def test_what_is_ticked_on_the_page_goes_in_and_the_rest_stays(desk, draft):
    ani, budi = draft.differences.exclude(verdict="gone").order_by("number")
    answer = desk.post(f"/impor/{draft.id}/perubahan/", {f"ambil-{ani.id}": ["phone"]})
    assert answer.status_code == 302
    record(desk, draft)
    assert (business("Kue Ani").phone, business("Kue Ani").workers) == ("+6281288888888", 2)
    assert business("Kopi Budi").annual_sales == 20_000_000
    assert budi.decided == {}


def test_a_choice_for_all_records_of_a_field(desk, draft):
    desk.post(
        f"/impor/{draft.id}/pilihan/",
        {"bidang-phone": "daftar", "bidang-annual_sales": "register", "hilang": "tandai"},
    )
    record(desk, draft)
    assert business("Kue Ani").phone == "+6281288888888"
    assert business("Kopi Budi").annual_sales == 20_000_000
    draft.refresh_from_db()
    assert draft.choices["gone"] == "tandai"


def test_an_unknown_choice_is_refused(desk, draft):
    assert desk.post(f"/impor/{draft.id}/pilihan/", {"bidang-phone": "hapus"}).status_code == 422


def test_nothing_can_be_decided_after_recording(desk, draft):
    record(desk, draft)
    assert desk.post(f"/impor/{draft.id}/pilihan/", {}).status_code == 409
    assert desk.post(f"/impor/{draft.id}/perubahan/", {}).status_code == 409
    assert "2 data diperbarui" in page_of(desk, f"/impor/{draft.id}/")


def test_undoing_on_the_page_tells_how_many_got_their_values_back(desk, draft):
    record(desk, draft)
    page = desk.post(f"/impor/{draft.id}/pembatalan/", follow=True).content.decode()
    assert "2 data kembali ke nilai lamanya" in page
    assert business("Kue Ani").workers == 2


def test_the_person_says_that_it_is_no_newer_edition(desk, draft):
    desk.post(f"/impor/{draft.id}/bacaan/", {"edisi": "tidak"})
    run_waiting()
    page = page_of(desk, f"/impor/{draft.id}/")
    assert "Edisi baru dari" not in page
    assert "tidak ada di berkas ini" not in page


def test_the_difference_downloads_as_a_list_and_as_the_workbook_with_its_cells_marked(desk, draft):
    listed = desk.get(f"/impor/{draft.id}/perubahan/?unduh=xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(listed.content)).worksheets[0].values)
    assert len(rows) == 4
    assert "Tenaga kerja" in str(rows) or "Jumlah tenaga kerja" in str(rows)
    marked = openpyxl.load_workbook(io.BytesIO(desk.get(f"/impor/{draft.id}/kendala/").content))["Daftar"]
    assert marked["H2"].fill.start_color.rgb.endswith("CFE3F7")
    assert "Tercatat: 2; di daftar: 4." in marked["H2"].comment.text


def test_a_register_that_moved_on_is_shown_again_before_anything_is_recorded(desk, draft):
    edit_business(by=SYSTEM, business=business("Kopi Budi").id, values={"annual_sales": 21_000_000})
    record(desk, draft)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert Business.objects.unscoped("test").count() == 3
    assert "Register berubah sejak berkas ini diperiksa" in page_of(desk, f"/impor/{draft.id}/")
    record(desk, draft)
    draft.refresh_from_db()
    assert draft.state == "committed"
    assert business("Kopi Budi").annual_sales == 21_000_000
