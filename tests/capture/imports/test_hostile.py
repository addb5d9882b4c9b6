"""Files made to do harm, through the page and the command: a sentence with the cure, nothing recorded, never a 500."""

from io import StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from dampingi.capture.imports.models import Import
from dampingi.foundation import uploads
from dampingi.records.businesses.models import Business, Person
from tests.capture.imports.conftest import CITY, sheet_of
from tests.capture.imports.test_pages import send
from tests.engines.sheets import hostile

ENTITIES = '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
HARMFUL = {
    "unpacks to 500 MB": (lambda: hostile.bomb(500), "mengembang"),
    "entities": (lambda: hostile.workbook(prolog=ENTITIES), ""),
    "password": (lambda: hostile.xls(sealed=True), "kata sandi"),
    "torn": (lambda: hostile.workbook()[:700], "rusak"),
    "one text in every cell": (lambda: hostile.strings_bomb(2_000, 200_000), ""),
}  # fmt: skip


def nothing_recorded():
    assert not Business.objects.unscoped("test").exists()
    assert not Person.objects.unscoped("test").exists()


@pytest.mark.parametrize(("made", "said"), HARMFUL.values(), ids=list(HARMFUL))
def test_a_harmful_file_is_refused_with_a_sentence(desk, tmp_path, made, said):
    content = made()
    answer = send(desk, content)
    if answer.status_code == 302:  # only reading it showed what it is
        page = desk.get(answer.url)
        assert page.status_code == 200
        assert "Berkas ini belum dapat dibaca" in page.content.decode()
        assert Import.objects.unscoped("test").get().job.state == "failed"
        assert "kesalahan di pihak kami" not in page.content.decode()
    else:
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert not Import.objects.unscoped("test").exists()
    path = tmp_path / "berkas.xlsx"
    path.write_bytes(content)
    with pytest.raises(CommandError) as told:
        call_command("import", str(path), "--as", "businesses", "--region", CITY, stdout=StringIO())
    assert "\n" not in str(told.value)
    nothing_recorded()


def test_macros_are_left_alone_and_a_million_blank_rows_cost_nothing(desk):
    for content in (hostile.workbook(more={"xl/vbaProject.bin": b"macro"}), hostile.formatted_rows(100_000)):
        answer = send(desk, content)
        assert "Simpan 1 baris?" in desk.get(answer.url).content.decode()


def test_a_formula_in_a_cell_never_comes_back_as_one(desk):
    evil = "=cmd|' /C calc'!A0"
    head = ["Nama Usaha", "Nama Pemilik", "Kelurahan", "Alamat", "Omzet per bulan"]
    content = sheet_of([head, [f" {evil}", "Ani", "Mekarjaya", f"'{evil}", "-5"]])
    answer = send(desk, content)
    for address in (f"{answer.url}kendala/", f"{answer.url}temuan/?unduh=xlsx"):
        path = desk.get(address).content
        book = openpyxl.load_workbook(__import__("io").BytesIO(path))
        assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_a_file_beyond_the_bound_is_answered_with_a_sentence(desk, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 3_000)
    answer = send(desk, sheet_of([["Nama Usaha"]]) + b"0" * 5_000)
    assert answer.status_code == 422
    assert "lebih besar dari 60 MB" in answer.content.decode()
    assert not Import.objects.unscoped("test").exists()
