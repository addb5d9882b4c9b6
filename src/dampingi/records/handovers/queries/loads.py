"""How many participants each mentor carries, and what would be even."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Length

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.programmes.models import Caseload, Enrolment, Mentor, Programme

KELURAHAN = 13
"""Length of a kelurahan's code: mentors of wider regions guide others and are not counted where a load is evened."""
OVER, UNDER = 1.25, 0.75
"""Shares of the even load from which a mentor counts as over or under."""
WHY = "counted for mentors and participants already in reach"


@dataclass(frozen=True, slots=True)
class Even:
    """What each mentor of a kelurahan would carry if all carried the same."""

    participants: int
    mentors: int

    @property
    def load(self) -> float | None:
        return self.participants / self.mentors if self.mentors else None

    def over(self) -> float:
        return (self.load or 0) * OVER

    def under(self) -> float:
        return (self.load or 0) * UNDER


def even_load(programme: Programme) -> Even:
    """Whom a guide of a kecamatan or the city accompanies is theirs; all others are the kelurahan's to carry, also who has nobody."""
    active = Enrolment.objects.unscoped(WHY).filter(programme=programme, exited_on=None)
    guided = Caseload.objects.filter(ends_on=None).alias(length=Length("mentor__region"))
    active = active.exclude(id__in=guided.exclude(length=KELURAHAN).values("enrolment"))
    on_duty = Mentor.objects.unscoped(WHY).filter(programme=programme, ended_on=None)
    return Even(active.count(), on_duty.alias(length=Length("region")).filter(length=KELURAHAN).count())


def with_loads(mentors: Any) -> Any:
    """Mentors with `load`, how many they accompany now, and `left`, how many ended the programme with them."""
    held = Caseload.objects.filter(mentor=OuterRef("pk"), ends_on=None, enrolment__exited_on=None)
    left = Caseload.objects.filter(mentor=OuterRef("pk"), ends_on=F("enrolment__exited_on"))
    return mentors.annotate(load=_counted(held), left=_counted(left))


def _counted(rows: Any) -> Coalesce:
    counted = rows.order_by().values("mentor").annotate(n=Count("enrolment", distinct=True)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def loads_of(mentors: Sequence[Mentor], *, without: Sequence[Enrolment] = ()) -> dict[Mentor, int]:
    """What each carries now, not counting the participants about to be handed over."""
    leaving: set[uuid.UUID] = {e.id for e in without}
    held = Caseload.objects.filter(mentor__in=mentors, ends_on=None, enrolment__exited_on=None)
    found = dict.fromkeys(mentors, 0)
    by_id = {m.id: m for m in mentors}
    for mentor, enrolment in held.values_list("mentor_id", "enrolment_id"):
        found[by_id[mentor]] += enrolment not in leaving
    return found


def with_mentor(enrolments: Any) -> Any:
    """Participants with `mentor_id` (now) and `last_mentor`, who accompanies them or did so last."""
    held = Caseload.objects.filter(enrolment=OuterRef("pk"))
    last = held.order_by("-starts_on", F("ends_on").desc(nulls_first=True)).values("mentor")[:1]
    now = held.filter(ends_on=None).values("mentor")[:1]
    return enrolments.annotate(mentor_id=Subquery(now), last_mentor=Subquery(last))


def accompanied(enrolments: Any, *, now: bool) -> Any:
    """Active participants with a mentor, or without."""
    held = Caseload.objects.filter(ends_on=None).values("enrolment")
    active = enrolments.filter(exited_on=None)
    return active.filter(id__in=held) if now else active.exclude(id__in=held)


def places_of(actor: Actor, programme: Programme) -> list[dict[str, Any]]:
    """Per kelurahan in reach: {region, active, without, left}."""
    rows = Enrolment.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(programme=programme)
    held = Caseload.objects.filter(ends_on=None).values("enrolment")
    active = Q(exited_on=None)
    counted = rows.order_by().values("region").annotate(
        active=Count("id", filter=active), without=Count("id", filter=active & ~Q(id__in=held)),
        left=Count("id", filter=~active),
    )  # fmt: skip
    return list(counted.order_by("region"))
