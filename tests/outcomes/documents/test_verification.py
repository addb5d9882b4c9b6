"""Anyone may ask whether a document is genuine, and learns nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.outcomes.documents.codes import heard, picture, spoken

CODE = "3f0a91c277de0b14"


def sent(body: bytes) -> dict:
    return {"file": SimpleUploadedFile("laporan.pdf", body)}


def test_a_stranger_sees_the_register_entry(client, printing):
    page = client.get(f"/verifikasi/{CODE}/").content.decode()
    assert "Laporan Wirausaha Baru 2026 Kota Depok" in page
    assert "500.3/12/DKUM/2026" in page
    assert printing.sha256 in page
    assert spoken(CODE) in page


def test_a_code_may_be_typed_in_groups_and_capitals(client, printing):
    assert (
        client.get("/verifikasi/", {"code": "3F0A-91C2 77de-0b14"}).headers["Location"]
        == f"/verifikasi/{CODE}/"
    )


def test_an_unknown_code_says_what_to_check(client, db):
    answer = client.get("/verifikasi/0000000000000000/")
    assert answer.status_code == 404
    assert "Periksa lagi kode" in answer.content.decode()


def test_the_issued_file_is_genuine_whatever_it_is_called(client, printing):
    page = client.post(f"/verifikasi/{CODE}/", sent(b"%PDF-1.7 isi laporan")).content.decode()
    assert "Berkas ini asli" in page


def test_one_changed_byte_is_not(client, printing):
    page = client.post(f"/verifikasi/{CODE}/", sent(b"%PDF-1.7 isi Laporan")).content.decode()
    assert "tidak ada di daftar kami" in page
    assert "Berkas ini asli" not in page


def test_a_file_can_be_checked_without_a_code(client, printing):
    page = client.post("/verifikasi/", sent(b"%PDF-1.7 isi laporan")).content.decode()
    assert f"/verifikasi/{CODE}/" in page


@pytest.mark.parametrize("data", [{}, {"file": ""}])
def test_no_file_is_an_error_on_the_form_not_a_crash(client, printing, data):
    answer = client.post(f"/verifikasi/{CODE}/", data)
    assert answer.status_code == 200
    assert "field-wrong" in answer.content.decode()


def test_a_kept_printing_is_never_replaced(document, printing):
    from dampingi.outcomes.documents.actions import keep_printing
    from tests.outcomes.documents.conftest import SYSTEM

    again = keep_printing(by=SYSTEM, document=document, format="pdf", body=b"lain")
    assert (again.id, again.sha256) == (printing.id, printing.sha256)


def test_codes_survive_being_read_out():
    assert heard(spoken(CODE)) == CODE


def test_the_picture_holds_the_address():
    drawn = picture("http://127.0.0.1:8000/verifikasi/3f0a91c277de0b14/")
    assert drawn.startswith("<svg")
    assert picture("http://127.0.0.1:8000/verifikasi/lain/") != drawn
