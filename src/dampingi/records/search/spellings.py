"""The ways to look for what was typed: first as typed, then with near spellings, then with a word fewer."""

from collections.abc import Iterator
from functools import cached_property
from itertools import combinations

from dampingi.records.search.candidates import Groups
from dampingi.records.search.ranking import Likeness
from dampingi.records.search.vocabulary import Vocabulary
from dampingi.records.search.wording import KINDS, KINDS_AND_TITLES, REVERSED, WHOLE, Typed, national

BEGINNING, END = 6, 4
"""Digits of a phone's beginning or end by which it is still found when another digit is wrong: one of them is whole wherever that is,
and some hundred numbers of a million share either."""
_KINDS = Vocabulary.of(KINDS)
"""Apart from the words of the documents: half of a register is of some kind, and would stand before rarer spellings."""


class Spellings:
    def __init__(self, typed: Typed, words: Vocabulary) -> None:
        self.typed, self.words = typed, words

    def rounds(self) -> Iterator[list[Groups]]:
        """Ways of one round are alternatives; a later round is needed only where the earlier found too little."""
        numbers = [_parts_of_number(digits, whole=self.typed.whole) for digits in self.typed.digits]
        if not self.typed.words:
            yield [numbers]
            yield [] if self.typed.whole else [[_halves(digits)] for digits in self.typed.digits]
            return
        whole = "".join(self.typed.words)
        together: list[Groups] = [[[f"{WHOLE}{whole}*"], *numbers]] if len(whole) > 1 else []
        yield [[*self._as_typed, *numbers], *together]
        alike = [list(self._alike(word)) for word in self.typed.words]
        yield [[*filter(None, alike), *numbers]] if all(alike) else []
        yield [[*fewer, *numbers] for fewer in self._one_fewer(alike)]
        kinds = [list(each) for each in self.likenesses]
        yield [[*kinds, *numbers]] if kinds != alike and all(kinds) else []

    @cached_property
    def likenesses(self) -> list[Likeness]:
        return [_kinds_like(word) | self._alike(word) for word in self.typed.words]

    @property
    def unknown(self) -> list[str]:
        """Typed words that no document has, even in another spelling."""
        return [w for w, alike in zip(self.typed.words, self.likenesses, strict=True) if not alike]

    def suggestions(self) -> list[str]:
        """For words that nothing is like: known words further away, nearest first."""
        near = (
            self.words.near(w, edits=3) for w in self.typed.words if len(w) > 3 and w not in self.words.counts
        )
        return [word for words in near for word in words]

    @property
    def _as_typed(self) -> list[list[str]]:
        return [[w] if self._known(w) else list(self._alike_by_beginning(w)) or [w] for w in self.typed.words]

    def _alike(self, word: str) -> dict[str, float]:
        edits = 0 if len(word) < 3 else 1 if len(word) < 6 else 2
        near = _near(self.words, word, edits=edits) if edits else {}
        known = {word: 1.0} if self._known(word) or word.isdigit() else {}
        return near | self._alike_by_beginning(word) | known

    def _known(self, word: str) -> bool:
        return word in self.words.counts or word in KINDS_AND_TITLES

    def _alike_by_beginning(self, word: str) -> dict[str, float]:
        return _begun(self.words, word) if len(word) > 1 else {}

    def _one_fewer(self, alike: list[list[str]]) -> list[Groups]:
        kept = [group for group in alike if group]
        if len(kept) < len(alike):
            return [kept] if kept else []
        return [list(some) for some in combinations(kept, len(kept) - 1)] if len(kept) > 1 else []


def _near(words: Vocabulary, word: str, *, edits: int) -> dict[str, float]:
    return {w: 1 - 0.9 * n / len(word) for w, n in words.near(word, edits=edits).items()}


def _begun(words: Vocabulary, word: str) -> dict[str, float]:
    return {w: 0.75 + 0.2 * len(word) / len(w) for w in words.beginning(word)}


def _kinds_like(word: str) -> dict[str, float]:
    """`warng` and `warun` are a warung."""
    if len(word) < 4 or word in KINDS_AND_TITLES:
        return {}
    return _near(_KINDS, word, edits=1) | _begun(_KINDS, word)


def _parts_of_number(digits: str, *, whole: bool) -> list[str]:
    """Tokens of numbers that begin or end so, or are `whole` so."""
    starts = [start for start in dict.fromkeys((digits, national(digits))) if start]
    return starts if whole else [*(f"{start}*" for start in starts), f"{REVERSED}{digits[::-1]}*"]


def _halves(digits: str) -> list[str]:
    whole = national(digits)
    return [f"{whole[:BEGINNING]}*", f"{REVERSED}{whole[::-1][:END]}*"] if len(whole) > BEGINNING else []
