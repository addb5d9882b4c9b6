"""Words without their commonest endings and beginnings, forgiving of typing errors.

A light stemmer after the affix classes of Nazief and Adriani (1996, as told by Asian, Williams and Tahaghoghi, Stemming Indonesian, ACSC 2005), without their dictionary: it need not find the
root, only the same stem for the words of one family. Two texts are compared by the share of their stems they have in common (Dice, 1945).
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import fuzz

NEAR = 86
"""Of 100: `sertipikat` is sertifikat, `pasar` is not dasar."""
SHORTEST_FORGIVEN = 6
"""Shorter words must be the same: `modal` and `model` are one letter apart."""
LEAST_STEM = 4
MOST_WORDS = 400
"""Of a text: what is longer is told in its beginning."""
_STOP = frozenset(
    "ada adalah agar akan aku anda antara apa atau bagi bagaimana bagi banyak belum bisa boleh bu buat bukan cara dalam dan dapat dari dengan di dinas harap harus hendak ibu ini itu jangan jadi "
    "juga kalau kami karena ke kecamatan kelurahan kepada kita kok lagi lebih mana masih mau mereka minta mohon nya oleh pada pak para perlu pun saat saja sama sampai sangat saya sebagai sebuah sekali "
    "semua seperti serta setiap sudah supaya tapi telah tetapi tiap tidak tolong untuk usaha warga yang ya".split()
)
_ENDINGS = (re.compile(r"(?:nya|lah|kah|pun|ku|mu)$"), re.compile(r"(?:kan|an|i)$"))
_BEGINNINGS = (
    (re.compile(r"^[mp]em(?=[aeiou])"), "p"),
    (re.compile(r"^[mp]eny(?=[aeiou])"), "s"),
    (re.compile(r"^[mp]en(?=[aeiou])"), "t"),
    (re.compile(r"^(?:ber|ter|per|meng|mem|men|peng|pem|pen)"), ""),
    (re.compile(r"^(?:di|ke|se|me|pe)(?=[^aeiou]?[aeiou])"), ""),
)
"""The first that fits: after a nasal the letter it swallowed comes back (memasarkan, pasar)."""
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Suggestion:
    """`because`: the words of the text that speak for the theme, as they stand in it."""

    theme: str
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True)
class Alike(Generic[K]):
    """Another text and the share of words in common, 0 to 1."""

    key: K
    share: float
    because: tuple[str, ...]


def stems(text: str) -> dict[str, str]:
    """stem -> the first word it came from, in the order of the text, without the commonest words."""
    found: dict[str, str] = {}
    for word in re.findall(r"[a-z0-9]+", text.casefold())[:MOST_WORDS]:
        if word not in _STOP and len(word) > 1:
            found.setdefault(_stem(word), word)
    return found


def suggested(text: str, themes: Mapping[str, Sequence[str]]) -> list[Suggestion]:
    """Themes of which a word (or all words of a phrase) stands in the text, best first: phrases count by their words, a rare word more.

    `themes`: code -> words and phrases. A word that several themes claim counts as its share of them.
    """
    said = stems(text)
    claims: dict[str, int] = {}
    wanted = {code: [tuple(stems(words)) for words in phrases] for code, phrases in themes.items()}
    for phrases in wanted.values():
        for stem in {s for phrase in phrases for s in phrase}:
            claims[stem] = claims.get(stem, 0) + 1
    found = []
    for code, phrases in wanted.items():
        score = 0.0
        because: dict[str, str] = {}
        for phrase in filter(None, dict.fromkeys(phrases)):
            hits = [_like(stem, said) for stem in phrase]
            if all(hits):
                score += sum(1 / claims[stem] for stem in phrase)
                because |= {hit: said[hit] for hit in hits if hit}
        if score:
            found.append(Suggestion(code, score, tuple(w for s, w in said.items() if s in because)))
    return sorted(found, key=lambda each: (-each.score, each.theme))


def alike(text: str, others: Mapping[K, str], *, least: float = 0.4) -> list[Alike[K]]:
    """The others with at least that share of words in common, most alike first (then in their own order)."""
    own = stems(text)
    found = []
    for key, other in others.items():
        theirs = stems(other)
        common = [w for s, w in own.items() if _like(s, theirs)]
        whole = len(own) + len(theirs)
        share = min(1.0, 2 * len(common) / whole) if whole else 0.0
        if common and share >= least:
            found.append(Alike(key, share, tuple(common)))
    return sorted(found, key=lambda each: -each.share)


def _like(stem: str, said: Iterable[str]) -> str:
    """The stem of the text it is, or is nearly; '' for none."""
    if stem in said:
        return stem
    if len(stem) < SHORTEST_FORGIVEN:
        return ""
    near = (s for s in said if len(s) >= SHORTEST_FORGIVEN and _near(stem, s))
    return next(near, "")


@lru_cache(maxsize=50_000)
def _near(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= NEAR


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        word = _unless_short(word, ending.sub("", word))
    for beginning, letter in _BEGINNINGS:
        if beginning.match(word):
            return _unless_short(word, beginning.sub(letter, word))
    return word


def _unless_short(word: str, short: str) -> str:
    return short if len(short) >= LEAST_STEM else word
