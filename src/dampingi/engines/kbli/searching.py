"""Codes for a phrase as people say it: the nearest of a code's phrases and its title, word by word, typing errors forgiven.

Score of a phrase: the weight of the words it shares with the question over the weight of both (a weighted Dice coefficient), where a word
weighs by how few codes know it (inverse document frequency). Words that say how one trades (make, sell, go about, online) weigh nothing as
words and shift the score of the divisions they point at.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz, process

NEAR = 82
"""RapidFuzz ratio from which another word is the same word with a typing error."""
SHORTEST = 4
"""Letters a word must have to be forgiven an error: shorter ones are other words (es, teh, tas)."""
TITLE = 0.75
"""A title says less than a phrase somebody uses."""
LEANING = 0.18

_FILLERS = frozenset(
    "dan atau di ke dari yang untuk dengan serta usaha bisnis umkm rumahan rumah tangga aneka berbagai macam jasa tukang "
    "industri aktivitas perdagangan khas asli enak murah pak bu bapak ibu mbak mas bang depan pinggir jalan lainnya sejenisnya "
    "buka punya ytdl".split()
)
_LEANINGS: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (
        frozenset("bikin buat membuat produksi pembuatan pabrik pengrajin perajin pengolahan olah".split()),
        ("1", "2", "31", "32"),
    ),
    (
        frozenset(
            "jual jualan menjual dagang pedagang penjual toko kios agen eceran reseller distributor".split()
        ),
        ("47", "56"),
    ),
    (frozenset("keliling gerobak pikulan dorong asongan".split()), ("56104", "56306", "4799")),
    (frozenset("pasar lapak los kaki lima".split()), ("478",)),
    (frozenset("online olshop daring shopee tokopedia lazada tiktok marketplace".split()), ("4791",)),
    (frozenset("servis service reparasi perbaikan benerin".split()), ("95", "45")),
    (frozenset("ternak budidaya budi daya kolam peternak".split()), ("01", "03")),
)


@dataclass(frozen=True)
class Entry:
    code: str
    title: str
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """`score` from 0 to about 1; `by` is the phrase or title it was found by."""

    code: str
    title: str
    score: float
    by: str


class Index:
    """Built once from the entries; answers any number of questions."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {e.code: e for e in entries}
        self._phrases = [
            (e.code, phrase, frozenset(_words(phrase)) or frozenset(_letters(phrase).split()), weight)
            for e in self._entries.values()
            for phrase, weight in [*((p, 1.0) for p in e.phrases), (e.title, TITLE)]
        ]
        known: dict[str, set[str]] = {}
        for code, _phrase, words, _weight in self._phrases:
            for word in words:
                known.setdefault(word, set()).add(code)
        self._weights = {w: 1 + log(len(self._entries) / len(codes)) for w, codes in known.items()}
        self._vocabulary = sorted(known)
        self._longest = max(self._weights.values(), default=1.0)

    def search(self, question: str, *, limit: int = 10) -> list[Hit]:
        """Best first. Five digits (or their beginning) find by code."""
        digits = re.sub(r"\D", "", question)
        if digits and not re.search(r"[^\W\d]", question):
            found = sorted(c for c in self._entries if c.startswith(digits))
            return [Hit(c, self._entries[c].title, 1.0, c) for c in found[:limit]]
        asked, leaning = _words(question), _leaning(question)
        wanted = [
            self._alike(word) for word in dict.fromkeys(self._joined(asked or _letters(question).split()))
        ]
        best: dict[str, Hit] = {}
        for code, phrase, words, weight in self._phrases:
            score = self._overlap(wanted, words) * weight
            if score <= 0:
                continue
            score += LEANING * sum(code.startswith(prefixes) for prefixes in leaning)
            if code not in best or score > best[code].score:
                best[code] = Hit(code, self._entries[code].title, score, phrase)
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.code))[:limit]

    def _joined(self, words: Sequence[str]) -> list[str]:
        """Two words that are written as one, too (foto kopi, skin care)."""
        found: list[str] = []
        for word in words:
            if found and word not in self._weights and found[-1] + word in self._weights:
                found[-1] += word
            else:
                found.append(word)
        return found

    def _alike(self, word: str) -> dict[str, float]:
        """Known words the asked one may be, with how sure: itself, or those a typing error away."""
        if word in self._weights:
            return {word: 1.0}
        if len(word) < SHORTEST:
            return {}
        near = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
        return {found: score / 100 for found, score, _i in near if len(found) >= SHORTEST}

    def _overlap(self, wanted: Sequence[dict[str, float]], words: frozenset[str]) -> float:
        shared = [
            max(((sure * self._weights[w]) for w, sure in alike.items() if w in words), default=0.0)
            for alike in wanted
        ]
        if not any(shared):
            return 0.0
        asked = sum(max((self._weights[w] for w in alike), default=self._longest) for alike in wanted)
        return 2 * sum(shared) / (asked + sum(self._weights[w] for w in words))


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def _words(text: str) -> list[str]:
    """What a phrase is about: no fillers, none of the words that say how one trades."""
    leaning = frozenset().union(*(words for words, _prefixes in _LEANINGS))
    return [_same(w) for w in _letters(text).split() if w not in _FILLERS and w not in leaning]


_SPELT = {
    "bakmi": "mie", "mi": "mie", "cathering": "katering", "catering": "katering", "cafe": "kafe", "coklat": "cokelat",
    "kripik": "keripik", "krupuk": "kerupuk", "sambel": "sambal", "service": "servis", "meubel": "mebel",
    "handphone": "hp", "ponsel": "hp", "fotocopy": "fotokopi", "permak": "vermak", "jilbab": "hijab",
    "kerudung": "hijab",
}  # fmt: skip


def _same(word: str) -> str:
    return _SPELT.get(word, word)


def _leaning(text: str) -> list[tuple[str, ...]]:
    said = set(_letters(text).split())
    return [prefixes for words, prefixes in _LEANINGS if said & words]
