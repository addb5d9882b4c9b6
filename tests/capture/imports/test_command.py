import json
from io import StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from dampingi.capture.imports.models import Import
from dampingi.records.businesses.models import Business
from tests.capture.imports.conftest import CITY, sheet_of
from tests.capture.imports.test_editions import ANI, BUDI, CICI, HEAD, altered


@pytest.fixture
def file(tmp_path, directory):
    path = tmp_path / "direktori.xlsx"
    path.write_bytes(directory[0])
    return path


def run(*arguments):
    out = StringIO()
    call_command("import", *map(str, arguments), stdout=out)
    return out.getvalue()


def businesses():
    return Business.objects.unscoped("test").filter(archived_at=None).count()


def test_a_dry_run_tells_everything_and_writes_nothing(file):
    told = run(file, "--as", "businesses", "--region", CITY, "--dry-run")
    assert "Lembar “final”" in told
    assert "judul kolom di baris 9, 10; 120 baris data" in told
    assert "NAMA PEMILIK/ KONTAK PERSON" in told
    assert "Nama pemilik (1.00)" in told
    assert "tertukar" in told
    assert "afiliasi politik" in told
    assert "Excel telah merusak angka ini" in told
    assert businesses() == Import.objects.unscoped("test").count() == 0


def test_without_dry_run_it_commits_and_can_be_undone(file):
    told = json.loads(run(file, "--as", "businesses", "--region", CITY, "--json"))
    assert businesses() == told["rows"]["accepted"] > 100
    undone = run("--undo", told["import"])
    assert businesses() == 0
    assert "Impor dibatalkan" in undone


def test_a_dry_run_of_a_newer_edition_tells_the_difference_field_by_field(tmp_path, places):
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(sheet_of([HEAD, ANI, BUDI]))
    run(path, "--as", "businesses", "--region", CITY)
    path.write_bytes(sheet_of([HEAD, altered(ANI, workers=7), CICI]))
    told = json.loads(run(path, "--as", "businesses", "--region", CITY, "--dry-run", "--json"))
    assert told["edition"]["name"] == "daftar.xlsx"
    counted = {
        key: told["rows"][key]
        for key in ("read", "accepted", "changed", "conflict", "gone", "repeated", "problem")
    }
    assert counted == {
        "read": 2,
        "accepted": 1,
        "changed": 1,
        "conflict": 0,
        "gone": 1,
        "repeated": 0,
        "problem": 0,
    }
    assert [(c["field"], c["changed"], c["conflict"]) for c in told["changes"]] == [("workers", 1, 0)]
    words = run(path, "--as", "businesses", "--region", CITY, "--dry-run")
    assert "Edisi baru dari “daftar.xlsx”" in words
    assert "1 berubah, 0 bentrok" in words
    assert businesses() == 2


def test_the_workbook_comes_back_with_its_problems_marked(file, tmp_path, directory):
    out = tmp_path / "kendala.xlsx"
    run(file, "--as", "businesses", "--region", CITY, "--dry-run", "--out", out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[:2] == ["Hasil pemeriksaan", "final"]
    sheet = book["final"]
    name, row = directory[1].refused[0]
    assert name == "final"
    cells = [cell for cell in sheet[row] if cell.comment]
    assert cells
    assert cells[0].fill.start_color.rgb.endswith("F8C9C4")
    width = max(i for i, cell in enumerate(sheet[10], 1) if cell.value == "Kendala")
    assert sheet.cell(row, width).value


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tidak-ada.xlsx", "--as", "businesses", "--region", CITY], "tidak ditemukan"),
        (["FILE", "--as", "businesses", "--region", "99.99"], "Wilayah 99.99 tidak ada"),
        (["FILE", "--as", "businesses", "--region", "32"], "Pilih kabupaten atau kota"),
        (["FILE", "--as", "participants", "--region", CITY], "Pilih program"),
        (["FILE", "--as", "visits", "--region", CITY, "--programme", "TIDAK-ADA"], "TIDAK-ADA"),
        (["FILE", "--region", CITY], "Tulis berkas, jenis, dan wilayahnya"),
        (["--undo", "bukan-nomor"], "tidak ada"),
    ],
)
def test_bad_input_is_one_line_that_says_what_to_do(file, arguments, said):
    with pytest.raises(CommandError) as told:
        run(*(str(file) if part == "FILE" else part for part in arguments))
    assert said in str(told.value)
    assert "\n" not in str(told.value)
    assert businesses() == 0


def test_counts_instead_of_a_list_are_refused(tmp_path, places):
    path = tmp_path / "rekap.csv"
    path.write_text(
        "id,nama_kabupaten_kota,jenis_usaha,jumlah_umkm,satuan,tahun\n1,KOTA A,BATIK,9,UNIT,2019\n2,KOTA A,KUE,4,UNIT,2019\n"
    )
    with pytest.raises(CommandError, match="rekap, bukan daftar"):
        run(path, "--as", "businesses", "--region", CITY)
