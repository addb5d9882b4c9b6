"""How many problems are open, of what and where, and how long they last. Counts only."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from dampingi.engines.durations import kaplan_meier
from dampingi.foundation.regions.codes import ancestor
from dampingi.records.problems.models import Result


class Row(NamedTuple):
    topic: str
    region: str
    noted_on: datetime.date
    closed_on: datetime.date | None
    result: str
    held: str
    home: str
    overdue: bool


@dataclass(frozen=True)
class Figures:
    noted: int
    open: int
    overdue: int
    waiting: int
    """Of the open ones, those handed up and not answered."""
    solved: int
    median: int | None
    """Days until half are solved; None while fewer are."""

    @property
    def unsolved_closed(self) -> int:
        return self.noted - self.open - self.solved


def read(rows: Any) -> list[Row]:
    """Of annotated problems (`queries.with_standing`)."""
    return [Row(*told) for told in rows.values_list(*Row._fields)]


def figures(rows: Iterable[Row], today: datetime.date) -> Figures:
    """What was closed without a solution is still unsolved: it waits on in the median (Kaplan and Meier), so that closing shortens nothing."""
    told = list(rows)
    running = [r for r in told if r.closed_on is None]
    return Figures(
        noted=len(told), open=len(running), overdue=sum(r.overdue for r in running),
        waiting=sum(r.held != r.home for r in running), solved=sum(r.result == Result.SOLVED for r in told),
        median=kaplan_meier(_watched(r, today) for r in told).median,
    )  # fmt: skip


def by_topic(rows: Iterable[Row], today: datetime.date) -> dict[str, Figures]:
    """Most open first."""
    return _grouped(((r.topic, r) for r in rows), today)


def by_place(rows: Iterable[Row], at_depth: int, today: datetime.date) -> dict[str, Figures]:
    """Of the parts at that depth; what concerns the whole stands under its own code."""
    return _grouped(((ancestor(r.region, at_depth), r) for r in rows), today)


def _grouped(pairs: Iterable[tuple[str, Row]], today: datetime.date) -> dict[str, Figures]:
    parts: dict[str, list[Row]] = defaultdict(list)
    for key, row in pairs:
        parts[key].append(row)
    told = {key: figures(rows, today) for key, rows in parts.items()}
    return dict(sorted(told.items(), key=lambda item: (-item[1].open, -item[1].noted, item[0])))


def _watched(row: Row, today: datetime.date) -> tuple[int, bool, int]:
    solved = row.result == Result.SOLVED and row.closed_on is not None
    until = row.closed_on if solved and row.closed_on else today
    return max(0, (until - row.noted_on).days), solved, 1
