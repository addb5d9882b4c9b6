import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from tests.records.conftest import someone

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.kbli.actions import load_publication, undo_publication
from dampingi.foundation.kbli.models import Code, Publication
from dampingi.foundation.kbli.queries import (
    change,
    changed_codes,
    complete,
    edition_of,
    search,
    title,
    titles,
)

SYSTEM = Actor.for_system("test")
pytestmark = pytest.mark.django_db


def load(text, edition="2025", by=SYSTEM):
    return load_publication(by=by, edition=edition, content=text.encode(), file_name="kbli.csv")


def test_the_same_digits_mean_different_things_in_the_two_editions():
    assert title("2020", "56102") == "Rumah/Warung Makan"
    assert title("2025", "56102") == "AKTIVITAS PENYEDIAAN MAKANAN DI BANGUNAN TIDAK TETAP"
    assert change("56102") == "changed"
    assert change("47241") == "same"
    assert change("10710") == "reworded"
    assert change("10391") == "absent"
    assert change("99999") == "unknown"


def test_fifty_of_the_common_codes_have_to_be_reviewed():
    assert len(titles("2020")) == 109
    assert len(changed_codes()) == 50
    assert len(changed_codes(["changed"])) == 16


@pytest.mark.parametrize(
    ("code", "words", "edition", "sure"),
    [
        ("47241", "", "2020", True),
        ("10391", "", "2020", True),
        ("47812", "", "2020", False),
        ("47812", "lapak buah di pasar", "2020", False),
        ("47812", "jual mobil bekas", "2025", False),
        ("99999", "", "2020", True),
    ],
)
def test_a_lone_code_gets_the_edition_it_is_likely_of(code, words, edition, sure):
    found = edition_of(code, words)
    assert (found.edition, found.sure) == (edition, sure)


def test_words_serve_2025_only_where_the_code_still_means_the_same():
    assert search("beras eceran", edition="2025")[0].code == "47241"
    assert "47812" not in [h.code for h in search("lapak buah pinggir jalan", edition="2025", limit=3)]


def test_a_full_list_replaces_the_common_codes_and_undo_brings_them_back():
    load("kode,judul,kategori\n56102,Arti Baru,I\n61994,Penjualan Kembali Jasa,J\n")
    assert titles("2025") == {"56102": "Arti Baru", "61994": "Penjualan Kembali Jasa"}
    assert complete("2025")
    assert search("61994", edition="2025")[0].title == "Penjualan Kembali Jasa"
    newer = load("kode,judul\n56102,Arti Kedua\n")
    assert (newer.version, title("2025", "56102")) == (2, "Arti Kedua")
    undo_publication(by=SYSTEM, edition="2025")
    assert title("2025", "56102") == "Arti Baru"
    undo_publication(by=SYSTEM, edition="2025")
    assert len(titles("2025")) == 75
    with pytest.raises(Conflict):
        undo_publication(by=SYSTEM, edition="2025")


def test_group_headings_and_empty_lines_are_passed_over():
    made = load("Kode;Judul\nI;Penyediaan\n56;Makan\n5610;Restoran\n;\n56102;Makan; lagi\n")
    assert list(made.codes.values_list("code", flat=True)) == ["56102"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "kode dan judul"),
        ("a,b\n1,2\n", "kode dan judul"),
        ("kode,judul\n", "Tidak ada satu kode pun"),
        ("kode,judul\n5610x,A\n", "baris 2"),
        ("kode,judul\n561022,A\n", "bukan lima angka"),
        ("kode,judul\n٥٦١٠٢,A\n", "bukan lima angka"),
        ("kode,judul\n56102,A\n56102,B\n", "baris 3: kode 56102 ada dua kali"),
        ("kode,judul\n56102,\n", "kosong"),
        ("kode,judul,kategori\n56102,A,W\n", "A sampai V"),
        ("kode,judul\n56102,A\0\n", "bukan CSV"),
        ("kode,judul\n" + "\n".join(f"5{i:04},Judul {i}" for i in range(400)), "Angka nol di depan"),
        ("kode,judul\n56102," + "x" * 200_000, "bukan CSV"),
    ],
)
def test_a_faulty_list_is_refused_whole_with_the_line(text, told):
    with pytest.raises(Refused, match=told):
        load(text)
    assert not Publication.objects.exists()
    assert not Code.objects.exists()


def test_bytes_that_are_no_text_and_a_huge_file_are_refused():
    for content in (b"kode,judul\n56102,\xe9\xff\n", b" " * (5 * 2**20 + 1)):
        with pytest.raises(Refused):
            load_publication(by=SYSTEM, edition="2025", content=content, file_name="x")


def test_the_same_list_twice_and_a_strange_edition_are_refused():
    load("kode,judul\n56102,A\n")
    with pytest.raises(Conflict):
        load("kode,judul\n56102,A\n")
    with pytest.raises(Refused):
        load("kode,judul\n56102,A\n", edition="2017")


def test_an_office_of_one_city_may_not_change_the_countrys_codes():
    with pytest.raises(Denied):
        load("kode,judul\n56102,A\n", by=someone(Role.OFFICE, "32.76"))
    load("kode,judul\n56102,A\n")
    assert AuditEvent.objects.get(action="load_kbli").detail["codes"] == 1


def test_the_command_searches_loads_and_undoes(capsys, tmp_path):
    call_command("kbli", "search", "jual", "gorengan")
    assert "56104" in capsys.readouterr().out
    call_command("kbli", "search", "tempe", "--json")
    assert '"code": "10391"' in capsys.readouterr().out
    with pytest.raises(CommandError, match="Tidak ada kode"):
        call_command("kbli", "search", "zzzz")
    with pytest.raises(CommandError, match="tidak ditemukan"):
        call_command("kbli", "load", tmp_path / "x.csv", "--edition", "2025")
    file = tmp_path / "kbli.csv"
    file.write_text("kode,judul\n56102,A\n")
    call_command("kbli", "load", file, "--edition", "2025")
    assert "1 kode KBLI 2025" in capsys.readouterr().out
    call_command("kbli", "undo", "--edition", "2025")
    assert "Versi 1 dibatalkan" in capsys.readouterr().out
