import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.capture.imports.models import Import, SavedMapping
from dampingi.foundation.jobs.worker import run_waiting
from dampingi.records.businesses.models import Business
from tests.capture.imports.conftest import CITY, sheet_of

HEAD = ["Nama Usaha", "Nama Pemilik", "Kelurahan", "Kecamatan", "Kolom X", "No HP"]
ROWS = [
    ["Kue Ani", "Ani", "Mekarjaya", "Sukmajaya", "kue basah", "081211111111"],
    ["Kopi Budi", "Budi", "Curug", "", "kopi susu", "081222222222"],
    ["Tahu Cici", "Cici", "Zzyzx", "Qwrty", "tahu", "123"],
]


def send(client, content, name="daftar.xlsx", **more):
    """Upload, and let the worker read it."""
    form = {"file": SimpleUploadedFile(name, content), "kind": "businesses", "region": CITY} | more
    answer = client.post("/impor/baru/", form)
    run_waiting()
    return answer


@pytest.fixture
def draft(desk):
    send(desk, sheet_of([HEAD, *ROWS]))
    return Import.objects.unscoped("test").get()


def businesses():
    return Business.objects.unscoped("test").filter(archived_at=None)


def test_the_list_starts_empty_and_invites(desk):
    page = desk.get("/impor/")
    assert page.status_code == 200
    assert "Impor berkas pertama" in page.content.decode()


def test_a_sheet_is_shown_before_anything_is_recorded(desk):
    answer = send(desk, sheet_of([HEAD, *ROWS]))
    page = desk.get(answer.url).content.decode()
    assert businesses().count() == 0
    assert "Simpan 2 baris?" in page
    assert "bisa berarti beberapa kelurahan" in page
    assert "Nama wilayah yang perlu Anda pastikan" in page
    assert "Nomor telepon tidak lengkap" in page


def test_choosing_a_place_and_a_column_is_checked_again_and_remembered(desk, draft):
    curug = next(place for place in draft.summary["places"] if place["kelurahan"] == "Curug")
    code = curug["candidates"][0]["code"]
    number = draft.summary["places"].index(curug)
    answer = desk.post(f"/impor/{draft.id}/bacaan/", {f"tempat-{number}": code, "kolom-0-4": "product"})
    assert answer.status_code == 302
    run_waiting()
    draft.refresh_from_db()
    assert draft.summary["rows"]["accepted"] == 3
    assert SavedMapping.objects.unscoped("test").get().choices == {"4": "product"}
    desk.post(f"/impor/{draft.id}/simpan/")
    run_waiting()
    made = {b.name: b for b in businesses()}
    assert made["Kopi Budi"].region == code
    assert made["Kopi Budi"].product == "kopi susu"
    send(
        desk, sheet_of([HEAD, ["Jamu Dedi", "Dedi", "Mekarjaya", "Sukmajaya", "jamu", ""]]), name="lain.xlsx"
    )
    later = Import.objects.unscoped("test").get(name="lain.xlsx")
    assert later.summary["sheets"][0]["columns"][4]["field"] == "product"


def test_recording_runs_as_a_job_with_progress(desk, draft):
    desk.post(f"/impor/{draft.id}/simpan/")
    assert businesses().count() == 0
    waiting = desk.get(f"/impor/{draft.id}/").content.decode()
    assert "<progress" in waiting
    assert "Hentikan" in waiting
    run_waiting()
    assert businesses().count() == 2
    assert "Tersimpan" in desk.get(f"/impor/{draft.id}/").content.decode()
    again = desk.post(f"/impor/{draft.id}/simpan/")
    assert again.status_code == 409
    assert businesses().count() == 2


def test_undoing_on_the_page(desk, draft):
    desk.post(f"/impor/{draft.id}/simpan/")
    run_waiting()
    page = desk.post(f"/impor/{draft.id}/pembatalan/", follow=True).content.decode()
    assert businesses().count() == 0
    assert "Impor ini sudah dibatalkan" in page


def test_throwing_a_draft_away(desk, draft):
    desk.post(f"/impor/{draft.id}/pembuangan/")
    assert not Import.objects.unscoped("test").exists()


def test_the_marked_workbook_is_downloaded(desk, draft):
    answer = desk.get(f"/impor/{draft.id}/kendala/")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Hasil pemeriksaan", "Daftar"]


def test_an_earlier_import_of_the_file_is_pointed_out(desk):
    content = sheet_of([HEAD, *ROWS])
    desk.post(f"{send(desk, content).url}simpan/")
    run_waiting()
    answer = send(desk, content)
    assert "sudah pernah diimpor" in desk.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"PK\x03\x04 torn", "rusak atau terpotong"),
        (b"%PDF-1.7 ...", "bukan lembar kerja"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "halaman web"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_beside_the_field(desk, content, said):
    answer = send(desk, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Import.objects.unscoped("test").exists()


def test_a_workbook_without_a_list_says_so_on_its_page_and_can_be_thrown_away(desk):
    answer = send(desk, b"a;b\n1;2\n")
    page = desk.get(answer.url).content.decode()
    assert "Judul kolom yang dikenal tidak ditemukan" in page
    assert "Belum dapat dibaca" in desk.get("/impor/").content.decode()
    desk.post(f"{answer.url}pembuangan/")
    assert not Import.objects.unscoped("test").exists()


def test_a_list_of_participants_needs_its_programme(desk):
    answer = send(desk, sheet_of([HEAD, *ROWS]), kind="participants")
    assert answer.status_code == 422
    assert "Pilih program untuk daftar ini" in answer.content.decode()


def test_the_neighbouring_office_sees_and_touches_nothing(neighbour, draft):
    assert "daftar.xlsx" not in neighbour.get("/impor/").content.decode()
    assert neighbour.get(f"/impor/{draft.id}/").status_code == 404
    assert neighbour.get(f"/impor/{draft.id}/kendala/").status_code == 404
    assert neighbour.get(f"/impor/{draft.id}/perubahan/").status_code == 404
    assert neighbour.get(f"/impor/{draft.id}/temuan/").status_code == 404
    for way in (
        "bacaan",
        "bacaan-lama",
        "pilihan",
        "perubahan",
        "kendala",
        "simpan",
        "pembatalan",
        "pembuangan",
    ):
        assert neighbour.post(f"/impor/{draft.id}/{way}/").status_code == 404
    assert send(neighbour, sheet_of([HEAD, *ROWS])).status_code == 422
    assert businesses().count() == 0


@pytest.mark.parametrize("kind", ["businesses", "participants", "visits"])
def test_samples_can_be_downloaded_and_are_read_by_ourselves(desk, kind):
    from dampingi.engines.sheets import open_workbook, read, read_layout

    content = desk.get(f"/impor/contoh/{kind}/").content
    found = read(open_workbook(content), read_layout(kind))
    assert len(found.accepted) == 2
    assert all(match.confidence > 0.9 for match in found.sheets[0].matches if match.field)
    assert all(match.field for match in found.sheets[0].matches)
    assert desk.get("/impor/contoh/lain/").status_code == 404
