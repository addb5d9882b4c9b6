"""What is recorded of each participant up to a day, as yes, no or not known."""

import datetime
import uuid
from collections import Counter, defaultdict
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import load
from dampingi.foundation.regions.codes import ancestor, contains, depth
from dampingi.insight.facts.evidence import ParticipantEvidence, participants
from dampingi.insight.reviews.rates import Person
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import Aspect, Growth, Submission, Task
from dampingi.records.programmes.models import Enrolment, Programme

_WHY = "of participants the actor reaches"


def part_depth(programme: Programme) -> int:
    """A city is told by kecamatan, a province by city."""
    return min(4, max(2, depth(programme.region) + 1))


def people(actor: Actor, programme: Programme, as_of: datetime.date) -> list[tuple[Person, str]]:
    """Everybody ever enrolled, with the region, in a fixed order. Raises Denied where the actor does not reach the programme whole."""
    actor.require(Permission.MANAGE_EVALUATION, region=programme.region, programme=programme.id)
    found = participants(actor, programme=programme, until=as_of)
    known, at = Known(programme, as_of), part_depth(programme)
    rows = Enrolment.objects.unscoped(_WHY).filter(programme=programme)
    left = {id: (exited, by) for id, exited, by in rows.values_list("id", "exited_on", "replaced_by")}
    told = []
    for e in found:
        exited, replacing = left[e.enrolment]
        told.append(
            (
                Person(
                    str(e.enrolment), ancestor(e.region, at), _counts(e, known, as_of), e.enrolled_on,
                    exited if e.exited else None, replacing is not None, e.reverified,
                ),
                e.region,
            )
        )  # fmt: skip
    return told


class Known:
    """What is recorded of a programme's participants up to a day: invitations, tasks, the last report."""

    def __init__(self, programme: Programme, as_of: datetime.date) -> None:
        of = {"programme": programme}
        came = Attendance.objects.unscoped(_WHY).filter(**of, training__on__lte=as_of)
        self.invited: Counter[uuid.UUID] = Counter()
        self.present: Counter[uuid.UUID] = Counter()
        for id, present in came.values_list("enrolment", "present"):
            self.invited[id] += 1
            self.present[id] += present
        self.tasks = list(Task.objects.filter(**of, due_on__lte=as_of).values("id", "due_on", "region"))
        self.accepted: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
        done = Submission.objects.unscoped(_WHY).filter(**of, on__lte=as_of, state=Submission.State.ACCEPTED)
        for id, task in done.values_list("enrolment", "task"):
            self.accepted[id].add(task)
        told = Growth.objects.unscoped(_WHY).filter(**of, baseline=False, month__lte=as_of)
        self.last = {
            id: (month, weeks)
            for id, month, weeks in told.order_by("month").values_list(
                "enrolment", "month", "weeks_with_sales"
            )
        }


def _counts(e: ParticipantEvidence, known: Known, as_of: datetime.date) -> dict[str, bool | None]:
    least = {entry["code"]: entry.get("least") for entry in load("programme_rates")}
    return {
        "passed": e.passed if e.aspects else None,
        **{a: e.aspects.get(a) for a in Aspect.values},
        "attendance": _attended(e, known, least["attendance"]),
        "tasks": _done(e, known),
        "growth": _grew(e, least["growth"]),
        "selling": _selling(known.last.get(e.enrolment), as_of, least["selling"]),
    }


def _attended(e: ParticipantEvidence, known: Known, least: float) -> bool | None:
    invited = known.invited[e.enrolment]
    return round(100 * least) * invited <= 100 * known.present[e.enrolment] if invited else None


def _done(e: ParticipantEvidence, known: Known) -> bool | None:
    due = owed(e, known)
    return due <= known.accepted[e.enrolment] if due else None


def owed(e: ParticipantEvidence, known: Known) -> set[uuid.UUID]:
    """The tasks due since somebody was enrolled."""
    return {t["id"] for t in known.tasks if t["due_on"] >= e.enrolled_on and contains(t["region"], e.region)}


def _grew(e: ParticipantEvidence, least: float) -> bool | None:
    if e.baseline is None or e.latest is None or not e.baseline.turnover:
        return None
    return 100 * e.latest.turnover >= round(100 * (1 + least)) * e.baseline.turnover


def _selling(last: tuple[datetime.date, int] | None, as_of: datetime.date, months: int) -> bool | None:
    """Not known where the last report is too old: who stopped reporting need not have stopped."""
    if last is None:
        return None
    month, weeks = last
    age = (as_of.year - month.year) * 12 + as_of.month - month.month
    return weeks > 0 if age <= months else None


def frozen_person(row: Any) -> Person:
    """A stored row as it was counted."""
    return Person(
        str(row.enrolment_id), row.part, row.counts, row.enrolled_on, row.exited_on, row.replaced, row.reverified
    )  # fmt: skip
