"""Everyday words find codes. phrases.csv was written before the word list, by the same hand: it guards against decay, it does not
measure how the search does with strangers' words (held against one office's own product names: about six of ten in the first three)."""

import csv
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.kbli import Entry, Index

HERE = Path(__file__).parent
DEFINITIONS = Path(__file__).parents[3] / "src" / "dampingi" / "definitions" / "kbli"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


WORDS = yaml.safe_load((DEFINITIONS / "words.yaml").read_text("utf-8"))
TITLES = {row["code"]: row["title"] for row in rows(DEFINITIONS / "2020.csv")}
INDEX = Index(Entry(code, title, tuple(WORDS[code])) for code, title in TITLES.items())
BARE = Index(Entry(code, title) for code, title in TITLES.items())
PHRASES = [(row["phrase"], row["expected"].split()) for row in rows(HERE / "phrases.csv")]
UNLISTED = [(p, e) for p, e in PHRASES if p not in {w for words in WORDS.values() for w in words}]


def hit_at(index, phrases, n):
    found = [any(h.code in expected for h in index.search(p, limit=n)) for p, expected in phrases]
    return sum(found) / len(found)


def test_nearly_every_phrase_finds_its_code_among_the_first_three():
    assert hit_at(INDEX, PHRASES, 3) >= 0.97
    assert hit_at(INDEX, UNLISTED, 3) >= 0.9
    assert len(UNLISTED) >= 30


def test_titles_alone_would_not_do():
    """The control: official titles do not speak as people do."""
    assert hit_at(BARE, PHRASES, 3) < 0.6


@pytest.mark.parametrize(
    ("phrase", "first"),
    [
        ("jual gorengan", {"56104", "47829"}), ("warung sembako", {"47112"}), ("jahit baju", {"14120"}),
        ("laundry kiloan", {"96200"}), ("catering", {"56210", "56290"}), ("salon", {"96112"}),
        ("bengkel motor", {"45407"}), ("ternak lele", {"03221"}), ("frozen food", {"10750"}), ("keripik pisang", {"10794"}),
    ],
)  # fmt: skip
def test_the_common_ones_come_first(phrase, first):
    assert INDEX.search(phrase)[0].code in first


@pytest.mark.parametrize(
    "typed", ["kripik singkng", "laundri kiloan", "bengkl motor", "penjahitt", "sembakko"]
)
def test_typing_errors_are_forgiven(typed):
    right = {
        "kripik singkng": "10794",
        "laundri kiloan": "96200",
        "bengkl motor": "45407",
        "penjahitt": "14120",
        "sembakko": "47112",
    }
    assert right[typed] in [h.code for h in INDEX.search(typed, limit=3)]


def test_every_phrase_of_the_list_finds_its_own_code():
    """But for words that honestly belong to several codes, which come among the first."""
    missed = [
        (c, w)
        for c, words in WORDS.items()
        for w in words
        if c not in [h.code for h in INDEX.search(w, limit=8)]
    ]
    assert not missed


def test_how_one_trades_decides_between_codes():
    assert INDEX.search("bikin sepatu")[0].code == "15201"
    assert INDEX.search("jual sepatu online")[0].code == "47912"
    assert "47833" in [h.code for h in INDEX.search("sepatu di pasar", limit=3)]


def test_digits_find_by_code():
    assert [h.code for h in INDEX.search("5610")] == ["56101", "56102", "56103", "56104"]
    assert INDEX.search("56102")[0].code == "56102"


def test_nothing_known_is_nothing_found():
    assert INDEX.search("zzzz qqqq") == []
    assert INDEX.search("") == INDEX.search("?!") == []
    assert Index([]).search("roti") == []


@given(st.text(max_size=60))
def test_any_text_is_answered_best_first_without_repeats(text):
    found = INDEX.search(text)
    assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)
    assert len({h.code for h in found}) == len(found) <= 10


@given(st.sampled_from([p for p, _expected in PHRASES]), st.randoms(use_true_random=False))
def test_the_order_of_words_does_not_matter(phrase, dice: random.Random):
    words = phrase.split()
    dice.shuffle(words)
    if any(len(w) <= 2 for w in words):
        return
    assert {h.code for h in INDEX.search(phrase, limit=50)} == {
        h.code for h in INDEX.search(" ".join(words), limit=50)
    }


def test_words_belong_only_to_codes_that_are_shipped():
    assert set(WORDS) == set(TITLES)
    assert all(word == word.lower().strip() and word for words in WORDS.values() for word in words)
    assert all(len(set(words)) == len(words) for words in WORDS.values())
