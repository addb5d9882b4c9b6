"""Long lists a page at a time: keys first, rows after."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Ranking:
    """What a search found: keys, best first; why each was found; what to tell about the search; other words to try."""

    order: Sequence[uuid.UUID] = ()
    notes: Mapping[uuid.UUID, str] = field(default_factory=dict)
    told: str = ""
    suggestions: Sequence[str] = ()


class KeysFirst:
    """An ordered queryset of which a page reads the keys (from an index) and then only the page's rows."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def count(self) -> int:
        return self.rows.count()

    def __getitem__(self, part: slice) -> list[Any]:
        return in_order(self.rows, list(self.rows.values_list("pk", flat=True)[part]))


class Ranked:
    """Rows in the order of their ranks, as far as the queryset has them."""

    def __init__(self, rows: Any, order: Sequence[Any]) -> None:
        self.rows = rows
        kept = set(rows.values_list("pk", flat=True))
        self.keys = [key for key in order if key in kept]

    def count(self) -> int:
        return len(self.keys)

    def __getitem__(self, part: slice) -> list[Any]:
        return in_order(self.rows, self.keys[part])

    def __iter__(self) -> Iterator[Any]:
        for start in range(0, len(self.keys), 500):
            yield from self[start : start + 500]


def in_order(rows: Any, keys: Sequence[Any]) -> list[Any]:
    found = {row.pk: row for row in rows.filter(pk__in=keys).order_by()}
    return [found[key] for key in keys if key in found]
