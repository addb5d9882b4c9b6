"""Loan applications of the scattered city, some of them elsewhere, drafts among them."""

import datetime
import random
from typing import Any

from dampingi.records.businesses.models import Business
from dampingi.records.loans.models import End, Loan, LoanApplication, SchemeEdition, Step
from dampingi.records.partners.models import Partner
from dampingi.records.subsidies.models import Claim, ClaimLine

FATES = ("draft", "open", "disbursement", "disbursement", "office", "bank", "withdrawn")


def lend(draw: random.Random, code: str, businesses: list[Business], days: Any) -> None:
    """Rows as the actions leave them, without walking their way."""
    bank, _new = Partner.objects.unscoped("scattered").get_or_create(
        name=f"Bank {code}", kind="bank", region="32.76"
    )
    edition, _new = SchemeEdition.objects.unscoped("scattered").get_or_create(
        region="32.76", code="x", number=1, from_on=datetime.date(2026, 1, 1), body={}, hash="x", state="returned"
    )  # fmt: skip
    for n, business in enumerate(businesses):
        if LoanApplication.objects.unscoped("scattered").filter(business=business).exists():
            continue
        fate, day = FATES[n % len(FATES)], days()
        after = draw.randint(1, 80)
        made = LoanApplication.objects.create(
            region=business.region, person=business.owner, business=business, edition=edition, bank=bank, amount=5_000_000, months=12,
            door="own", submitted_on=None if fate == "draft" else day, disbursed_after=after if fate == "disbursement" else None,
        )  # fmt: skip
        on = day + datetime.timedelta(days=after)
        if fate == "disbursement":
            Step.objects.create(application=made, code="disbursement", on=on)
        elif fate in End.Kind.values:
            End.objects.create(application=made, kind=fate, reason="other", on=on)


def bill(draw: random.Random, code: str, days: Any) -> None:
    """Lines of the loans that were paid out: paid, owed, wrong, taken back; and one of a number nobody knows."""
    bank = Partner.objects.unscoped("scattered").get(name=f"Bank {code}", kind="bank", region="32.76")
    claims = [
        Claim.objects.create(
            region="32.76", bank=bank, month=datetime.date(2026, 6, 1), number=n, state=state, hash="0", by_name="x",
            paid_on=datetime.date(2026, month, 10) if state == "paid" else None, paid_reference="SP2D" if state == "paid" else "",
        )
        for n, (state, month) in enumerate((("paid", 6), ("paid", 12), ("approved", 0)), start=1)
    ]  # fmt: skip
    row = 0
    lent = LoanApplication.objects.unscoped("scattered").filter(disbursed_after__isnull=False, bank=bank)
    for n, application in enumerate(lent.order_by("person__name", "id")):
        loan, _new = Loan.objects.unscoped("scattered").get_or_create(
            application=application, bank=bank, region=application.region, number=f"S-{n}-{application.region}", principal=5_000_000, share=9000,
            signed_on=application.submitted_on, terms={}, hash="0",
        )  # fmt: skip
        for month in sorted({days().replace(day=1) for _ in range(3)}):
            row += 1
            right = draw.random() < 0.7
            ClaimLine.objects.create(
                claim=claims[row % 3], row=row, told=loan.number, loan=loan, month=month, balance=5_000_000, amount=30_000, faults=[] if right else ["over"],
                due=30_000, months_after=draw.randint(0, 3), payable=draw.randint(1, 30_000) if right else 0, counts=right and row % 7 > 0,
            )  # fmt: skip
    ClaimLine.objects.create(
        claim=claims[0],
        row=row + 1,
        told="?",
        month=datetime.date(2026, 6, 1),
        balance=1,
        amount=1,
        faults=["unknown"],
    )
