"""The rows of a figure, read a page at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dampingi.engines.indicators import Part
from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.wording import GROUPINGS
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.queries import rows
from dampingi.records.programmes.models import Programme

PARTS: dict[str, Part] = {"": "all", "masuk": "in", "belum": "out"}


@dataclass(frozen=True)
class Narrowed:
    """The group and the part of a figure whose rows are wanted."""

    grouping: tuple[str, ...]
    group: tuple[str, ...]
    part: str

    @property
    def words(self) -> str:
        return ", ".join(str(GROUPINGS[name]) for name in self.grouping)


@dataclass
class FactRows:
    """The rows of a figure, answering as a queryset does as far as a list asks; read page by page."""

    actor: Actor
    asked: Asked
    narrowed: Narrowed
    _counts: list[int] | None = field(default=None)
    """Of each programme: its rows follow those of the one before."""

    def order_by(self, *_ordering: Any) -> "FactRows":
        return self

    def count(self) -> int:
        return sum(self._each())

    def _each(self) -> list[int]:
        if self._counts is None:
            self._counts = [self._read(part, limit=1, offset=0)[1] for part in self.asked.parts()]
        return self._counts

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[dict[str, Any]]:
        start, found = wanted.start or 0, list[dict[str, Any]]()
        left = wanted.stop - start
        for part, count in zip(self.asked.parts(), self._each(), strict=True):
            if left > 0 and start < count:
                found += self._read(part, limit=left, offset=start)[0]
                left = wanted.stop - (wanted.start or 0) - len(found)
            start = max(0, start - count)
        return found

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for start in range(0, self.count(), 2000):
            yield from self[start : start + 2000]

    def _read(
        self, part: tuple[Programme, str, Period], *, limit: int, offset: int
    ) -> tuple[list[dict[str, Any]], int]:
        programme, region, period = part
        return rows(
            self.actor,
            self.asked.indicator,
            self.narrowed.grouping,
            self.narrowed.group,
            programme=programme,
            region=region,
            period=period,
            part=PARTS[self.narrowed.part],
            limit=limit,
            offset=offset,
        )
