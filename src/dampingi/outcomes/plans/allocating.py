"""An allocation asked and found, as plain JSON; the engine's terms are made from it and nothing else."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.allocation.checking import violations
from dampingi.engines.allocation.measuring import effect_of, equally, marginal
from dampingi.engines.allocation.terms import MOST_UNITS, Activity, Place, Question, Unusable
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, contains, depth
from dampingi.foundation.regions.queries import below
from dampingi.insight.constraints.counts import counts
from dampingi.insight.constraints.questions import Question as Asked
from dampingi.outcomes.plans.models import Allocation, Costing, Plan, State
from dampingi.outcomes.plans.shares import measured

STEPS = (0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5)
"""Of the budget: the points of the curve."""


def composed(actor: Actor, plan: Plan, *, budget: int, floor: int, today: datetime.date) -> dict[str, Any]:
    """What the solver is asked, with where each share comes from."""
    costings = list(costed(plan))
    if not costings:
        raise Refused(_("Isi dahulu biaya satuan sedikitnya satu kegiatan."))
    deep = depth(plan.region) + 2
    need = counts(actor, Asked(plan.region), depth=deep, by_field=True)
    places = below(plan.region, deep)
    told = {
        "budget": budget,
        "floor": floor,
        "as_of": today.isoformat(),
        "activities": [_activity(actor, plan, c, today, [p.code for p in places]) for c in costings],
        "places": [
            {
                "id": p.code,
                "name": p.name,
                "district": ancestor(p.code, deep - 1),
                "need": _need(need, p.code, costings),
            }
            for p in places
        ],
        "districts": [[r.code, r.name] for r in below(plan.region, deep - 1)],
    }
    terms(told)
    _reached(told)
    return told


def _reached(told: dict[str, Any]) -> None:
    """A floor for a district to which no activity goes could never be kept: it is named before anything is reckoned."""
    open_to = {
        p["district"]
        for p in told["places"]
        if any(not a["where"] or p["id"] in a["where"] for a in told["activities"])
    }
    left = [name for code, name in told["districts"] if code not in open_to]
    if told["floor"] and left:
        raise Refused(
            _(
                "Tidak ada kegiatan berbiaya satuan untuk %(names)s. Tambahkan lokasinya, atau kosongkan batas per kecamatan."
            )
            % {"names": ", ".join(left)}
        )


def costed(plan: Plan) -> Any:
    rows = Costing.objects.unscoped("of a plan in hand").filter(
        activity__plan=plan, activity__removed_at=None
    )
    return rows.select_related("activity").order_by("activity__title", "activity_id")


def _need(found: Any, place: str, costings: Iterable[Costing]) -> dict[str, int]:
    return {c.field: found.cells.get((place, c.field), 0) for c in costings}


def _activity(
    actor: Actor, plan: Plan, c: Costing, today: datetime.date, places: list[str]
) -> dict[str, Any]:
    if c.share is not None:
        share = {
            "share": float(c.share),
            "low": float(c.low),
            "high": float(c.high),
            "cases": 0,
            "why": c.why,
            "by": c.by_name,
        }
    else:
        found = measured(actor, plan.region, c.field, today)
        if found is None:
            title = c.activity.title[:80]
            raise Refused(
                _(
                    'Bagian yang teratasi untuk "%(title)s" belum dapat diukur. Tulis anggapan beserta alasannya.'
                )
                % {"title": title}
            )
        share = {
            "share": found.value,
            "low": found.low,
            "high": found.high,
            "cases": found.n,
            "why": "",
            "by": "",
        }
    wanted = c.activity.places
    where = [p for p in places if any(contains(w, p) or contains(p, w) for w in wanted)] if wanted else []
    return share | {
        "id": str(c.activity_id), "title": c.activity.title, "key": c.activity.proposal or c.activity.title, "field": c.field,
        "unit_cost": c.unit_cost, "reach": c.reach, "least": c.least, "most": MOST_UNITS if c.most is None else c.most, "where": where,
    }  # fmt: skip


def terms(told: dict[str, Any]) -> Question:
    try:
        return Question(
            tuple(
                Activity(
                    a["id"], a["field"], a["unit_cost"], a["reach"], a["share"], a["low"], a["high"], a["least"], a["most"],
                    frozenset(a["where"]),
                )
                for a in told["activities"]
            ),
            tuple(Place(p["id"], p["district"], p["need"]) for p in told["places"]),
            told["budget"],
            told["floor"],
        )  # fmt: skip
    except Unusable as wrong:
        raise Refused(
            _(
                "Pembagian ini tidak dapat dihitung: periksa biaya satuan, jangkauan, paling sedikit, dan paling banyak."
            )
        ) from wrong


def reckoned(told: dict[str, Any], last: dict[str, Any] | None) -> dict[str, Any]:
    """What was found. The solver is loaded here, for only the worker needs it."""
    from dampingi.engines.allocation.solving import Impossible, allocate, curve

    asked = terms(told)
    try:
        best = allocate(asked)
    except Impossible as never:
        return {"possible": False, "least_budget": never.least}
    budgets = sorted({round(asked.budget * step) for step in STEPS})
    points = [[b, a and a.helped] for b, a in curve(asked, budgets)]
    points = [[b, best.helped if b == asked.budget else e] for b, e in points]
    units = best.units
    return {
        "possible": True, "units": _stored(units), "effect": _effect(asked, units), "bound": best.bound, "proven": best.proven,
        "gap": best.gap, "curve": points, "marginal": marginal([(b, e) for b, e in points if e is not None], asked.budget),
        "equal": _compared(asked, equally(asked)), "last": _compared(asked, _of_last(told, last)) if last else None,
    }  # fmt: skip


def _stored(units: Any) -> list[list[Any]]:
    return [[a, p, n] for (a, p), n in sorted(units.items())]


def _effect(asked: Question, units: Any) -> dict[str, Any]:
    e = effect_of(asked, units)
    return {"helped": e.helped, "low": e.low, "high": e.high, "reached": e.reached, "cost": e.cost}


def _compared(asked: Question, units: Any) -> dict[str, Any]:
    broken = sorted({v.rule for v in violations(replace(asked), units)})
    return _effect(asked, units) | {"broken": broken}


def _of_last(told: dict[str, Any], last: dict[str, Any]) -> dict[tuple[str, str], int]:
    """Last year's units for the activities that are there again, at today's costs and shares."""
    again = {a["key"]: a["id"] for a in told["activities"]}
    old = {a["id"]: a["key"] for a in last["asked"]["activities"]}
    known = {p["id"] for p in told["places"]}
    return {(again[old[a]], p): n for a, p, n in last["found"]["units"] if old[a] in again and p in known}


def last_year(plan: Plan) -> dict[str, Any] | None:
    """What was adopted in the approved plan of the year before."""
    rows = Allocation.objects.unscoped("of the same region as a plan in hand").exclude(adopted_at=None)
    of_year = {"plan__region": plan.region, "plan__year": plan.year - 1, "plan__state": State.APPROVED}
    row = rows.filter(**of_year).order_by("-plan__edition", "-adopted_at").first()
    return {"asked": row.asked, "found": row.found} if row else None
