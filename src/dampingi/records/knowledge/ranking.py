"""Which texts answer what was typed, best first: endings, prefixes and typing errors are forgiven."""

import math
import re
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz

LIKE = 82
"""Of 100: `sertipikat` is sertifikat, `harga` is not warga."""
LEAST = 0.5
"""The share of the words typed that must be found."""
_WEIGHTS = (3.0, 1.5, 1.0)
"""Of a word in the title, the question, the answer."""
_STOP = frozenset(
    "apa apakah atau bagaimana cara dan dari dengan di harus ini itu kalau ke mana pada saja saya untuk usaha yang bisa dapat agar supaya".split()
)
_ENDINGS = re.compile(r"(?:nya|kah|lah|kan|an|i)$")
K = TypeVar("K", bound=Hashable)


def words(text: str) -> list[str]:
    """Lower-case stems without the commonest words."""
    found = re.findall(r"[a-z0-9]+", text.casefold())
    return [_stem(w) for w in found if w not in _STOP]


def best_first(documents: Mapping[K, tuple[str, str, str]], typed: str) -> list[K]:
    """Keys of the documents (title, question, answer) that hold at least half of the words typed; rare words count more."""
    wanted = list(dict.fromkeys(words(typed) or re.findall(r"[a-z0-9]+", typed.casefold())))
    if not wanted:
        return []
    read = {key: tuple(frozenset(words(part)) for part in parts) for key, parts in documents.items()}
    vocabulary = frozenset(w for parts in read.values() for part in parts for w in part)
    near = {w: {v: like for v in vocabulary if (like := _likeness(w, v))} for w in wanted}
    rarity = {w: _rarity(near[w], read) for w in wanted}
    scored = []
    for key, parts in read.items():
        shares = {w: _best(near[w], parts) for w in wanted}
        if sum(1 for w in wanted if shares[w]) >= LEAST * len(wanted):
            scored.append((-sum(rarity[w] * shares[w] for w in wanted), documents[key], key))
    return [key for _score, _text, key in sorted(scored, key=lambda each: each[:2])]


def _best(near: Mapping[str, float], parts: Sequence[frozenset[str]]) -> float:
    return max(
        (
            weight * like
            for weight, part in zip(_WEIGHTS, parts, strict=True)
            for word, like in near.items()
            if word in part
        ),
        default=0.0,
    )


def _rarity(near: Mapping[str, float], read: Mapping[K, tuple[frozenset[str], ...]]) -> float:
    holding = sum(any(word in part for part in parts for word in near) for parts in read.values())
    return math.log(1 + len(read) / (1 + holding)) + 0.1


@lru_cache(maxsize=50_000)
def _likeness(typed: str, word: str) -> float:
    if typed == word:
        return 1.0
    if len(typed) >= 3 and word.startswith(typed):
        return 0.9
    if len(typed) >= 4 and typed in word:  # hitung, menghitung
        return 0.85
    if min(len(typed), len(word)) < 4:
        return 0.0
    like = fuzz.ratio(typed, word)
    return like / 100 * 0.9 if like >= LIKE else 0.0


def _stem(word: str) -> str:
    """Without one ending; what is left is a word of some length."""
    short = _ENDINGS.sub("", word)
    return short if len(short) >= 4 else word
