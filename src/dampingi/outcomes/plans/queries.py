import uuid
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.queries import below
from dampingi.outcomes.plans.models import FROZEN, Activity, Allocation, ForumMinutes, Plan, State, Wish
from dampingi.outcomes.plans.names import NAME

SEE, DRAFT = Permission.VIEW_PLANS, Permission.DRAFT_PLANS
DECIDED = (f"approve_{NAME}", f"return_{NAME}")


def plans(actor: Actor) -> Any:
    """Those of the actor's regions, and of the office above them once they are no longer a mere draft."""
    above = {ancestor(r, d) for r in actor.regions(SEE) for d in range(2, depth(r))}
    reached = Plan.objects.for_actor(actor, SEE).values("id")
    rows = Plan.objects.unscoped("narrowed to the two reaches next")
    return rows.filter(Q(id__in=reached) | Q(region__in=above) & ~Q(state=State.DRAFT)).order_by(
        "-year", "region", "-edition"
    )


def plan(actor: Actor, id: uuid.UUID) -> Plan:
    found = plans(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Rencana itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def drafting(actor: Actor, id: uuid.UUID) -> Plan:
    """One the actor may work on; whether it is still open is the action's matter."""
    found = Plan.objects.for_actor(actor, DRAFT).filter(id=id).first()
    if found is None:
        raise Refused(_("Rencana itu tidak ada, atau bukan Anda yang menyusunnya."), status=404)
    return found


def activity(actor: Actor, id: uuid.UUID) -> Activity:
    found = (
        Activity.objects.unscoped("its plan is narrowed next")
        .filter(id=id, plan__in=plans(actor).order_by().values("id"))
        .select_related("plan")
        .first()
    )
    if found is None:
        raise Refused(_("Kegiatan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def removed(plan: Plan) -> Any:
    rows = Activity.objects.unscoped("of a plan in hand").filter(plan=plan, removed_at__isnull=False)
    return rows.order_by("title", "id")


def offices(actor: Actor) -> list[tuple[str, str]]:
    """(code, name) of the provinces and cities the actor may plan for."""
    found = []
    for region in actor.regions(DRAFT):
        if depth(region) <= 2:
            found += [r for level in (1, 2) for r in below(region, level)]
    return [(r.code, r.name) for r in sorted(found, key=lambda r: r.code)]


def holds(found: Plan) -> bool:
    """Whether what is frozen is still what was submitted."""
    return found.state not in FROZEN or digest(found.body) == found.hash


def drafters(id: uuid.UUID) -> set[uuid.UUID]:
    """Whoever opened a plan, or wrote, changed or decided anything in it: none of them approves it."""
    activities = Activity.objects.unscoped("who wrote them").filter(plan=id)
    found = {Plan.objects.unscoped("who opened it").get(id=id).by, *activities.values_list("by", flat=True)}
    subjects = [str(id), *(str(each) for each in activities.values_list("id", flat=True))]
    events = AuditEvent.objects.filter(subject_id__in=subjects).exclude(action__in=DECIDED)
    found |= {_user(actor) for actor in events.order_by().values_list("actor", flat=True).distinct()}
    return {user for user in found if user}


def _user(actor: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(actor)
    except ValueError:
        return None  # the system's own


def allocation(actor: Actor, id: uuid.UUID) -> Allocation:
    return _of_plans(actor, Allocation, id, _("Pembagian itu tidak ada, atau di luar wilayah Anda."))


def wish(actor: Actor, id: uuid.UUID) -> Wish:
    return _of_plans(actor, Wish, id, _("Usulan itu tidak ada, atau di luar wilayah Anda."))


def minutes(actor: Actor, id: uuid.UUID) -> ForumMinutes:
    return _of_plans(actor, ForumMinutes, id, _("Berita acara itu tidak ada, atau di luar wilayah Anda."))


def _of_plans(actor: Actor, model: Any, id: uuid.UUID, absent: str) -> Any:
    rows = model.objects.unscoped("its plan is narrowed next").filter(
        id=id, plan__in=plans(actor).order_by().values("id")
    )
    found = rows.select_related("plan").first()
    if found is None:
        raise Refused(absent, status=404)
    return found
