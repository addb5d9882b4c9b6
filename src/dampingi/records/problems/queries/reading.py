import datetime
import uuid
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth, inside
from dampingi.records.problems.authority import DECIDE, DEPTHS
from dampingi.records.problems.models import AgreedAction, Entry, Handing, Problem


def problems(actor: Actor) -> Any:
    """All the actor may read, the archived among them."""
    return Problem.objects.for_actor(actor, Permission.VIEW_PROBLEMS).select_related("meeting")


def problem_of(actor: Actor, id: uuid.UUID, *, locked: bool = False) -> Problem:
    found = problems(actor).filter(id=id)
    one = (found.select_for_update(of=("self",)) if locked else found).first()
    if one is None:
        raise Refused(_("Masalah itu tidak ada, atau di luar wilayah Anda."), status=404)
    return one


def with_standing(rows: Any, today: datetime.date) -> Any:
    """Each with whether it has actions, open ones, and overdue ones."""
    agreed = AgreedAction.objects.unscoped("of problems the reader reaches").filter(
        problem=OuterRef("pk"), dropped_at=None
    )
    waiting = agreed.filter(done_at=None)
    return rows.annotate(
        acted=Exists(agreed), running=Exists(waiting), overdue=Exists(waiting.filter(due_on__lt=today))
    )  # fmt: skip


def course_of(problem: Problem) -> list[Entry]:
    """Newest first. The caller has checked the problem."""
    return list(problem.course.order_by("-number"))


def waiting_handing(problem: Problem) -> Handing | None:
    """The one whose answer is awaited from who has it now."""
    return problem.handings.filter(answered_at=None, to_level=problem.held).first()


def answered_up(problem: Problem) -> list[Handing]:
    return list(problem.handings.exclude(answered_at=None).order_by("-answered_at", "id"))


def waiting_here(actor: Actor) -> Any:
    """Handed up to a level the actor acts for, oldest first."""
    reach = Q(pk__in=[])
    levels = {d: level for level, d in DEPTHS.items()}
    for scope in actor.scopes(DECIDE):
        if scope.reach is Reach.REGION and depth(scope.region) in levels and not actor.system:
            reach |= Q(held=levels[depth(scope.region)]) & inside(scope.region)
    rows = Problem.objects.unscoped("handed up to the reader's own level").filter(reach)
    return rows.filter(closed_at=None, archived_at=None).exclude(held=F("home")).order_by("noted_on", "id")
