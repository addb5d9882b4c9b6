"""How much of what the stages ask is there, counted for many participants at once: one query for each kind of condition."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from dampingi.foundation.definitions import load
from dampingi.records.businesses.models import Constraint, Standing
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import Growth, MonthlyReport, Outcome, Visit
from dampingi.records.mentoring.queries.tasks_ import collected
from dampingi.records.mentoring.tracks.vocabulary import Condition
from dampingi.records.programmes.models import Caseload, Enrolment

WHY = "of participants whose reach was checked"
Ids = list[uuid.UUID]


@dataclass(frozen=True)
class Found:
    """How often something is on record for a participant, and the latest day of it."""

    count: int = 0
    on: datetime.date | None = None

    def __add__(self, other: "Found") -> "Found":
        days = [day for day in (self.on, other.on) if day]
        return Found(self.count + other.count, max(days) if days else None)


NOTHING = Found()
Counts = dict[tuple[uuid.UUID, str, str], Found]
"""(participant, kind, what) -> what was found; '' for any topic, field or subject."""
Row = tuple[uuid.UUID, str, int, datetime.date | None]


def counts(enrolments: Iterable[uuid.UUID], conditions: Iterable[Condition]) -> Counts:
    """Only what the conditions speak of is read; `stage` conditions are answered from the completions."""
    kinds = {c.kind for c in conditions}
    found: Counts = defaultdict(Found)
    wanted = list(enrolments)
    for start in range(0, len(wanted), 500):
        for kind in sorted(kinds & set(_READERS)):
            for id, what, n, on in _READERS[kind](wanted[start : start + 500]):
                found[id, kind, what] += Found(n, on)
                if what:
                    found[id, kind, ""] += Found(n, on)
    return found


def _grouped(rows: Any, what: str, day: str) -> Iterator[Row]:
    by = ("enrolment_id", what) if what else ("enrolment_id",)
    for row in rows.order_by().values(*by).annotate(n=Count("id"), last=Max(day)):
        yield row["enrolment_id"], row[what] if what else "", row["n"], row["last"]


def _visits(ids: Ids) -> Iterator[Row]:
    return _grouped(Visit.objects.unscoped(WHY).filter(enrolment__in=ids, archived_at=None), "topic", "on")


def _growth(ids: Ids) -> Iterator[Row]:
    return _grouped(Growth.objects.unscoped(WHY).filter(enrolment__in=ids), "", "month")


def _confirmed(ids: Ids) -> Iterator[Row]:
    found = Growth.objects.unscoped(WHY).filter(enrolment__in=ids).exclude(confirmed_at=None)
    return _grouped(found, "", "month")


def _tasks(ids: Ids) -> Iterator[Row]:
    """Handed in and not sent back: the stage asks that a task was collected, the mark is the mentor's."""
    return _grouped(collected(WHY).filter(enrolment__in=ids), "task__code", "on")


def _trainings(ids: Ids) -> Iterator[Row]:
    found = Attendance.objects.unscoped(WHY).filter(enrolment__in=ids, present=True)
    return _grouped(found, "training__subject", "training__on")


def _outcomes(ids: Ids) -> Iterator[Row]:
    """One, once all aspects are reported."""
    for id, _what, n, on in _grouped(Outcome.objects.unscoped(WHY).filter(enrolment__in=ids), "", "on"):
        yield id, "", n // 3, on


def _verified(ids: Ids) -> Iterator[Row]:
    """Somebody looked at the business and found it: as recorded, or otherwise."""
    rows = Enrolment.objects.unscoped(WHY).filter(
        id__in=ids, business__standing__in=[Standing.CONFIRMED, Standing.DIFFERS]
    )
    for id, at in rows.values_list("id", "business__verified_at"):
        yield id, "", 1, timezone.localdate(at) if at else None


def _reports(ids: Ids) -> Iterator[Row]:
    """Months whose report was approved of whoever accompanied the participant in that month."""
    held = Caseload.objects.filter(enrolment__in=ids, mentor__reports__state=MonthlyReport.State.APPROVED)
    during = Q(mentor__reports__month__gte=TruncMonth("starts_on")) & (
        Q(ends_on=None) | Q(mentor__reports__month__lt=F("ends_on"))
    )
    months = held.filter(during).order_by().values("enrolment_id")
    counted = months.annotate(
        n=Count("mentor__reports__month", distinct=True), last=Max("mentor__reports__month")
    )
    for row in counted:
        yield row["enrolment_id"], "", row["n"], row["last"]


def _constraints(ids: Ids) -> Iterator[Row]:
    """Fields in which a constraint was noted, whether it is solved by now or not; each field counts once."""
    seen: dict[tuple[uuid.UUID, str], datetime.date] = {}
    for id, field, since, _resolved in _noted(ids):
        seen[id, field] = max(since, seen.get((id, field), since))
    for (id, field), on in seen.items():
        yield id, field, 1, on


def open_fields(enrolments: Iterable[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    """participant -> the fields in which a constraint is open."""
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    wanted = list(enrolments)
    for start in range(0, len(wanted), 500):
        for id, field, _since, resolved in _noted(wanted[start : start + 500]):
            if resolved is None:
                found[id].add(field)
    return found


def _noted(ids: Ids) -> Iterator[tuple[uuid.UUID, str, datetime.date, datetime.date | None]]:
    fields = {entry["code"]: entry["field"] for entry in load("constraints")}
    theirs = {
        business: (id, until)
        for id, business, until in Enrolment.objects.unscoped(WHY)
        .filter(id__in=ids)
        .exclude(business=None)
        .values_list("id", "business_id", "business_until")
    }
    rows = Constraint.objects.unscoped(WHY).filter(business__in=list(theirs))
    for business, code, since, resolved in rows.values_list("business_id", "code", "since", "resolved_on"):
        id, until = theirs[business]
        if until is None or since < until:  # what came up later is somebody else's
            yield id, fields.get(code, ""), since, resolved


_READERS: dict[str, Callable[[Ids], Iterator[Row]]] = {
    "visits": _visits,
    "verified": _verified,
    "constraints": _constraints,
    "task": _tasks,
    "growth": _growth,
    "confirmed": _confirmed,
    "trainings": _trainings,
    "reports": _reports,
    "outcomes": _outcomes,
}
