"""The oracle's recipes of what cooperatives do: joining, common orders, capital, readiness."""

import datetime
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Any

from dampingi.records.capital.models import Need
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.materials.models import Demand
from dampingi.records.memberships.models import Membership

WHY = "oracle"


def _at_home(oracle: Any, region: str) -> bool:
    home = oracle.programme.region
    return region == home or region.startswith(home + ".")


def _members(o: Any) -> Iterator[Any]:
    end, inside = o.period.end, set()
    for m in Membership.objects.unscoped(WHY).filter(state__in=["member", "left"]):
        if m.decided_on <= end and (m.left_on is None or m.left_on > end):
            inside.add(m.business_id)
    for e in o._enrolled():
        if e.business_id:
            yield int(e.business_id in inside), 1, e.region, e.enrolled_on, e, "", {}


def _joinings(o: Any) -> Iterator[Any]:
    for m in Membership.objects.unscoped(WHY).select_related("business"):
        late = m.decided_on is None or m.decided_on > o.period.end
        if m.state == "withdrawn" or late or not o._covers(m.asked_on) or not _at_home(o, m.business.region):
            continue
        yield int(m.state in ("member", "left")), 1, m.business.region, m.asked_on, None, "", {}


def _shares(counts: Callable[[Demand], int]) -> Callable[[Any], Iterator[Any]]:
    def recipe(o: Any) -> Iterator[Any]:
        for d in Demand.objects.unscoped(WHY).filter(withdrawn_at=None).select_related("pool", "business"):
            day = d.pool.delivered_on
            if day and o._covers(day) and _at_home(o, d.business.region):
                yield counts(d), 1, d.business.region, day, None, "", {}

    return recipe


def _saved(d: Demand) -> int:
    good = d.received - d.damaged
    paid = ceil(Fraction(good * d.pool.price, d.pool.per))
    return floor(Fraction(good * d.pool.retail_price, d.pool.retail_per)) - paid


def _needs(pair: Callable[[Need, bool], tuple[int, int]]) -> Callable[[Any], Iterator[Any]]:
    def recipe(o: Any) -> Iterator[Any]:
        for n in Need.objects.unscoped(WHY).select_related("cooperative"):
            region = n.cooperative.region
            if n.noted_on <= o.period.end and _at_home(o, region):
                granted = n.outcome == "granted" and n.outcome_on <= o.period.end
                yield *pair(n, granted), region, n.noted_on, None, "", {"blocker": n.blocker}

    return recipe


def _ready(o: Any) -> Iterator[Any]:
    from tests.insight.oracle_services import _stands

    end = o.period.end
    year = end.year - 1 if end >= datetime.date(end.year, 6, 30) else end.year - 2
    for c in Cooperative.objects.unscoped(WHY).exclude(kind="savings_loan"):
        if not _at_home(o, c.region) or c.legal_on > end or (c.closed_on and c.closed_on <= end):
            continue
        told = _stands(c, year, end)
        sound = told["met"] and told["band"] == "healthy" and c.digital == c.transparent == "yes"
        yield int(bool(sound and c.shop_unit)), 1, c.region, c.legal_on, None, "", {}


COOPERATION: dict[str, Callable[[Any], Iterator[Any]]] = {
    "coop_members": _members,
    "joinings_accepted": _joinings,
    "pool_saving": _shares(_saved),
    "pool_whole": _shares(lambda d: int(d.received == d.quantity and not d.damaged)),
    "capital_obtained": _needs(lambda n, granted: (n.granted if granted else 0, n.amount)),
    "capital_blocked": _needs(lambda n, granted: (int(bool(n.blocker) and not granted), 1)),
    "coop_ready": _ready,
}
