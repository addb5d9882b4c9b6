"""Rows worked out in Python, where a list needs what no query tells: they narrow and sort as a queryset would."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.db.models import F
from django.db.models.expressions import OrderBy


class Gathered:
    """Sorted by attributes of the rows (`a__b` for `a.b`), empty values last, as a `Column` names them."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows = list(rows)

    def where(self, fits: Callable[[Any], bool]) -> "Gathered":
        return Gathered(row for row in self._rows if fits(row))

    def order_by(self, *ordering: str | OrderBy) -> "Gathered":
        rows = self._rows
        for each in reversed(ordering):
            name, down = _told(each)
            value = attrgetter(name.replace("__", "."))
            known = [row for row in rows if value(row) is not None]
            rows = sorted(known, key=value, reverse=down) + [row for row in rows if value(row) is None]
        return Gathered(rows)

    def count(self) -> int:
        return len(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def __getitem__(self, at: int | slice) -> Any | Sequence[Any]:
        return self._rows[at]


def _told(ordering: str | OrderBy) -> tuple[str, bool]:
    if isinstance(ordering, OrderBy):
        assert isinstance(ordering.expression, F)
        return ordering.expression.name, ordering.descending
    return ordering.lstrip("-"), ordering.startswith("-")
