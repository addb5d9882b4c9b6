"""Sums of a log of hours and what cannot be right about it. Pure: no database, no clock."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

LONG_DAY = 12 * 60
"""Minutes of work on one day above which someone should look."""
WHOLE_DAY = 24 * 60


@dataclass(frozen=True)
class Entry:
    """One row of the log; `starts` where the time of day is known."""

    id: uuid.UUID
    on: datetime.date
    kind: str
    minutes: int
    starts: datetime.time | None = None

    @property
    def span(self) -> tuple[int, int] | None:
        """Minutes since midnight, from and until."""
        if self.starts is None:
            return None
        begun = self.starts.hour * 60 + self.starts.minute
        return begun, begun + self.minutes


def totals(entries: Iterable[Entry]) -> dict[str, int]:
    """kind -> minutes."""
    found: dict[str, int] = defaultdict(int)
    for each in entries:
        found[each.kind] += each.minutes
    return dict(found)


def per_day(entries: Iterable[Entry]) -> dict[datetime.date, int]:
    found: dict[datetime.date, int] = defaultdict(int)
    for each in entries:
        found[each.on] += each.minutes
    return dict(found)


def long_days(entries: Iterable[Entry]) -> set[datetime.date]:
    return {day for day, minutes in per_day(entries).items() if minutes > LONG_DAY}


def overlapping(entries: Iterable[Entry]) -> set[uuid.UUID]:
    """Those that share a minute with another of the same day; what has no time of day cannot tell."""
    timed: dict[datetime.date, list[tuple[int, int, uuid.UUID]]] = defaultdict(list)
    for each in entries:
        if each.span:
            timed[each.on].append((*each.span, each.id))
    found: set[uuid.UUID] = set()
    for spans in timed.values():
        latest: tuple[int, uuid.UUID] | None = None
        for begin, end, id in sorted(spans, key=lambda s: (s[0], s[1])):
            if latest and begin < latest[0]:
                found |= {id, latest[1]}
            if latest is None or end > latest[0]:
                latest = (end, id)
    return found
