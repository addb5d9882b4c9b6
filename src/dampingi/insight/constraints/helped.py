"""What helped before in similar cases: by which way such constraints ended, how soon, and in whose words."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Count

from dampingi.engines.durations import Course, kaplan_meier
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor, inside
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.businesses.resolutions import UNSOLVED

LEAST, SOON = 20, 90
"""Fewer similar cases say nothing; "soon" is within so many days."""
EXAMPLES, SHORTEST = 3, 12
WHY = "a city's counts by coded ways, without names or words"


@dataclass(frozen=True)
class Way:
    how: str
    """A code of definitions/resolutions.yaml; '' where nobody wrote it down."""
    n: int
    median_days: float


@dataclass(frozen=True)
class Helped:
    cases: int
    course: Course
    ways: list[Way]
    """The commonest first; those that only closed it are left out."""
    examples: list[Constraint]
    """Told in words, one a way, the latest: only of businesses the reader may open anyway."""

    @property
    def enough(self) -> bool:
        return self.cases >= LEAST

    @property
    def soon(self) -> float | None:
        """Share over within `SOON` days, those still open counted as long as they were watched."""
        still = self.course.open_after(SOON)
        return None if still is None else 1 - still

    @property
    def resolved(self) -> int:
        return sum(way.n for way in self.ways)


def helped(
    actor: Actor,
    region: str,
    codes: tuple[str, ...],
    *,
    today: datetime.date,
    sector: str = "",
    severity: int = 1,
) -> Helped:
    """Over the city (or the province) of the region: what one's own kelurahan saw is too little to learn from."""
    rows = Constraint.objects.unscoped(WHY).filter(
        inside(ancestor(region, 2)), code__in=codes, severity__gte=severity, since__lte=today
    )
    if sector:
        rows = rows.filter(business__sector=sector)
    grouped = rows.values("since", "resolved_on", "resolved_how").annotate(n=Count("id")).order_by()
    watched, days = [], defaultdict(list)
    for r in grouped:
        over = r["resolved_on"] is not None and r["resolved_on"] <= today
        lasted = ((r["resolved_on"] if over else today) - r["since"]).days
        solved = over and r["resolved_how"] not in UNSOLVED
        watched.append((lasted, solved, r["n"]))
        if solved:
            days[r["resolved_how"]] += [lasted] * r["n"]
    ways = [Way(how, len(each), median(each)) for how, each in days.items()]
    return Helped(
        sum(n for _d, _o, n in watched),
        kaplan_meier(watched),
        sorted(ways, key=lambda w: (-w.n, w.how)),
        _examples(actor, rows),
    )


def _examples(actor: Actor, rows: Any) -> list[Constraint]:
    reached = Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES)
    told = rows.filter(business__in=reached.values("pk")).exclude(resolution="").exclude(resolved_on=None)
    found: dict[str, Constraint] = {}
    for row in told.exclude(resolved_how__in=(*UNSOLVED, "")).order_by("-resolved_on", "id")[:60]:
        if len(row.resolution.strip()) >= SHORTEST:
            found.setdefault(row.resolved_how, row)
    return list(found.values())[:EXAMPLES]
