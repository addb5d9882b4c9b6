"""A calendar file (RFC 5545) from any program -> busy times between two moments, and what of it could not be understood.

Titles, places and guests are not looked at. Repeats, exceptions and moved occurrences are those of recurring-ical-events.
"""

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
import x_wr_timezone
from icalendar.cal import Component
from icalendar.error import BrokenCalendarProperty

from .terms import MOST_BYTES, Busy, CalendarError, Note, Read

MOST = 50_000
"""Busy times in one calendar; whoever has more has a program's calendar and not a person's."""
OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
ONCE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")
TIMES = {*ONCE, "RRULE", "RDATE", "EXDATE"}
REPEATS = frozenset({"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")


def read(data: bytes, start: datetime.datetime, end: datetime.datetime, zone: str) -> Read:
    """Busy times that share a moment with [start, end). `zone` is where the owner lives: days and times without a zone are meant there."""
    if len(data) > MOST_BYTES:
        raise CalendarError("too_large")
    found, there = Read(), ZoneInfo(zone)
    spans: list[Busy] = []
    for calendar in _calendars(data):
        _drop_unusable(calendar, found)
        for each in itertools.chain(_events(calendar, start, end, there, found), _told_busy(calendar, there)):
            if each.start < end and start < each.end:
                spans.append(each)
            if len(spans) > MOST:
                raise CalendarError("too_many")
    found.busy = _merged(spans)
    return found


def _calendars(data: bytes) -> list[icalendar.Calendar]:
    """Tolerant of a byte-order mark and of Latin-1; some files hold several calendars."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    try:
        told = icalendar.Calendar.from_ical(text, multiple=True)
        found = [x_wr_timezone.to_standard(c) for c in told if isinstance(c, icalendar.Calendar)]
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as wrong:
        raise CalendarError("not_a_calendar") from wrong
    if not found:
        raise CalendarError("not_a_calendar")
    return found


def _drop_unusable(calendar: icalendar.Calendar, found: Read) -> None:
    kept: list[Component] = []
    for part in calendar.subcomponents:
        code = _unusable(part) if part.name == "VEVENT" else ""
        found.entries += part.name == "VEVENT"
        if code:
            found.notes.append(Note(code, _day(_value(part, "DTSTART"))))
        else:
            kept.append(part)
            found.notes += _strange_zones(part)
    calendar.subcomponents = kept


def _unusable(event: Component) -> str:
    if {name for name, _ in event.errors} & TIMES or any(isinstance(event.get(n), list) for n in ONCE):
        return "broken"
    start, end = _value(event, "DTSTART"), _value(event, "DTEND")
    if not isinstance(start, datetime.date):
        return "no_start"
    if isinstance(end, datetime.date) and _comparable(start, end) and end < start:
        return "ends_before"
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        often = {str(f).upper() for f in rule.get("FREQ", [])} & OFTEN
        if often or any(len(rule.get(by, [])) > 4 for by in WITHIN_A_DAY):
            return "too_often"
    return ""


def _comparable(start: datetime.date, end: datetime.date) -> bool:
    if isinstance(start, datetime.datetime) != isinstance(end, datetime.datetime):
        return False
    if isinstance(start, datetime.datetime) and isinstance(end, datetime.datetime):
        return (start.tzinfo is None) == (end.tzinfo is None)
    return True


def _strange_zones(event: Component) -> list[Note]:
    """A zone that nobody knows leaves a time without one, which is then taken as the owner's."""
    start = event.get("DTSTART")
    name = str(start.params.get("TZID", "")) if start is not None and hasattr(start, "params") else ""
    value = _value(event, "DTSTART")
    lost = name and isinstance(value, datetime.datetime) and value.tzinfo is None
    return [Note("unknown_zone", _day(value), name[:60])] if lost else []


def _events(
    calendar: icalendar.Calendar,
    start: datetime.datetime,
    end: datetime.datetime,
    there: ZoneInfo,
    found: Read,
) -> Iterator[Busy]:
    """Occurrences that keep somebody busy: neither free nor cancelled. A series that cannot be understood costs only itself."""
    for series in _series(calendar):
        try:
            yield from list(_occurrences(series, start, end, there))
        except CalendarError:
            raise
        except (ValueError, TypeError, OverflowError, AttributeError, KeyError, IndexError):
            found.notes.append(Note("broken", _day(_value(series.walk("VEVENT")[0], "DTSTART"))))


def _series(calendar: icalendar.Calendar) -> Iterator[icalendar.Calendar]:
    """Each entry with its exceptions as a calendar of its own."""
    zones = calendar.walk("VTIMEZONE")
    by_uid: dict[str, list[Component]] = defaultdict(list)
    for n, event in enumerate(calendar.walk("VEVENT")):
        by_uid[str(event.get("UID", n))].append(event)
    for events in by_uid.values():
        one = icalendar.Calendar()
        one.subcomponents = [*zones, *events]
        yield one


def _occurrences(
    series: icalendar.Calendar, start: datetime.datetime, end: datetime.datetime, there: ZoneInfo
) -> Iterator[Busy]:
    day = datetime.timedelta(days=1)
    events = series.walk("VEVENT")
    told = (
        recurring_ical_events.of(series, skip_bad_series=True).between(start - day, end + day)
        if len(events) > 1 or REPEATS & events[0].keys()
        else events  # most of a long-kept calendar: it is where it says
    )
    for n, event in enumerate(told):
        if n > MOST:
            raise CalendarError("too_many")
        free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        if not free and str(event.get("STATUS", "")).upper() != "CANCELLED":
            yield from _span(event, there)


def _span(event: Component, there: ZoneInfo) -> Iterator[Busy]:
    start, end = _value(event, "DTSTART"), _value(event, "DTEND")
    if end is None:
        long = _value(event, "DURATION")
        whole = not isinstance(start, datetime.datetime)
        end = start + (long if isinstance(long, datetime.timedelta) else datetime.timedelta(days=whole))
    first, last = _moment(start, there), _moment(end, there)
    if last > first:
        yield Busy(first, last)


def _told_busy(calendar: icalendar.Calendar, there: ZoneInfo) -> Iterator[Busy]:
    """VFREEBUSY: what calendar servers publish where only busy and free is shared."""
    for part in calendar.walk("VFREEBUSY"):
        told = part.get("FREEBUSY", [])
        for each in told if isinstance(told, list) else [told]:
            periods = each.dts if hasattr(each, "dts") else [each]
            if str(getattr(each, "params", {}).get("FBTYPE", "BUSY")).upper() == "FREE":
                continue
            for period in periods:
                value = getattr(period, "dt", period)
                if isinstance(value, tuple):
                    start, end = value
                    end = start + end if isinstance(end, datetime.timedelta) else end
                    yield Busy(_moment(start, there), _moment(end, there))


def _value(event: Component, name: str) -> Any:
    told = event.get(name)
    told = told[0] if isinstance(told, list) and told else told
    try:
        return told.dt
    except (AttributeError, BrokenCalendarProperty):
        return None


def _moment(value: datetime.date, there: ZoneInfo) -> datetime.datetime:
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time.min)
    return (value if value.tzinfo else value.replace(tzinfo=there)).astimezone(datetime.UTC)


def _day(value: Any) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    return value if isinstance(value, datetime.date) else None


def _merged(spans: list[Busy]) -> list[Busy]:
    out: list[Busy] = []
    for each in sorted(spans):
        if out and each.start <= out[-1].end:
            out[-1] = Busy(out[-1].start, max(out[-1].end, each.end))
        else:
            out.append(each)
    return out
