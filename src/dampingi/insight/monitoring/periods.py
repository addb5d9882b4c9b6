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


def of_programme(programme: Programme, *, until: datetime.date) -> Period:
    """From the first day of the programme to that day, never beyond its last."""
    end = min(until, programme.ends_on)
    return Period(min(programme.starts_on, end), end)


def month_of(day: datetime.date) -> Period:
    first = day.replace(day=1)
    following = (first + datetime.timedelta(days=32)).replace(day=1)
    return Period(first, following - datetime.timedelta(days=1))
