"""A year of an office as one strip a month: which days are free, closed, partly closed, or better left free."""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dampingi.records.calendars.spans import Kept

WEEKEND = 5


@dataclass(frozen=True)
class Day:
    on: datetime.date
    look: str
    """closed, part, avoid, rest (a weekend), or ''."""
    told: str


def strips(year: int, kept: Sequence[Kept]) -> list[tuple[datetime.date, list[Day]]]:
    of = defaultdict(list)
    for each in kept:
        of[each.day].append(each)
    return [
        (
            datetime.date(year, month, 1),
            [
                _day(on, of[on])
                for n in range(1, calendar.monthrange(year, month)[1] + 1)
                for on in [datetime.date(year, month, n)]
            ],
        )
        for month in range(1, 13)
    ]


def _day(on: datetime.date, kept: Sequence[Kept]) -> Day:
    told = ", ".join(dict.fromkeys(k.name for k in kept))
    if any(k.closed and k.whole_day for k in kept):
        return Day(on, "closed", told)
    if on.weekday() >= WEEKEND:
        return Day(on, "rest", told)
    if any(k.closed for k in kept):
        return Day(on, "part", told)
    return Day(on, "avoid" if kept else "", told)
