"""A plan as plain JSON: what is shown of it, frozen when it is submitted, and exported."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.regions.queries import name_of, names
from dampingi.outcomes.plans.codes import KEGIATAN, PROGRAMME, SUB, Codes, codes_of
from dampingi.outcomes.plans.models import FROZEN, Activity, Plan, PlanTarget

QUARTERS = ("q1", "q2", "q3", "q4")


def told(plan: Plan) -> dict[str, Any]:
    """What was frozen, or the plan as it stands."""
    if plan.state in FROZEN and plan.body is not None:
        return plan.body
    return composed(plan)


def composed(plan: Plan) -> dict[str, Any]:
    codes = codes_of(plan.region)
    rows = list(standing(plan))
    called = names(code for row in rows for code in row.places)
    activities = [_activity(row, codes, called) for row in rows]
    activities.sort(key=lambda a: (a["code"] == "", a["code"], a["title"], a["id"]))
    return {
        "region": [plan.region, name_of(plan.region)],
        "year": plan.year,
        "edition": plan.edition,
        "ceiling": plan.ceiling,
        "codes": {"source": codes.source, "hash": codes.hash},
        "activities": activities,
        "targets": _targets(plan),
        "quarters": [sum(a[q] for a in activities) for q in QUARTERS],
        "budget": sum(a["budget"] for a in activities),
    }


def _targets(plan: Plan) -> list[list[str]]:
    """[[indicator, value, proposed], ...]"""
    found = PlanTarget.objects.unscoped("of a plan in hand").filter(plan=plan).order_by("indicator")
    return [[t.indicator, str(t.value), "" if t.proposed is None else str(t.proposed)] for t in found]


def standing(plan: Plan) -> Any:
    rows = Activity.objects.unscoped("of a plan in hand")
    return rows.filter(plan=plan, removed_at=None).order_by("code", "title", "at", "id")


def _activity(row: Activity, codes: Codes, called: dict[str, str]) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "title": row.title,
        "point": row.point,
        "programme": list(codes.above(row.code, PROGRAMME)),
        "kegiatan": list(codes.above(row.code, KEGIATAN)),
        "code": row.code,
        "sub": codes.above(row.code, SUB)[1],
        "indicator": row.indicator,
        "unit": row.unit,
        "target": plain(row.target),
        **{q: getattr(row, q) for q in QUARTERS},
        "budget": row.budget,
        "fund": row.fund,
        "places": [[code, called.get(code, code)] for code in row.places],
        "owner": row.owner,
        "sources": row.sources,
        "note": row.note,
    }


def plain(target: Decimal | None) -> str | None:
    """As typed: 120, not 120.00."""
    return None if target is None else format(target.normalize(), "f")


def missing(body: dict[str, Any]) -> list[tuple[str, str]]:
    """(activity, what it still lacks) before a plan can be submitted."""
    wanted = (
        ("code", _("kode")),
        ("indicator", _("indikator")),
        ("target", _("target")),
        ("budget", _("anggaran")),
    )
    return [(a["title"], word) for a in body["activities"] for key, word in wanted if not a[key]]
