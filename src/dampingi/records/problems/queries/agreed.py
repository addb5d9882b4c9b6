import datetime
import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains, depth, inside
from dampingi.records.problems.authority import DECIDING, place
from dampingi.records.problems.models import AgreedAction, Problem


def agreed_actions(actor: Actor) -> Any:
    """Of problems the actor reads, and the actor's own."""
    rows = AgreedAction.objects.for_actor(actor, Permission.VIEW_PROBLEMS)
    return rows.filter(dropped_at=None, problem__archived_at=None).select_related("problem", "owner")


def own_agreed(actor: Actor) -> Any:
    """What the actor took on and has not done, soonest first."""
    rows = AgreedAction.objects.unscoped("one's own only").filter(done_at=None, dropped_at=None)
    if actor.user_id is None:
        return rows.none()
    return (
        rows.filter(owner=actor.user_id, problem__archived_at=None)
        .select_related("problem")
        .order_by("due_on", "id")
    )


def one_agreed(actor: Actor, id: uuid.UUID) -> AgreedAction:
    """The actor's own, or of a problem they read."""
    own = AgreedAction.objects.unscoped("one's own only").filter(owner=actor.user_id, id=id)
    read = AgreedAction.objects.for_actor(actor, Permission.VIEW_PROBLEMS).filter(id=id)
    rows = (found.select_related("problem", "owner").first() for found in (own, read))
    row = next((r for r in rows if r), None) if actor.user_id else None
    if row is None:
        raise Refused(_("Tindakan itu tidak ada, atau bukan milik Anda."), status=404)
    return row


def agreed_of(problem: Problem) -> list[AgreedAction]:
    """The soonest first, those done or dropped last. The caller has checked the problem."""
    rows = (
        AgreedAction.objects.unscoped("of a problem in hand").filter(problem=problem).select_related("owner")
    )
    return sorted(rows, key=lambda a: (not a.open, a.due_on, a.id))


def people_to_ask(problem: Problem, on: datetime.date) -> dict[uuid.UUID, User]:
    """Who can take an action on: who works for the level that has it, and who looks after the place itself."""
    where = place(problem.region, problem.held)
    rows = Assignment.objects.on(on).filter(inside(where), user__is_active=True).select_related("user")
    return {a.user_id: a.user for a in rows.order_by("user__name") if _concerned(a, where, problem.region)}


def _concerned(a: Assignment, where: str, region: str) -> bool:
    if a.role in DECIDING:
        return a.region == where
    near = contains(a.region, region) or (contains(region, a.region) and depth(a.region) <= 3)
    return bool(depth(where) == 2 and near and a.role in (Role.COORDINATOR, Role.MENTOR))
