"""Which of an office's times are kept on a day, and what is left of a session beside them. Pure: minutes of the region's day."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

DAY = 24 * 60
HOURS = "hours"


class Time(Protocol):
    """What `models.OfficeTime` has."""

    kind: str
    name: str
    first: datetime.date
    last: datetime.date
    weekdays: str
    starts: datetime.time | None
    ends: datetime.time | None
    closed: bool


@dataclass(frozen=True, order=True)
class Kept:
    """`starts` and `ends` are minutes since midnight, 0 to 1440."""

    day: datetime.date
    starts: int
    ends: int
    name: str
    closed: bool

    def meets(self, starts: int, ends: int) -> bool:
        return self.starts < ends and starts < self.ends

    @property
    def whole_day(self) -> bool:
        return self.starts == 0 and self.ends == DAY


def kept_between(times: Iterable[Time], first: datetime.date, last: datetime.date) -> list[Kept]:
    """Each time on each day it holds, both days included, in the order of time."""
    found: list[Kept] = []
    for time in times:
        day, until = max(first, time.first), min(last, time.last)
        while day <= until:
            if not time.weekdays or str(day.weekday()) in time.weekdays:
                found += [Kept(day, a, b, time.name, time.closed) for a, b in _spans(time)]
            day += datetime.timedelta(days=1)
    return sorted(found)


def _spans(time: Time) -> list[tuple[int, int]]:
    if time.starts is None or time.ends is None:
        return [(0, DAY)]
    starts, ends = minute(time.starts), minute(time.ends)
    outside = [(0, starts), (ends, DAY)]
    return [(a, b) for a, b in outside if a < b] if time.kind == HOURS else [(starts, ends)]


def minute(clock: datetime.time) -> int:
    return clock.hour * 60 + clock.minute


def longest_free(starts: int, ends: int, kept: Sequence[Kept]) -> tuple[int, int] | None:
    """The longest part of a span that meets nothing closed, the earliest of those; None where nothing is left."""
    free, at = [], starts
    for each in sorted(k for k in kept if k.closed and k.meets(starts, ends)):
        free.append((at, max(at, each.starts)))
        at = max(at, each.ends)
    free.append((at, max(at, ends)))
    best = max(free, key=lambda part: (part[1] - part[0], -part[0]))
    return best if best[1] > best[0] else None
