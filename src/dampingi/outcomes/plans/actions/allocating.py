import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.jobs.actions import start
from dampingi.outcomes.plans.actions.holding import MOST_MONEY, of_plan, open_locked, recorded
from dampingi.outcomes.plans.allocating import composed, last_year, reckoned
from dampingi.outcomes.plans.models import Activity, Allocation, Costing, Plan
from dampingi.outcomes.plans.names import ALLOCATE
from dampingi.records.programmes.rosters import today_in

MOST = 100_000


@transaction.atomic
def cost_out(
    *, by: Actor, plan: Plan, activity: uuid.UUID, field: str, unit_cost: int, reach: int, least: int = 0, most: int | None = None,
    share: Decimal | None = None, low: Decimal | None = None, high: Decimal | None = None, why: str = "",
) -> Costing:  # fmt: skip
    """What a unit costs and does. Shares are parts of one; typed, they are an assumption with its reason."""
    held = open_locked(by, plan)
    row = of_plan(held, activity)
    if field not in source_names("constraint_fields"):
        raise Refused(_("Pilih bidang kendala yang dijawab kegiatan ini."))
    if not (1 <= unit_cost <= MOST_MONEY and 1 <= reach <= MOST):
        raise Refused(_("Biaya satuan dan jangkauan sedikitnya satu."))
    if not 0 <= least <= (MOST if most is None else most) <= MOST:
        raise Refused(_("Paling sedikit tidak boleh melebihi paling banyak."))
    _assumed(share, low, high, why)
    told = {
        "field": field, "unit_cost": unit_cost, "reach": reach, "least": least, "most": most, "share": share,
        "low": share if low is None else low, "high": share if high is None else high, "why": why.strip()[:300] if share is not None else "",
        "by": by.user_id, "by_name": by.name[:150], "at": timezone.now(), "region": held.region,
    }  # fmt: skip
    made, _new = Costing.objects.unscoped("its plan's reach is checked").update_or_create(
        activity=row, defaults=told
    )
    recorded(
        by,
        held,
        "cost_activity",
        activity=row,
        detail={"unit_cost": unit_cost, "reach": reach, "assumed": share is not None},
    )
    return made


def _assumed(share: Decimal | None, low: Decimal | None, high: Decimal | None, why: str) -> None:
    if share is None:
        if low is not None or high is not None:
            raise Refused(_("Tulis juga bagian yang diharapkan, atau kosongkan batasnya."))
        return
    ends = (share if low is None else low, share, share if high is None else high)
    if not (all(x.is_finite() for x in ends) and 0 <= ends[0] <= ends[1] <= ends[2] <= 1):
        raise Refused(
            _("Bagian yang diharapkan terletak antara batas bawah dan batas atas, dari 0 sampai 100 persen.")
        )
    if not why.strip():
        raise Refused(_("Tulis alasan anggapan itu, karena tidak diukur."))


def ask_for_allocation(
    *, by: Actor, plan: Plan, budget: int, floor: int = 0, today: datetime.date | None = None
) -> Allocation:  # fmt: skip
    """Keep what is asked, as the records tell it today; the worker reckons it (`fulfil`)."""
    by.require(Permission.DRAFT_PLANS, region=plan.region)
    if not (1 <= budget <= MOST_MONEY and 0 <= floor <= budget):
        raise Refused(_("Anggaran sedikitnya satu rupiah, dan batas per kecamatan tidak melebihi anggaran."))
    asked = composed(by, plan, budget=budget, floor=floor, today=today or today_in(plan.region))
    with transaction.atomic():
        held = open_locked(by, plan)
        made = Allocation.objects.create(
            plan=held, region=held.region, asked=asked, by=by.user_id, by_name=by.name[:150]
        )
        start(
            by=by,
            kind=ALLOCATE,
            params={"allocation": str(made.id)},
            url=reverse("plan_allocation", args=[made.id]),
        )
        recorded(
            by,
            held,
            "ask_for_allocation",
            detail={"allocation": str(made.id), "budget": budget, "floor": floor},
        )
    return made


def fulfil(*, allocation: uuid.UUID) -> Allocation:
    """Reckon what was asked, once; run again it finds what it stored."""
    rows = Allocation.objects.unscoped("the worker's own")
    row = rows.select_related("plan").get(id=allocation)
    if row.found is not None:
        return row
    found = reckoned(row.asked, last_year(row.plan))
    rows.filter(id=row.id, hash="").update(found=found, hash=digest([row.asked, found]))
    row.refresh_from_db()
    return row


@transaction.atomic
def adopt(*, by: Actor, allocation: Allocation) -> Plan:
    """The plan takes over what was found: budgets, places, and the target where there is none. A person presses it."""
    held = open_locked(by, allocation.plan)
    row = (
        Allocation.objects.unscoped("its plan's reach is checked")
        .select_for_update(no_key=True)
        .get(id=allocation.id)
    )
    if row.found is None or not row.found["possible"]:
        raise Refused(_("Pembagian ini belum selesai dihitung, atau tidak mungkin."))
    if row.adopted_at:
        raise Conflict(_("Pembagian ini sudah dipakai."))
    if digest([row.asked, row.found]) != row.hash:
        raise Refused(_("Isi pembagian ini tidak lagi cocok dengan sidiknya. Hitung lagi."))
    activities = {str(a.id): a for a in held.activities.filter(removed_at=None)}
    for told in row.asked["activities"]:
        if told["id"] in activities:
            _take_over(activities[told["id"]], told, row)
    row.adopted_at, row.adopted_by_name = timezone.now(), by.name[:150]
    row.save(update_fields=["adopted_at", "adopted_by_name"])
    recorded(by, held, "adopt_allocation", detail={"allocation": str(row.id), "content": row.hash})
    return held


def _take_over(activity: Activity, told: dict[str, Any], row: Allocation) -> None:
    given = {p: n for a, p, n in row.found["units"] if a == told["id"]}
    districts = {p["id"]: p["district"] for p in row.asked["places"]}
    units = sum(given.values())
    activity.q1, activity.q2, activity.q3, activity.q4 = quartered(units * told["unit_cost"], activity)
    activity.places = sorted({districts[p] for p in given}) or activity.places
    if activity.target is None:
        activity.target = Decimal(units * told["reach"])
    activity.version += 1
    activity.save()


def quartered(total: int, activity: Activity) -> tuple[int, ...]:
    """As the quarters stood to each other, else evenly; what does not divide falls into the last that has any."""
    old = [activity.q1, activity.q2, activity.q3, activity.q4]
    weights = old if sum(old) else [1, 1, 1, 1]
    parts = [total * w // sum(weights) for w in weights]
    last = max(n for n, w in enumerate(weights) if w)
    parts[last] += total - sum(parts)
    return tuple(parts)
