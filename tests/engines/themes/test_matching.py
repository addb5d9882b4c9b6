"""Words of one family are one; the suggestion says which words speak for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.themes import alike, stems, suggested

THEMES = {
    "tempat": ["tempat jualan", "kios", "pasar", "lapak"],
    "modal": ["modal", "pinjaman", "kredit", "bunga"],
    "sertifikat": ["sertifikat", "halal", "izin"],
    "pelatihan": ["pelatihan", "belajar", "kursus"],
}


@pytest.mark.parametrize(
    ("text", "theme", "because"),
    [
        ("Kami ingin meminjam, pinjamannya yang ringan", "modal", ("meminjam",)),
        ("Tolong sertipikat halalnya dibantu", "sertifikat", ("sertipikat", "halalnya")),
        ("Dilatih jualan daring, pelatihannya malam", "pelatihan", ("dilatih",)),
        ("Lapak di pasar jangan digusur", "tempat", ("lapak", "pasar")),
        ("Tempat untuk jualan tiap minggu", "tempat", ("tempat", "jualan")),
    ],
)
def test_the_theme_is_suggested_with_its_words(text, theme, because):
    best = suggested(text, THEMES)[0]
    assert (best.theme, best.because) == (theme, because)


@pytest.mark.parametrize("text", ["", "Terima kasih", "1234", "tempat wudu", "yang di ke dari", "model baju"])
def test_nothing_is_suggested_where_nothing_is_said(text):
    assert suggested(text, THEMES) == []


def test_a_word_of_two_themes_counts_for_each_by_half():
    shared = {"a": ["pasar", "kios"], "b": ["pasar"]}
    assert [(s.theme, s.score) for s in suggested("kios di pasar", shared)] == [("a", 1.5), ("b", 0.5)]


def test_what_says_the_same_is_found_whatever_its_endings():
    others = {
        "x": "Titik pemasaran tetap tiap minggu",
        "y": "Bantuan modal",
        "z": "titik pasar yang tetap, mingguan",
    }
    found = alike("Titik pemasarannya ditetapkan setiap minggu", others)
    assert [each.key for each in found] == ["x", "z"]
    assert found[0].share == 1.0


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_goes_both_ways_for_the_same_words_and_stays_within_one(one, other):
    for each in alike(one, {"k": other}, least=0.0):
        assert 0 < each.share <= 1
    if stems(one):
        assert alike(one, {"k": one})[0].share == 1.0


@given(st.lists(st.sampled_from(sorted({w for words in THEMES.values() for w in words})), max_size=5))
def test_every_suggestion_is_as_an_oracle_says(words):
    """Naively: a theme is suggested if one of its phrases has all its stems among those said."""
    text = " dan ".join(words)
    said = set(stems(text))
    right = {code for code, phrases in THEMES.items() if any(set(stems(p)) <= said for p in phrases)}
    found = suggested(text, THEMES)
    assert {s.theme for s in found} == right
    assert all(s.because and set(s.because) <= set(text.split()) for s in found)


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text):
    for each in suggested(text, THEMES):
        assert each.score > 0
