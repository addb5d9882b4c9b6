import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.honours.another import require_another
from dampingi.records.honours.models import CHOSEN_IN_DISTRICT, Check, Nomination
from dampingi.records.programmes.models import Enrolment, Programme

REACH = Permission.VIEW_PARTICIPANTS
State = Nomination.State


def nominations(actor: Actor) -> Any:
    """Without those withdrawn; participants do not read what is written about them before it is decided."""
    found = Nomination.objects.for_actor(actor, REACH).exclude(state=State.WITHDRAWN)
    return found.select_related("enrolment__person", "enrolment__business", "programme")


def candidates(actor: Actor) -> Any:
    """Participants whom the reader may put forward and nobody did yet."""
    reached = Enrolment.objects.for_actor(actor, Permission.NOMINATE).filter(exited_on=None)
    known = Nomination.objects.unscoped("who is put forward").exclude(state=State.WITHDRAWN)
    return reached.exclude(id__in=known.values("enrolment")).select_related("person", "business", "programme")


def to_nominate(actor: Actor, id: uuid.UUID) -> Enrolment:
    """Raises Refused (404) out of reach, Conflict where somebody put them forward already or they have left."""
    reached = Enrolment.objects.for_actor(actor, Permission.NOMINATE).filter(id=id)
    if not reached.exists():
        raise Refused(_("Peserta itu tidak ada, atau di luar dampingan Anda."), status=404)
    found = candidates(actor).filter(id=id).first()
    if found is None:
        raise Conflict(_("Peserta itu sudah dinominasikan atau sudah berhenti."))
    return found


@dataclass
class Seen:
    """One nomination as the reader sees it, with what they may do."""

    nomination: Nomination
    check: Check | None
    approval: Approval | None
    may_verify: bool
    may_choose: bool
    may_withdraw: bool


def nomination(actor: Actor, id: uuid.UUID) -> Seen:
    rows = Nomination.objects.unscoped("reach is checked next")
    found = rows.select_related("enrolment__person", "enrolment__business", "programme").filter(id=id).first()
    if found is None or not Nomination.objects.for_actor(actor, REACH).filter(id=id).exists():
        raise Refused(_("Nominasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    if actor.user_id is not None and found.enrolment.person.user_id == actor.user_id:
        raise Refused(_("Nominasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    approval = approvals_of("nomination", id).first()
    waiting = approval is not None and approval.state == Approval.State.WAITING
    return Seen(
        found, Check.objects.filter(nomination=id).first(), approval,
        found.state == State.NOMINATED and _may_verify(actor, found),
        waiting and may_decide(actor, approval),
        found.state == State.NOMINATED and actor.user_id is not None and found.by == actor.user_id,
    )  # fmt: skip


def _may_verify(actor: Actor, found: Nomination) -> bool:
    try:
        require_another(actor, found)
    except Refused:
        return False
    return True


def honoured(actor: Actor, programme: Programme) -> tuple[list[Nomination], list[Nomination]]:
    """(chosen by the city, chosen in a kecamatan besides), by region and name."""
    rows = nominations(actor).filter(programme=programme, state__in=CHOSEN_IN_DISTRICT)
    found = list(rows.order_by("region", "enrolment__person__key"))
    city = [n for n in found if n.state == State.CITY]
    return city, [n for n in found if n.state != State.CITY]
