"""What every action here shares: the plan it holds, its limits, and its event."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.outcomes.plans.models import OPEN, Activity, Plan, State
from dampingi.outcomes.plans.names import NAME

MOST_MONEY = 10**14


def held_plan(by: Actor, plan: Plan) -> Plan:
    """Locked: what is decided about a plan is decided one after the other."""
    held = Plan.objects.unscoped("reach is checked next").select_for_update(no_key=True).get(id=plan.id)
    by.require(Permission.DRAFT_PLANS, region=held.region)
    return held


def open_locked(by: Actor, plan: Plan) -> Plan:
    held = held_plan(by, plan)
    if held.state not in OPEN:
        raise Conflict(
            _("Rencana ini sudah disetujui. Buat edisi baru untuk mengubahnya.")
            if held.state == State.APPROVED
            else _("Rencana ini sedang menunggu persetujuan dan tidak dapat diubah.")
        )
    return held


def of_plan(plan: Plan, activity: uuid.UUID) -> Activity:
    found = (
        Activity.objects.unscoped("of a plan whose reach is checked").filter(plan=plan, id=activity).first()
    )
    if found is None:
        raise Refused(_("Kegiatan itu tidak ada dalam rencana ini."), status=404)
    return found


def money(amount: int | None) -> int | None:
    if amount is not None and not 0 <= amount <= MOST_MONEY:
        raise Refused(_("Anggaran adalah rupiah bulat dari 0 sampai 100 triliun."))
    return amount


def recorded(
    by: Actor,
    plan: Plan,
    action: str,
    *,
    activity: Activity | None = None,
    detail: Any = None,
    values: Any = (),
) -> None:
    subject = ("plan_activity", activity.id) if activity else (NAME, plan.id)
    told = {"plan": str(plan.id), "budget": activity.budget} if activity else {}
    said = [activity.title, activity.owner, activity.note] if activity else values
    record_event(
        by=by, action=action, subject=subject, region=plan.region, detail=told | (detail or {}), values=said
    )
