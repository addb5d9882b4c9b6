"""Which spans of time a rule has between two moments. Pure: no database, no clock."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(days=7)
LONGEST = datetime.timedelta(days=400)
"""Nobody plans further ahead; asked for more, only so much is answered."""


@dataclass(frozen=True)
class Rule:
    """Local clock times in `zone`; `weekly` repeats every seven days until `until` (inclusive; None goes on)."""

    on: datetime.date
    starts: datetime.time
    ends: datetime.time
    zone: str
    weekly: bool = False
    until: datetime.date | None = None


@dataclass(frozen=True, order=True)
class Span:
    start: datetime.datetime
    end: datetime.datetime


def spans(rule: Rule, start: datetime.datetime, end: datetime.datetime) -> Iterator[Span]:
    """Those that share a moment with [start, end), in order, whole and not cut. `start` and `end` know their zone."""
    zone, end = ZoneInfo(rule.zone), min(end, start + LONGEST)
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    for day in _days(rule, first, last):
        found = Span(
            datetime.datetime.combine(day, rule.starts, zone).astimezone(datetime.UTC),
            datetime.datetime.combine(day, rule.ends, zone).astimezone(datetime.UTC),
        )
        if found.start < end and start < found.end:
            yield found


def _days(rule: Rule, first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    if not rule.weekly:
        if first <= rule.on <= last:
            yield rule.on
        return
    last = min(last, rule.until or last)
    day = rule.on if rule.on >= first else first + ((rule.on - first).days % 7) * DAY
    while day <= last:
        yield day
        day += WEEK


def merged(found: Iterable[Span]) -> list[Span]:
    """Spans that touch or overlap become one: how many things keep someone is nobody's business."""
    out: list[Span] = []
    for each in sorted(found):
        if out and each.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, each.end))
        else:
            out.append(each)
    return out
