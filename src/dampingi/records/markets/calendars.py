"""Market days as an iCalendar file (RFC 5545): UTC times, so that no zone can be read wrongly."""

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.regions.codes import zone
from dampingi.records.markets.models import Point, Turn

if TYPE_CHECKING:
    from icalendar import Calendar, Event


def calendar(turns: Iterable[Turn]) -> bytes:
    """A business's own turns."""
    from icalendar import Event  # here: few ask for a file

    made = _begun()
    for turn in turns:
        point, event = turn.stall.point, Event()
        event.add("uid", f"{turn.id}@dampingi")
        _timed(event, turn.at, turn.starts_at, turn.ends_at)
        told = {"number": turn.stall.number, "point": point.name}
        event.add("summary", _("Lapak %(number)s, %(point)s") % told)
        event.add("location", point.place)
        made.add_component(event)
    return made.to_ical()


def open_days(points: Sequence[tuple[datetime.date, Point]]) -> bytes:
    """For everybody: when the points are open."""
    from icalendar import Event  # here: few ask for a file

    made = _begun()
    for day, point in points:
        there, event = zone(point.region), Event()
        event.add("uid", f"{point.id}-{day.isoformat()}@dampingi")
        at = (datetime.datetime.combine(day, time, there) for time in (point.opens, point.closes))
        _timed(event, timezone.now(), *at)
        event.add("summary", point.name)
        event.add("location", point.place)
        made.add_component(event)
    return made.to_ical()


def _begun() -> "Calendar":
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Dampingi//Titik pemasaran//ID")
    made.add("version", "2.0")
    return made


def _timed(event: "Event", at: datetime.datetime, starts: datetime.datetime, ends: datetime.datetime) -> None:
    event.add("dtstamp", at.astimezone(datetime.UTC))
    event.add("dtstart", starts.astimezone(datetime.UTC))
    event.add("dtend", ends.astimezone(datetime.UTC))
