"""What is held open to everyone: businesses held back per kecamatan and constraint, at the end of a month, small cells suppressed."""

import datetime
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q
from django.db.models.functions import Substr

from dampingi.engines.disclosure import Table, suppressed
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.definitions import load
from dampingi.foundation.regions.queries import below
from dampingi.insight.constraints.counts import LENGTHS
from dampingi.insight.constraints.questions import Question, noted

KEPT = 3600
"""Seconds an edition stays in memory: the page is public, the count is not cheap."""


@dataclass(frozen=True)
class Published:
    """One table, so that no second one gives away what it hides. Rows are constraints, columns kecamatan."""

    region: str
    day: datetime.date
    """How things stood at its end."""
    codes: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    """(code, name)"""
    table: Table

    @property
    def edition(self) -> str:
        return f"{self.day:%Y-%m}"


def published(region: str, *, today: datetime.date) -> Published:
    """The edition of the last whole month. Only that one: tables of neighbouring days would tell the difference of one business."""
    day = today.replace(day=1) - datetime.timedelta(days=1)
    key = f"constraints-published:{region}:{day}"
    found = cache.get(key)
    if found is None:
        found = _counted(region, day)
        cache.set(key, found, KEPT)
    return found


def _counted(region: str, day: datetime.date) -> Published:
    places = tuple((r.code, r.name) for r in below(region, 3))
    codes = tuple(entry["code"] for entry in load("constraints"))
    rows = noted(Actor.for_system("open data"), Question(region)).filter(
        Q(resolved_on=None) | Q(resolved_on__gt=day), since__lte=day
    )
    grouped = rows.annotate(place=Substr("region", 1, LENGTHS[3])).values("place", "code")
    counted = {
        (r["code"], r["place"]): r["n"]
        for r in grouped.annotate(n=Count("business", distinct=True)).order_by()
    }
    counts = [[counted.get((code, place), 0) for place, _name in places] for code in codes]
    return Published(region, day, codes, places, suppressed(counts))
