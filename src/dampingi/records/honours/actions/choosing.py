"""Choosing: the kecamatan, then the city. What approvals decide comes back to the nomination here."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import ancestor, inside
from dampingi.records.honours.actions.nominating import locked, rules_of
from dampingi.records.honours.models import CHOSEN_IN_DISTRICT, Nomination
from dampingi.records.honours.workflow import NAME

State = Nomination.State
DISTRICT = 3


@transaction.atomic
def choose(*, by: Actor, nomination: uuid.UUID, chosen: bool, reason: str) -> Nomination:
    """At the level it waits for: choose, or leave out; either way with its reason."""
    rows = Approval.objects.unscoped("deciding checks reach").filter(workflow=NAME, subject_id=nomination)
    waiting = rows.filter(state=Approval.State.WAITING).first()
    if waiting is None:
        raise Conflict(_("Nominasi ini sedang tidak menunggu pilihan."))
    decide(by=by, approval=waiting.id, approved=chosen, comment=reason)
    return locked(nomination)


def guard(approval: Approval, approved: bool, comment: str) -> None:
    """Raises Refused before a verdict without a reason, or beyond the quota of its level."""
    if not comment.strip():
        raise Refused(_("Tulis alasan pilihan Anda."))
    if not approved:
        return
    found = locked(approval.subject_id)
    rules = rules_of(found.programme, lock=True)
    rows = Nomination.objects.unscoped("how many are chosen").filter(programme=found.programme_id)
    if approval.level == DISTRICT:
        taken = rows.filter(inside(ancestor(found.region, DISTRICT)), state__in=CHOSEN_IN_DISTRICT).count()
    else:
        taken = rows.filter(state=State.CITY).count()
    if taken >= rules.at(approval.level):
        raise Conflict(_("Kuota tingkat ini (%(n)d) sudah terisi.") % {"n": rules.at(approval.level)})


def passed_on(id: uuid.UUID, _version: int) -> None:
    _stands(locked(id), State.DISTRICT)


def chosen(id: uuid.UUID, _version: int) -> None:
    _stands(locked(id), State.CITY)


def left_out(id: uuid.UUID, _version: int, _comment: str) -> None:
    """Not chosen here: who was chosen in the kecamatan stays its best."""
    found = locked(id)
    _stands(found, State.STAYED if found.state == State.DISTRICT else State.LEFT_OUT)


def _stands(found: Nomination, state: str) -> None:
    found.state = state
    found.save(update_fields=["state"])
