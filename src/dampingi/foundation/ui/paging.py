"""Long lists a page at a time: keys first, rows after."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dampingi.foundation.regions.codes import walked


@dataclass(frozen=True)
class Ranking:
    """What a search found: keys, best first; why each was found; what to tell about the search; other words to try."""

    order: Sequence[uuid.UUID] = ()
    notes: Mapping[uuid.UUID, str] = field(default_factory=dict)
    told: str = ""
    suggestions: Sequence[str] = ()
    settled: bool = False
    """The search itself has looked at the reach and at every filter that is set: each key is a row of the list."""


class Rows(list):
    """Rows already in hand, answering as a queryset does as far as a list asks."""

    def order_by(self, *_ordering: Any) -> "Rows":
        return self

    def count(self) -> int:  # type: ignore[override]
        return len(self)


class KeysFirst:
    """An ordered queryset of which a page reads the keys (from an index) and then only the page's rows.

    The keys tell which rows fit; `shown()`, the queryset before it was narrowed, is what those are read from. Rows whose `nullable`
    field is empty come last. They are asked for apart, so that the order of the others is an index's.
    """

    def __init__(self, rows: Any, shown: Callable[[], Any], nullable: str = "") -> None:
        self.rows, self.shown, self.nullable = rows, shown, nullable

    @cached_property
    def _count(self) -> int:
        return self.rows.order_by().count()

    def count(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> list[Any]:
        """Counted from the nearer end: the last page is as near as the first."""
        start, stop = part.start, min(part.stop, self._count)
        behind = self._count - stop
        if behind < start:
            return in_order(self.shown(), self._keys(behind, stop - start, backwards=True)[::-1])
        return in_order(self.shown(), self._keys(start, stop - start))

    def _keys(self, skip: int, most: int, *, backwards: bool = False) -> list[Any]:
        keys = walked(self.rows.select_related(None)).values_list("pk", flat=True)
        parts = [keys]
        if self.nullable:
            parts = [keys.exclude(**{self.nullable: None}), keys.filter(**{self.nullable: None})]
        found: list[Any] = []
        for rows in [each.reverse() for each in parts[::-1]] if backwards else parts:
            here = list(rows[skip : skip + most - len(found)])
            found += here
            if len(found) == most or len(parts) == 1:
                break
            skip = 0 if here else max(0, skip - rows.order_by().count())
        return found


class Ranked:
    """Rows in the order of their ranks, as far as the queryset has them. Of `settled` ranks it has all: only a page's rows are read."""

    def __init__(self, rows: Any, order: Sequence[Any], *, shown: Any = None, settled: bool = False) -> None:
        self.shown = rows if shown is None else shown
        kept = order if settled else set(rows.filter(pk__in=order).values_list("pk", flat=True))
        self.keys = list(order) if settled else [key for key in order if key in kept]

    def count(self) -> int:
        return len(self.keys)

    def __getitem__(self, part: slice) -> list[Any]:
        return in_order(self.shown, self.keys[part])

    def __iter__(self) -> Iterator[Any]:
        for start in range(0, len(self.keys), 500):
            yield from self[start : start + 500]


def in_order(rows: Any, keys: Sequence[Any]) -> list[Any]:
    found = {row.pk: row for row in rows.filter(pk__in=keys).order_by()}
    return [found[key] for key in keys if key in found]
