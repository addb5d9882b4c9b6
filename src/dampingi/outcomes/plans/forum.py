"""The planning forum's list: each wish with how it was answered and what came of it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import number
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.dashboard.wording import written
from dampingi.insight.monitoring.queries import values
from dampingi.outcomes.plans.models import Activity, Origin, Plan, Wish, WishVerdict
from dampingi.records.programmes.models import Programme

OPEN, ACCEPTED, REFUSED = "open", "accepted", "refused"


def wishes(plan: Plan) -> list[Wish]:
    """Oldest first, each with `verdict`, the one that holds, and `answer`."""
    rows = list(Wish.objects.unscoped("of a plan in hand").filter(plan=plan).order_by("origin", "at", "id"))
    held: dict[Any, WishVerdict] = {}
    found = (
        WishVerdict.objects.unscoped("of a plan in hand").filter(wish__plan=plan).select_related("activity")
    )
    for verdict in found.order_by("number"):
        held[verdict.wish_id] = verdict
    called = names(w.place for w in rows)
    for w in rows:
        w.verdict = held.get(w.id)
        w.answer = OPEN if w.verdict is None else ACCEPTED if w.verdict.activity_id else REFUSED
        w.place_name = called.get(w.place, "") if w.place else ""
    return rows


def counted(rows: list[Wish]) -> dict[str, int]:
    return {answer: sum(w.answer == answer for w in rows) for answer in (OPEN, ACCEPTED, REFUSED)} | {
        "all": len(rows)
    }


def results(actor: Actor, plan: Plan, rows: list[Wish]) -> dict[str, tuple[str, str]]:
    """indicator -> (what it tells of the plan's year, or how it stands before it, and the door to its rows)."""
    codes = sorted({w.measure for w in rows if w.measure} & set(catalogue(plan.region)))
    programme = programme_in(plan)
    if not codes or programme is None or not actor.may(Permission.VIEW_DASHBOARD, region=plan.region):
        return {}
    found = values(actor, codes, programme=programme, region=programme.region)
    told = {}
    for code in codes:
        i, value = found.indicators[code], found.value(code)
        said = {"name": i.name, "value": written(i, value), "year": programme.starts_on.year}
        door = (
            f"{reverse('figure_rows')}?program={programme.code}&indikator={code}&wilayah={programme.region}"
        )
        told[code] = (_("%(name)s %(year)d: %(value)s") % said, door)
    return told


def aim(row: Activity) -> str:
    """What an activity is to reach: its indicator with target and unit."""
    if row.target is None:
        return row.indicator
    return f"{row.indicator}: {number(row.target)} {row.unit}".strip(": ")


def programme_in(plan: Plan) -> Programme | None:
    """Of the plan's year; before it has begun, the latest one: what it starts from."""
    rows = Programme.objects.filter(region=plan.region, starts_on__year__lte=plan.year)
    return rows.order_by("-starts_on", "code").first()


def frozen(plan: Plan, results: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """What the minutes hold, as plain JSON; a promise as far as what its activity aims at and its indicator tells that day."""
    rows = wishes(plan)
    return {
        "counts": counted(rows),
        "by_origin": [[str(o), counted([w for w in rows if w.origin == o])] for o in Origin if any(w.origin == o for w in rows)],
        "wishes": [
            {
                "origin": w.origin, "reference": w.reference, "text": w.text, "place": w.place_name, "goal": w.goal, "answer": w.answer,
                "activity": w.verdict.activity.title if w.answer == ACCEPTED else "", "reason": w.verdict.reason if w.verdict else "",
                "aim": aim(w.verdict.activity) if w.answer == ACCEPTED else "", "result": results.get(w.measure, ("", ""))[0],
            }
            for w in rows
        ],
    }  # fmt: skip
