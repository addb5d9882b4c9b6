"""A participant's help in one place: what they asked for, what they received, and what is expected of them."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.accounts.routes import requires
from dampingi.records.businesses.models import Business
from dampingi.records.equipment.listing import item_state, stage_of
from dampingi.records.equipment.models import Award, Need
from dampingi.records.equipment.queries import items
from dampingi.records.grants.listing import payment_state
from dampingi.records.grants.queries import grants
from dampingi.records.programmes.rosters import today_in

NOTE = Permission.NOTE_EQUIPMENT


@requires(NOTE)
@require_GET
def own_aid(request: HttpRequest) -> HttpResponse:
    """One's own; mentors and the office come by a business' page."""
    actor = request.actor
    own = any(s.reach is Reach.OWN for s in actor.scopes(NOTE))
    businesses = (
        list(Business.objects.for_actor(actor, NOTE).filter(archived_at=None, owner__user=actor.user_id))
        if own
        else []
    )
    needs = list(
        Need.objects.for_actor(actor, NOTE).filter(business__in=businesses).order_by("-on", "-at")[:30]
    )
    held = Award.objects.unscoped("of one's own needs").filter(need__in=needs, voided_on=None)
    awarded = set(held.values_list("need", flat=True))
    today = today_in(businesses[0].region if businesses else "32")
    received = (
        items.items(actor).filter(need__business__in=businesses).order_by("-decree__on", "id")
        if businesses
        else []
    )
    context = {
        "own": own, "businesses": businesses, "needs": [(n, stage_of(n, n.id in awarded)) for n in needs],
        "items": [(a, item_state(a)) for a in received], "granted": _granted(actor, businesses, today),
    }  # fmt: skip
    return render(request, "pages/mine/own_aid.html", context)


def _granted(actor: Actor, businesses: list[Business], today: datetime.date) -> list[tuple[Any, list[Any]]]:
    """Each agreement with its parts and how their reports stand."""
    if not businesses:
        return []
    rows = grants.payments(actor).filter(agreement__candidate__business__in=businesses).order_by("part")
    parts: dict[Any, list[Any]] = {}
    for each in rows:
        parts.setdefault(each.agreement_id, []).append((each, payment_state(each, today)))
    found = grants.agreements(actor).filter(candidate__business__in=businesses).order_by("-signed_on")
    return [(a, parts.get(a.id, [])) for a in found]


def expected_of(actor: Actor) -> list[tuple[str, Any]]:
    """What waits for a participant: ("confirm", an item that was handed over) or ("report", a part that was paid)."""
    if actor.user_id is None:
        return []
    received = items.items(actor).filter(
        need__business__owner__user=actor.user_id, handover__isnull=False, handover__confirmed_at=None
    )
    unreported = grants.payments(actor).filter(
        agreement__candidate__business__owner__user=actor.user_id, reported_on=None, waits=False
    )
    return [("confirm", a) for a in received[:3]] + [
        ("report", p) for p in unreported.order_by("report_due_on")[:3]
    ]
