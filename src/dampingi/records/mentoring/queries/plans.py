import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.models import Business
from dampingi.records.mentoring.models import Plan, PlannedVisit


@dataclass(frozen=True)
class PlanTold:
    """A plan with who got a visit and who could not, and why (a code of actions.plans.WHY_NOT)."""

    plan: Plan
    visits: list[PlannedVisit]
    unmet: list[tuple[Business, str]]

    @property
    def done(self) -> int:
        return sum(v.done for v in self.visits)

    @property
    def mentors(self) -> list[tuple[str, int]]:
        return Counter(v.mentor.name for v in self.visits).most_common()


def plans(actor: Actor) -> Any:
    return Plan.objects.for_actor(actor, Permission.PLAN_HELP)


def still_planned() -> Any:
    """Planned visits nobody has made yet; one whose visit was taken back is planned again."""
    rows = PlannedVisit.objects.unscoped("of participants the caller may see")
    return rows.filter(Q(visit=None) | ~Q(visit__archived_at=None), plan__cancelled_at=None)


def plan(actor: Actor, id: uuid.UUID) -> PlanTold:
    """Whole for those who plan; a mentor sees what it asks of them: the visits to their own participants."""
    found = plans(actor).filter(id=id).first()
    if found:
        visits = PlannedVisit.objects.unscoped("of a plan in reach").filter(plan=found)
        why = {uuid.UUID(id): reason for id, reason in found.unmet}
    else:
        visits = PlannedVisit.objects.for_actor(actor, Permission.RECORD_VISITS).filter(plan=id)
        found, why = (
            Plan.objects.unscoped("asks the actor for a visit").filter(id=id, visits__in=visits).first(),
            {},
        )
    if found is None:
        raise Refused(_("Rencana itu tidak ada, atau di luar wilayah Anda."), status=404)
    visits = visits.select_related("mentor", "visit", "enrolment__person", "enrolment__business")
    unmet = Business.objects.unscoped("of a plan in reach").select_related("owner").in_bulk(list(why))
    return PlanTold(
        found,
        list(visits.order_by("region", "mentor__name", "enrolment__person__key")),
        [(unmet[id], reason) for id, reason in why.items() if id in unmet],
    )
