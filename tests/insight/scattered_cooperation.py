"""What the scattered city's cooperatives do: who asked to join and what came of it, common orders, capital looked for."""

import datetime
import random
from typing import Any

from dampingi.records.businesses.models import Business
from dampingi.records.capital.models import Need
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.materials.models import Demand, Pool
from dampingi.records.memberships.models import Membership

BLOCKERS = ("", "collateral", "documents")


def cooperate(draw: random.Random, businesses: list[Business], days: Any) -> None:
    """`days` draws a day of the programme."""
    found = list(Cooperative.objects.unscoped("scattered").order_by("region", "legal_on", "name"))
    strange = (
        Business.objects.unscoped("scattered").filter(region__startswith="33.", memberships=None).first()
    )
    for cooperative in found:
        Cooperative.objects.unscoped("scattered").filter(id=cooperative.id, kind="consumer").update(
            transparent=draw.choice(("", "yes", "yes", "no")), shop_unit=draw.random() < 0.7
        )
    for n, business in enumerate([*businesses, strange]):
        for cooperative in draw.sample(found, n % 3):
            _join(draw, cooperative, business, days)
    for n in range(6):
        _pool(draw, n, [*draw.sample(businesses, 6), strange], days())
    for cooperative in found:
        for _each in range(draw.randint(0, 2)):
            _need(draw, cooperative, days())
    _ready(found)


def _later(draw: random.Random, day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(days=draw.randint(0, 70))


def _join(draw: random.Random, cooperative: Cooperative, business: Business, days: Any) -> None:
    state, asked = draw.choice(("applied", "member", "member", "declined", "withdrawn", "left")), days()
    decided = _later(draw, asked) if state in ("member", "declined", "left") else None
    left = _later(draw, decided) if decided and state == "left" else None
    Membership.objects.create(
        cooperative=cooperative, business=business, state=state, principal=1, monthly=1, asked_on=asked, asked_by="x", decided_on=decided, left_on=left
    )  # fmt: skip


def _pool(draw: random.Random, n: int, buyers: list[Business], day: datetime.date) -> None:
    came = day if n < 4 else None
    pool = Pool.objects.create(
        region="32.76", item=f"Bahan {n}", unit="kg", price=draw.randint(1, 999_999), per=draw.randint(1, 40), retail_price=draw.randint(1, 99_999),
        retail_per=draw.randint(1, 7), retail_source="x", retail_on=day, financing="buyers", closes_on=day, deliver_by=day,
        ordered_on=day, delivered_on=came, by_name="x",
    )  # fmt: skip
    for m, business in enumerate(buyers):
        quantity = draw.randint(1, 500)
        received = draw.choice((quantity, draw.randint(0, quantity)))
        told = {"received": received, "damaged": draw.choice((0, draw.randint(0, received)))} if came else {}
        gone = datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC) if m == 2 and not came else None
        Demand.objects.create(
            pool=pool, business=business, quantity=quantity, needed_by=day, asked_by="x", withdrawn_at=gone, **told
        )  # fmt: skip


def _need(draw: random.Random, cooperative: Cooperative, noted: datetime.date) -> None:
    amount, applied = draw.randint(1, 900) * 1_000_000, _later(draw, noted) if draw.random() < 0.7 else None
    outcome = draw.choice(("", "granted", "refused")) if applied else draw.choice(("", "dropped"))
    Need.objects.create(
        cooperative=cooperative, source="lpdb", purpose="x", amount=amount, noted_on=noted, applied_on=applied, by_name="x", outcome=outcome,
        outcome_on=_later(draw, applied or noted) if outcome else None, granted=draw.randint(1, amount) if outcome == "granted" else None,
        blocker="other" if outcome in ("refused", "dropped") else draw.choice(BLOCKERS),
    )  # fmt: skip


def _ready(found: list[Cooperative]) -> None:
    """Two that lack nothing but what their book year says, and one that may run no shop."""
    rows = Cooperative.objects.unscoped("scattered")
    sound = [
        c
        for c in found
        if c.kind == "consumer" and c.assessments.filter(year=2025, results__band="healthy").exists()
    ]
    for cooperative in sound[:4]:
        rows.filter(id=cooperative.id).update(transparent="yes", shop_unit=True, digital="yes")
    rows.filter(id=found[-1].id).update(kind="savings_loan", shop_unit=False)
