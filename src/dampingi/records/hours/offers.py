"""What the records suggest a mentor took part in: trainings and clinic times at which their participants were. Nothing is asked twice."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import F, Q

from dampingi.records.clinic.models import Booking
from dampingi.records.hours.models import Source, Work
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.queries.months import month_end
from dampingi.records.programmes.models import Caseload, Mentor

WHY = "of a mentor the caller may see"


@dataclass(frozen=True)
class Offer:
    source: str
    source_id: uuid.UUID
    on: datetime.date
    kind: str
    minutes: int
    title: str
    participants: int
    """Of the mentor's own, who were there."""
    starts: datetime.time | None = None


def offers(mentor: Mentor, month: datetime.date) -> list[Offer]:
    """What nobody has confirmed yet, oldest first."""
    known = set(
        Work.objects.unscoped(WHY)
        .filter(mentor=mentor)
        .exclude(source_id=None)
        .values_list("source", "source_id")
    )
    found = [*_trainings(mentor, month), *_clinic(mentor, month)]
    fresh = [o for o in found if (o.source, o.source_id) not in known]
    return sorted(fresh, key=lambda o: (o.on, o.title))


def offered(mentor: Mentor, source: str, source_id: uuid.UUID, month: datetime.date) -> Offer | None:
    return next((o for o in offers(mentor, month) if (o.source, o.source_id) == (source, source_id)), None)


def _trainings(mentor: Mentor, month: datetime.date) -> list[Offer]:
    there = Attendance.objects.unscoped(WHY).filter(
        programme=mentor.programme_id,
        present=True,
        training__on__gte=month,
        training__on__lte=month_end(month),
        training__cancelled_at=None,
    )
    held = there.filter(
        Q(enrolment__caseloads__ends_on=None) | Q(enrolment__caseloads__ends_on__gt=F("training__on")),
        enrolment__caseloads__mentor=mentor, enrolment__caseloads__starts_on__lte=F("training__on"),
    )  # fmt: skip
    found: dict[uuid.UUID, Offer] = {}
    for row in held.select_related("training").distinct():
        t, before = row.training, found.get(row.training_id)
        count = before.participants + 1 if before else 1
        found[t.id] = Offer(Source.TRAINING, t.id, t.on, "pelatihan", min(t.minutes, 720), t.title, count)
    return list(found.values())


def _clinic(mentor: Mentor, month: datetime.date) -> list[Offer]:
    theirs = Caseload.objects.filter(mentor=mentor).values("enrolment__business")
    came = Booking.objects.unscoped(WHY).filter(
        state=Booking.State.ATTENDED, slot__on__gte=month, slot__on__lte=month_end(month), business__in=theirs
    )
    found: dict[uuid.UUID, Offer] = {}
    for row in came.select_related("slot"):
        s, before = row.slot, found.get(row.slot_id)
        count = before.participants + 1 if before else 1
        minutes = max(5, min(s.minutes, 720))
        found[s.id] = Offer(Source.CLINIC, s.id, s.on, "klinik", minutes, s.adviser, count, s.starts)
    return list(found.values())
