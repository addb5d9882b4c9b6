"""What became of the days promised to participants: read from visits and from what was put off, never stored."""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Subquery, UUIDField, Value, When
from django.db.models.functions import Coalesce

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.mentoring.models import Promise, Visit
from dampingi.records.programmes.models import Caseload, Mentor

WHY = "of participants the reader may see"
KEPT, PUT_OFF, MISSED, OPEN, LAPSED = "kept", "put_off", "missed", "open", "lapsed"
FATES = (KEPT, PUT_OFF, MISSED, OPEN, LAPSED)
CHUNK = 500


def with_fate(found, *, today: datetime.date):
    """`fate`: kept by a visit on or before the day; put off before it; missed; open until it; lapsed with the participant's leaving.

    `came_on` is the first visit since the promise, `holder` whose caseload the participant was in on the day.
    """
    visits = Visit.objects.unscoped(WHY).filter(
        enrolment=OuterRef("enrolment"), archived_at=None, on__gte=OuterRef("since"), on__lte=today
    )
    held = Caseload.objects.filter(enrolment=OuterRef("enrolment"), starts_on__lte=OuterRef("day")).filter(
        Q(ends_on=None) | Q(ends_on__gt=OuterRef("day"))
    )
    fate = Case(
        When(moved_to__since__lte=F("day"), then=Value(PUT_OFF)),
        When(came_on__lte=F("day"), then=Value(KEPT)),
        When(enrolment__exited_on__lte=F("day"), then=Value(LAPSED)),
        When(day__lt=today, then=Value(MISSED)),
        default=Value(OPEN),
        output_field=CharField(),
    )
    return found.filter(visit__archived_at=None).annotate(
        came_on=Subquery(visits.order_by("on").values("on")[:1]),
        holder=Coalesce(
            Subquery(held.order_by("-starts_on").values("mentor")[:1]), F("mentor"), output_field=UUIDField()
        ),
        fate=fate,
    )


def promises(actor: Actor, *, today: datetime.date):
    """Those to participants within reach, with what became of them."""
    found = Promise.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS)
    rows = with_fate(found, today=today)
    return rows.select_related("enrolment__person", "enrolment__business", "moved_to")


def promises_to(enrolment: uuid.UUID, *, today: datetime.date) -> list[Promise]:
    """To one participant, the newest first. The caller has checked the reach."""
    found = with_fate(Promise.objects.unscoped(WHY).filter(enrolment=enrolment), today=today)
    return list(found.select_related("moved_to", "mentor").order_by("-day", "-at", "-since"))


def outstanding(enrolments: Sequence[uuid.UUID]) -> dict[uuid.UUID, Promise]:
    """enrolment -> the latest promise that is neither kept nor put off nor overtaken by a visit; its day may have passed."""
    found: dict[uuid.UUID, Promise] = {}
    for start in range(0, len(enrolments), CHUNK):
        rows = Promise.objects.unscoped(WHY).filter(enrolment__in=enrolments[start : start + CHUNK])
        later = Visit.objects.unscoped(WHY).filter(
            enrolment=OuterRef("enrolment"), archived_at=None, on__gte=OuterRef("since")
        )
        still = rows.filter(~Exists(later), visit__archived_at=None, moved_to=None, enrolment__exited_on=None)
        found |= {p.enrolment_id: p for p in still.order_by("since", "at")}
    return found


def kept_by_month(mentor: Mentor, *, today: datetime.date) -> dict[datetime.date, Counter[str]]:
    """month of the promised day -> fate -> how many, of those the mentor was to keep. The caller may see the mentor."""
    theirs = Caseload.objects.filter(mentor=mentor).values("enrolment")
    rows = with_fate(Promise.objects.unscoped(WHY).filter(enrolment__in=theirs), today=today)
    found: dict[datetime.date, Counter[str]] = defaultdict(Counter)
    for day, fate in rows.filter(holder=mentor.pk).values_list("day", "fate"):
        found[day.replace(day=1)][fate] += 1
    return dict(sorted(found.items(), reverse=True))
