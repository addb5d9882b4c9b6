"""Which row of one list is which row of another: one to one, the surest evidence first.

Two lists are compared by what both tell (`engines.sheets.repeats`). Rows left over in two editions of one list are
also paired by less: the names alone, or one name with the door, where that points to a single row on both sides.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from dampingi.engines.sheets.repeats import ENOUGH, MOST_PER_BLOCK, Row, likeness

Key = Callable[["Entry"], Hashable | None]
"""What two entries must share; None where an entry cannot tell it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it is compared; `mark` tells its owner which one it is."""

    mark: Any
    row: Row
    nib: str = ""
    external: str = ""
    """The list's own number of the business."""


def _all(e: Entry) -> Hashable:
    return (*e.row, e.nib, e.external)


def _external(e: Entry) -> Hashable | None:
    return e.external or None


def _nib(e: Entry) -> Hashable | None:
    return e.nib or None


def _nik(e: Entry) -> Hashable | None:
    return (e.row.nik, e.row.trade) if e.row.nik else None


def _names(e: Entry) -> Hashable | None:
    return (e.row.trade, e.row.person) if e.row.trade and e.row.person else None


def _trade_at_door(e: Entry) -> Hashable | None:
    r = e.row
    return (r.trade, r.region, r.address) if r.trade and r.address else None


def _trade_and_phone(e: Entry) -> Hashable | None:
    return (e.row.trade, e.row.phones) if e.row.trade and e.row.phones else None


def _person_at_door(e: Entry) -> Hashable | None:
    r = e.row
    return (r.person, r.region, r.address) if r.person and r.address else None


def _person_and_phone(e: Entry) -> Hashable | None:
    return (e.row.person, e.row.phones) if e.row.person and e.row.phones else None


SURE: tuple[tuple[str, Key], ...] = (("same", _all), ("external", _external), ("nib", _nib), ("nik", _nik))
LEFT_OVER: tuple[tuple[str, Key], ...] = (
    ("names", _names),
    ("trade_door", _trade_at_door),
    ("trade_phone", _trade_and_phone),
    ("person_door", _person_at_door),
    ("person_phone", _person_and_phone),
)


class Pairs:
    """`found` {new entry's mark: (old entry's mark, how)}. Steps are taken in turn, each on what is left."""

    def __init__(self, new: Iterable[Entry], old: Iterable[Entry]) -> None:
        self.new = {e.mark: e for e in new}
        self.old = {e.mark: e for e in old}
        self.found: dict[Any, tuple[Any, str]] = {}

    def sure(self) -> "Pairs":
        for how, key in SURE:
            self._single(how, key)
        return self

    def alike(self) -> "Pairs":
        """By likeness of names, phones, door and place, the most alike first."""
        blocks = _blocks(self.old.values())
        scored = []
        for order, entry in enumerate(self.new.values()):
            candidates = {mark for key in _keys(entry.row) for mark in blocks.get(key, ())[:MOST_PER_BLOCK]}
            for mark in candidates:
                score = likeness(entry.row, self.old[mark].row)
                if score >= ENOUGH:
                    scored.append((-score, order, str(mark), entry.mark, mark))
        for _score, _order, _text, new, old in sorted(scored, key=lambda s: s[:3]):
            self._pair(new, old, "alike")
        return self

    def left_over(self) -> "Pairs":
        """For two editions of one list only: little evidence, but it points to one row on both sides."""
        for how, key in LEFT_OVER:
            self._single(how, key)
        return self

    def _single(self, how: str, key: Key) -> None:
        """Pair what shares a key that stands once on each side."""
        news, olds = _keyed(self.new.values(), key), _keyed(self.old.values(), key)
        for shared in news.keys() & olds.keys():
            self._pair(news[shared], olds[shared], how)

    def _pair(self, new: Any, old: Any, how: str) -> None:
        if new in self.new and old in self.old:
            self.found[new] = (old, how)
            del self.new[new], self.old[old]


def _keyed(entries: Iterable[Entry], key: Key) -> dict[Hashable, Any]:
    told = [(key(e), e.mark) for e in entries]
    counted = Counter(k for k, _mark in told)
    return {k: mark for k, mark in told if k is not None and counted[k] == 1}


def _keys(row: Row) -> list[Hashable]:
    trade, person = row.trade, row.person
    keys: list[Hashable] = [tuple(sorted((trade, person)))]
    keys += [("at", name, row.region) for name in {trade, person} if name]
    keys += [("call", number) for number in row.phones]
    return keys


def _blocks(entries: Iterable[Entry]) -> dict[Hashable, list[Any]]:
    blocks: dict[Hashable, list[Any]] = {}
    for entry in entries:
        for key in _keys(entry.row):
            blocks.setdefault(key, []).append(entry.mark)
    return blocks
