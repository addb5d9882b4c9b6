"""Equipment aid and grants of the scattered city: given in the year before and this one, half of it looked at; parts told, late, or never told."""

import datetime
import random
from typing import Any

from dampingi.records.businesses.models import Business
from dampingi.records.equipment.models import Award, Decree, Handover, Need, UseCheck
from dampingi.records.grants.models import Agreement, Candidate, Payment, Selection, Study


def aid(draw: random.Random, businesses: list[Business], stranger: Business, days: Any) -> None:
    """`stranger` is outside the programme's region, and never counts."""
    then = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    decrees = [
        Decree.objects.create(
            region="32.76",
            title=f"d{n}",
            basis="x",
            on=days(),
            hash="0",
            state="approved",
            approved_at=then,
            by_name="x",
        )
        for n in range(3)
    ]
    decrees.append(
        Decree.objects.create(region="32.76", title="w", basis="x", on=days(), hash="0", by_name="x")
    )
    for n, business in enumerate([*businesses[:15], stranger]):
        told = {"kind": "baking", "item": "Oven", "why": "x", "estimate": 1, "door": "office"}
        need = Need.objects.create(region=business.region, business=business, on=days(), **told)
        doubled = draw.random() < 0.3
        award = Award.objects.create(
            decree=decrees[n % 4], need=need, region=business.region, item="Oven", amount=draw.randint(1, 9), reason="x", points=1, doubled=doubled,
            despite="x" if doubled else "", voided_on=days() if n == 7 else None,
        )  # fmt: skip
        _given(draw, award, days() - datetime.timedelta(days=draw.choice((0, 250, 450, 650))))
        _granted(draw, business, n, days)


def _given(draw: random.Random, award: Award, on: datetime.date) -> None:
    day = datetime.timedelta(days=1)
    made = Handover.objects.create(
        award=award, region=award.region, on=on, half_on=on + 182 * day, year_on=on + 365 * day, place="x", condition="x", giver_name="x",
        giver_position="x", receiver_name="x", by_name="x",
    )  # fmt: skip
    for after in draw.sample((20, 190, 260, 370, 400, 500), draw.randint(0, 4)):
        state = draw.choice(("in_use", "in_use", "idle", "lost"))
        UseCheck.objects.create(
            handover=made, region=made.region, on=on + after * day, state=state, note="x", by_name="x"
        )


def _granted(draw: random.Random, business: Business, n: int, days: Any) -> None:
    study = Study.objects.create(region="32.76", title="s", on=days(), body={}, hash="0", by_name="x")
    selection = Selection.objects.create(
        region="32.76", study=study, form="social_aid", title="s", by_name="x"
    )
    candidate = Candidate.objects.create(
        selection=selection, region=business.region, business=business, name="x", rank=1, points=1, amount=1, chosen=True, reason="x"
    )  # fmt: skip
    agreement = Agreement.objects.create(
        candidate=candidate, region=business.region, signed_on=days(), number=str(candidate.id), purpose="x", amount=2, parts=[], our_name="x",
        our_position="x", their_name="x", their_position="x", hash="0", by_name="x",
    )  # fmt: skip
    for part in range(1, draw.randint(2, 3)):
        due = days()
        told = draw.choice((None, due - datetime.timedelta(days=5), due, due + datetime.timedelta(days=9)))
        Payment.objects.create(
            agreement=agreement, region=business.region, part=part, amount=draw.randint(1, 9), on=due - datetime.timedelta(days=60), reference="x",
            report_due_on=due, reported_on=told, by_name="x",
        )  # fmt: skip
