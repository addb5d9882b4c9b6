"""A participant compares the cooperatives they may join: how healthy, how near, what it costs; and what came of asking."""

import math
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.boundaries.queries import current_editions, outlines
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.insight.health.listing import BAND_STATES, bands
from dampingi.insight.health.models import HealthResult
from dampingi.records.businesses.models import Business
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.memberships import queries
from dampingi.records.memberships.models import Membership

FIRST = 6
"""Shown at once; the others unfold."""
RANKS = {"healthy": 0, "fair": 1, "watched": 3, "special": 4}
NEVER_ASSESSED = 2
"""Nobody knows: behind the healthy ones, before those known not to be."""


@require_GET
@requires(Permission.GIVE_VOICE)
def own_cooperatives(request: HttpRequest) -> HttpResponse:
    shops = queries.own_shops(request.actor)
    asked = request.GET.get("usaha", "")
    shop = next((s for s in shops if str(s.id) == asked), shops[0] if shops else None)
    held = (
        queries.memberships(request.actor, queries.OWN).filter(business=shop).order_by("-at") if shop else []
    )
    live = {m.cooperative_id for m in held if m.state in queries.LIVE}
    offers = _offers(shop, live) if shop else []
    taking = [o for o in offers if o["takes"]]
    context = {
        "shops": shops, "shop": shop, "memberships": [_held(m) for m in held], "live": live,
        "offers": taking[:FIRST], "more": taking[FIRST:], "shut": [o for o in offers if not o["takes"]],
    }  # fmt: skip
    return render(request, "pages/mine/own_cooperatives.html", context)


def _held(found: Membership) -> dict[str, Any]:
    return {
        "membership": found, "held": queries.held(found), "savings": list(found.savings.all()),  # type: ignore[attr-defined]
        "unpaid": queries.unpaid_months(found, queries.today_at(found.cooperative)),
    }  # fmt: skip


def _offers(shop: Business, live: set[Any]) -> list[dict[str, Any]]:
    """Those not asked yet: the healthiest first among those that take members, then the nearest; how far is None where no boundary tells."""
    rows = [c for c in queries.joinable(shop) if c.id not in live]
    healthy, points = _health(rows), _points([shop.region, *(c.region for c in rows)])
    called, kinds, told = names(c.region for c in rows), choices("cooperative_kinds"), bands()
    offers = [
        {
            "cooperative": c, "place": called.get(c.region, ""), "kind": kinds.get(c.kind, c.kind), "takes": queries.takes_members(c),
            "band": told.get(healthy.get(c.id, "")), "state": BAND_STATES.get(healthy.get(c.id, ""), "none"), "near": _near(shop.region, c.region),
            "km": _km(points, shop.region, c.region), "terms": getattr(c, "terms", None), "rank": RANKS.get(healthy.get(c.id, ""), NEVER_ASSESSED),
        }
        for c in rows
    ]  # fmt: skip
    return sorted(
        offers,
        key=lambda o: (
            not o["takes"],
            o["rank"],
            o["km"] is None,
            o["km"] or 0,
            o["near"],
            o["cooperative"].name,
        ),
    )


def _health(rows: Iterable[Cooperative]) -> dict[Any, str]:
    """cooperative -> the band of its newest approved result."""
    found = HealthResult.objects.filter(assessment__cooperative__in=[c.id for c in rows])
    told = found.order_by("assessment__year", "number").values_list("assessment__cooperative", "band")
    return dict(told)


def _near(a: str, b: str) -> int:
    """0 in the same kelurahan, 1 in the same kecamatan, 2 farther."""
    if a == b:
        return 0
    return 1 if ancestor(a, 3) == ancestor(b, 3) else 2


def _points(codes: list[str]) -> list[dict[str, tuple[float, float]]]:
    """The middles of kelurahan in metres, of each edition of boundaries by itself: each has a sheet of its own."""
    wanted = set(codes)
    sheets = (e for city in {ancestor(code, 2) for code in codes} for e in current_editions(city))
    return [{code: o.label for code, o in outlines(e, wanted, "far").items()} for e in sheets]


def _km(sheets: list[dict[str, tuple[float, float]]], a: str, b: str) -> float | None:
    """As the crow flies, from kelurahan to kelurahan."""
    for known in sheets:
        if a in known and b in known:
            return math.dist(known[a], known[b]) / 1000
    return None
