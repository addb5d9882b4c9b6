import pytest
from django.core.management import CommandError, call_command

from dampingi.engines.sheets import open_workbook
from dampingi.foundation.regions.actions import load_regions


@pytest.fixture
def depok(db):
    load_regions(within="32.76")


def test_the_sample_is_a_workbook_with_the_faults_of_a_real_directory(depok, tmp_path):
    out = tmp_path / "contoh.xlsx"
    call_command("sample-sheet", str(out), "--rows", "60")
    book = open_workbook(out)
    assert book.sheets[0].name == "final"
    assert len(book.sheets) > 3
    texts = {cell for row in book.sheets[0].rows for cell in row if isinstance(cell, str)}
    assert {"DIREKTORI PERUSAHAAN", "JUMLAH", "Mengetahui,", "OMZET PER BULAN", "AFILIASI PARTAI"} <= texts


def test_the_same_seed_gives_the_same_rows(depok, tmp_path):
    made = []
    for name in ("a.xlsx", "b.xlsx"):
        call_command("sample-sheet", str(tmp_path / name), "--rows", "50", "--seed", "4")
        made.append(open_workbook(tmp_path / name).sheets)
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--rows", "3"], "antara 40"), (["--region", "99.99"], "99.99 tidak ada")],
)
def test_bad_input_says_what_to_do(depok, tmp_path, arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command("sample-sheet", str(tmp_path / "x.xlsx"), *arguments)
    assert not (tmp_path / "x.xlsx").exists()
