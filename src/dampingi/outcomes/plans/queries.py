import uuid
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.queries import below
from dampingi.outcomes.plans.models import FROZEN, Activity, Allocation, ForumMinutes, Plan, State, Wish

SEE, DRAFT = Permission.VIEW_PLANS, Permission.DRAFT_PLANS


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
