import io
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dampingi.demo.editions import edition
from dampingi.demo.sheets import write_directory
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


def rows_of(path):
    return [tuple(row[1:22]) for row in open_workbook(path).sheets[0].rows]


def test_a_later_edition_keeps_most_rows_and_says_what_changed(depok, tmp_path):
    out = StringIO()
    for number in ("1", "2"):
        call_command("sample-sheet", str(tmp_path / f"{number}.xlsx"), "--rows", "300", "--edition", number, stdout=out)  # fmt: skip
    first, second = (rows_of(tmp_path / f"{number}.xlsx") for number in ("1", "2"))
    told = [int(number) for number in re.findall(r"\d+", out.getvalue().splitlines()[-1])]
    _edition, changed, added, gone, mended = told
    assert min(told) > 0
    assert len(second) == len(first) - gone + added
    assert len(set(second) - set(first)) == changed + added + mended
    with pytest.raises(CommandError, match="Edisi antara"):
        call_command("sample-sheet", str(tmp_path / "x.xlsx"), "--edition", "0")


def test_the_truth_of_an_edition_names_every_field_that_changed():
    places = [("Sukamaju", "Contoh Utara"), ("Curug", "Contoh Selatan")]
    told = {"rows": 300, "seed": 3, "places": places, "sectors": False}
    first = write_directory(io.BytesIO(), **told)
    second = write_directory(io.BytesIO(), **told, edit=edition(2, seed=3, places=places))
    before, now = ({entry.nik: entry for entry in truth.entries} for truth in (first, second))
    assert len(now) == len(second.entries)
    assert {nik for nik in before if nik in now and before[nik] != now[nik]} == set(second.changed)
    assert set(now) - set(before) == {entry.nik for entry in second.added}
    assert set(before) - set(now) == {entry.nik for entry in second.gone}
    assert len({field for fields in second.changed.values() for field in fields}) >= 5
