import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.knowledge.ranking import best_first

TOLD = {
    "halal": (
        "Mengurus sertifikat halal",
        "Apakah keripik wajib bersertifikat?",
        "Daftar di laman resmi, gratis bagi usaha mikro.",
    ),
    "harga": (
        "Menghitung harga jual",
        "Bagaimana menentukan harga keripik?",
        "Jumlahkan bahan, upah, dan laba.",
    ),
    "bank": (
        "Pinjaman ditolak bank",
        "Ada tunggakan lama yang sudah lunas",
        "Minta surat lunas, perbarui SLIK.",
    ),
}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sertifikat halal", "halal"),
        ("sertipikat hallal", "halal"),  # as people type
        ("bagaimana cara menghitung harganya", "harga"),
        ("hrga jual", "harga"),
        ("pinjam di bank", "bank"),
        ("tunggak", "bank"),
    ],
)
def test_what_people_type_finds_the_answer(typed, first):
    assert best_first(TOLD, typed)[0] == first


def test_what_is_not_there_finds_nothing():
    assert best_first(TOLD, "asuransi kendaraan") == []
    assert best_first(TOLD, "  ") == []


def test_a_title_counts_more_than_an_answer():
    told = {"a": ("Kemasan", "x", "y"), "b": ("Lain", "x", "soal kemasan")}
    assert best_first(told, "kemasan") == ["a", "b"]


@given(st.sampled_from(sorted(TOLD)), st.data())
def test_every_title_finds_its_own_article_first_or_beside(key, data):
    word = data.draw(st.sampled_from(TOLD[key][0].split()))
    assert key in best_first(TOLD, word)


@given(st.text(max_size=60))
def test_any_text_can_be_searched_for_and_the_order_is_the_same_again(typed):
    assert best_first(TOLD, typed) == best_first(dict(reversed(TOLD.items())), typed)
