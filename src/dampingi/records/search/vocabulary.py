"""The words of all documents in this process's memory: near spellings of a typed word in a few milliseconds.

Names draw on few words: a million businesses have some ten thousands. Words only come; at each use those that came are read on.
"""

import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from heapq import nsmallest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dampingi.records.search.models import Word

NEAREST = 24
BEGINNINGS = 24
_lock = threading.Lock()


class Vocabulary:
    def __init__(self) -> None:
        self.last: tuple[int, int] | None = None
        self.by_length: dict[int, list[str]] = defaultdict(list)
        self.counts: dict[str, int] = {}
        self.ordered: list[str] = []

    @classmethod
    def of(cls, words: Iterable[str]) -> "Vocabulary":
        """Of words that are in no index yet."""
        made = cls()
        made._add([(0, 0, word, 1) for word in words])
        return made

    def read_on(self) -> "Vocabulary":
        """These words and those that came since; a new vocabulary if the index was made anew."""
        rows = Word.objects.order_by("id").values_list("id", "batch", "word", "documents")
        fresh = list(rows.filter(id__gte=self.last[0]) if self.last else rows)
        if self.last and (not fresh or fresh[0][:2] != self.last):
            return Vocabulary().read_on()
        fresh = fresh[1:] if self.last else fresh
        if fresh:
            self._add(fresh)
        return self

    def _add(self, rows: list[tuple[int, int, str, int]]) -> None:
        for _id, _batch, word, documents in rows:
            self.by_length[len(word)].append(word)
            self.counts[word] = documents
        self.ordered = sorted(self.counts)
        self.last = rows[-1][:2] if rows else None

    def beginning(self, start: str) -> list[str]:
        """The most used words that begin so, without the word itself."""
        first, behind = bisect_left(self.ordered, start), bisect_left(self.ordered, start + "{")
        found = self.ordered[first:behind]
        return nsmallest(BEGINNINGS, (w for w in found if w != start), key=self._usual)

    def near(self, word: str, *, edits: int) -> dict[str, int]:
        """Other words within so many edits (a swap of neighbours is one), nearest and most used first: word -> edits."""
        found: list[tuple[str, int]] = []
        for length in range(len(word) - edits, len(word) + edits + 1):
            words = self.by_length.get(length)
            if words:
                hits = process.extract_iter(
                    word, words, scorer=OSA.distance, score_cutoff=edits, processor=None
                )
                found += [(w, distance) for w, distance, _place in hits if distance]
        found.sort(key=lambda hit: (hit[1], self._usual(hit[0])))
        return dict(found[:NEAREST])

    def _usual(self, word: str) -> tuple[int, str]:
        return -self.counts.get(word, 0), word


_known = Vocabulary()


def vocabulary() -> Vocabulary:
    global _known
    with _lock:
        _known = _known.read_on()
        return _known
