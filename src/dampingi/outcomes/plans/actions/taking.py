"""What the evidence proposes becomes an activity when a person takes it."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.outcomes.plans.actions.holding import open_locked
from dampingi.outcomes.plans.actions.writing import Drafted, add_drafted, restore
from dampingi.outcomes.plans.codes import codes_of
from dampingi.outcomes.plans.evidence import POINT, indicator_of, points, proposals
from dampingi.outcomes.plans.models import Activity, Plan
from dampingi.outcomes.plans.proposing import Proposal
from dampingi.records.programmes.rosters import today_in


def take(*, by: Actor, plan: Plan, key: str, today: datetime.date | None = None) -> Activity:
    """A proposal becomes an activity, with its reasons as they stand now. Taken twice it is the same activity."""
    by.require(Permission.DRAFT_PLANS, region=plan.region)
    rows = Activity.objects.unscoped("of a plan whose reach is checked").filter(plan=plan, proposal=key)
    found = None
    if not key or not rows.exists():  # counted before anything is locked
        among = proposals(by, plan, today=today or today_in(plan.region))
        found = next((p for p in among if p.key == key), None)
        if found is None:
            raise Refused(_("Usulan itu tidak ada lagi. Muat ulang daftar usulan."), status=404)
        if not found.borne:
            raise Conflict(
                _(
                    "Data belum dapat menjadi dasar usulan itu; alasannya tertulis di sana. Tulis kegiatannya sendiri."
                )
            )
    with transaction.atomic():
        held = open_locked(by, plan)
        before = rows.first()
        if before:
            return before if before.removed_at is None else restore(by=by, plan=held, activity=before.id)
        return _taken(by, held, found)


@transaction.atomic
def take_points(*, by: Actor, plan: Plan) -> list[Activity]:
    """The four strategic points' activities that the plan does not have yet."""
    held = open_locked(by, plan)
    rows = Activity.objects.unscoped("of a plan whose reach is checked").filter(plan=held)
    had = set(rows.exclude(proposal="").values_list("proposal", flat=True))
    return [_taken(by, held, p) for p in points() if p.key not in had]


def _taken(by: Actor, plan: Plan, p: Proposal) -> Activity:
    codes = codes_of(plan.region)
    indicator = indicator_of(p.key) if p.kind == POINT else ""
    told = Drafted(
        title=p.title[:200],
        point=p.point,
        code=codes.known(p.code),
        indicator=indicator,
        unit=p.unit,
        places=p.places,
    )
    return add_drafted(by, plan, told, proposal=p.key, sources=[r.stored() for r in p.reasons])
