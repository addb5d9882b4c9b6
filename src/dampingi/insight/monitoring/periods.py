"""The days a figure covers."""

import datetime
from dataclasses import dataclass

from dampingi.foundation.regions.codes import zone
from dampingi.insight.facts.months import middles
from dampingi.records.programmes.models import Programme


@dataclass(frozen=True)
class Period:
    """Both days belong to it."""

    start: datetime.date
    end: datetime.date

    def middles(self) -> list[datetime.date]:
        """The 15th of every month that lies in the period; at least one day, so that there is always a calendar."""
        return middles(self.start, self.end) or [self.end]

    def instant(self, region: str) -> datetime.datetime:
        """The first moment after the period where the region lies."""
        following = self.end + datetime.timedelta(days=1)
        return datetime.datetime.combine(following, datetime.time(), zone(region))


@dataclass(frozen=True)
class BookYear:
    """A cooperative's year; its members meet on it within six months (UU 25/1992 art. 26)."""

    year: int

    @property
    def starts(self) -> datetime.date:
        return datetime.date(self.year, 1, 1)

    @property
    def meeting_by(self) -> datetime.date:
        return datetime.date(self.year + 1, 6, 30)


def book_year_due(day: datetime.date) -> BookYear:
    """The last one on which the members have to have met by that day."""
    last = BookYear(max(2, day.year) - 1)
    return last if last.meeting_by <= day or last.year == 1 else BookYear(last.year - 1)


def of_programme(programme: Programme, *, until: datetime.date) -> Period:
    """From the first day of the programme to that day, never beyond its last."""
    end = min(until, programme.ends_on)
    return Period(min(programme.starts_on, end), end)


def month_of(day: datetime.date) -> Period:
    first = day.replace(day=1)
    following = (first + datetime.timedelta(days=32)).replace(day=1)
    return Period(first, following - datetime.timedelta(days=1))
