"""What is asked of the constraints, and the rows it speaks of. All counting starts here."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import load
from dampingi.foundation.regions.codes import inside
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.businesses.queries import closed
from dampingi.records.programmes.models import Enrolment, Programme

MAP = Permission.MAP_CONSTRAINTS
WHY = "only takes away what lies in reach"


@dataclass(frozen=True)
class Question:
    """`codes` empty is any constraint, `severity` the least one, `since` the first day on which it may have come up."""

    region: str
    codes: tuple[str, ...] = ()
    severity: int = 1
    sector: str = ""
    sex: str = ""
    programme: Programme | None = None
    """Only its active participants; None is every business of the register."""
    since: datetime.date | None = None

    def of(self, **changes: Any) -> "Question":
        return replace(self, **changes)


def codes_of(field: str) -> tuple[str, ...]:
    return tuple(entry["code"] for entry in load("constraints") if entry["field"] == field)


def field_of() -> dict[str, str]:
    return {entry["code"]: entry["field"] for entry in load("constraints")}


def businesses(actor: Actor, asked: Question) -> Any:
    """Whom the question is about, held back or not: what stands below the line."""
    found = every_business(actor, asked)
    return found.filter(archived_at=None).exclude(id__in=_closed())


def every_business(actor: Actor, asked: Question) -> Any:
    """With those gone; few enough to be taken away when counting."""
    return _meant(Business.objects.for_actor(actor, MAP).filter(inside(asked.region)), asked)


def gone(asked: Question) -> list[Any]:
    """The archived and the closed of any region, each found by an index of its own; the caller keeps to its regions."""
    every = Business.objects.unscoped(WHY)
    archived = every.filter(archived_at__isnull=False)  # as the partial index says it
    return [_meant(archived, asked), _meant(every.filter(id__in=_closed(), archived_at=None), asked)]


def _meant(found: Any, asked: Question) -> Any:
    if asked.sector:
        found = found.filter(sector=asked.sector)
    if asked.sex:
        found = found.filter(owner__sex=asked.sex)
    if asked.programme:
        found = found.filter(id__in=_participants(asked.programme))
    return found


def noted(actor: Actor, asked: Question) -> Any:
    """The constraints of those businesses, open or over."""
    found = Constraint.objects.for_actor(actor, MAP).filter(
        inside(asked.region), severity__gte=asked.severity
    )
    found = found.exclude(business__in=_archived()).exclude(business__in=_closed())
    if asked.codes:
        found = found.filter(code__in=asked.codes)
    if asked.sector:
        found = found.filter(business__sector=asked.sector)
    if asked.sex:
        found = found.filter(business__owner__sex=asked.sex)
    if asked.programme:
        found = found.filter(business__in=_participants(asked.programme))
    if asked.since:
        found = found.filter(since__gte=asked.since)
    return found


def open_now(actor: Actor, asked: Question) -> Any:
    return noted(actor, asked).filter(resolved_on=None)


def held_back(actor: Actor, asked: Question) -> Any:
    """The businesses behind a figure: those with such a constraint open."""
    return businesses(actor, asked).filter(id__in=open_now(actor, asked).values("business"))


def _archived() -> Any:
    return Business.objects.unscoped(WHY).filter(archived_at__isnull=False).values("id")


def _closed() -> Any:
    return closed().values("business")


def _participants(programme: Programme) -> Any:
    active = Enrolment.objects.unscoped("narrows rows already in reach").filter(
        programme=programme, exited_on=None, business_until=None
    )
    return active.exclude(business=None).values("business")
