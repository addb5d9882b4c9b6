"""A month by our schedules and papers, to hold beside what the bank says of it.

body: items [{code, ours, theirs}] - counts or rupiah, `theirs` None where the bank did not say; faults [{loan, month, amount, due, faults}] - the lines of that month that were not paid as billed.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from dampingi.records.partners.models import Partner
from dampingi.records.subsidies.examining import Book, book_of
from dampingi.records.subsidies.models import Claim, ClaimLine

ITEMS: dict[str, Any] = {
    "loans": _("Pinjaman yang jatuh tempo bulan itu"),
    "outstanding": _("Sisa pokok sebelum angsuran bulan itu"),
    "due": _("Subsidi yang jatuh tempo"),
    "claimed": _("Subsidi yang ditagih dan diterima"),
    "received": _("Subsidi yang sudah dibayar kota"),
    "late": _("Pinjaman menunggak"),
}
COUNTS = frozenset({"loans", "late"})
"""The others are rupiah."""
S = Claim.State


def ours(book: Book, month: datetime.date) -> dict[str, int]:
    """What is due by the schedules of loans that were paid out, what was billed of it and paid, and how many the bank's own lines told were late."""
    due = [d for (loan, first), d in book.owed.items() if first == month and not d.stopped and loan in book.paid_out]  # fmt: skip
    lines = ClaimLine.objects.filter(counts=True, month=month, loan__in=[n.id for n in book.loans.values()])
    told = lines.aggregate(n=Sum("payable"))["n"] or 0
    paid = lines.filter(claim__state=S.PAID).aggregate(n=Sum("payable"))["n"] or 0
    return {
        "loans": len(due), "outstanding": sum(d.balance for d in due), "due": sum(d.subsidy for d in due), "claimed": told, "received": paid,
        "late": lines.filter(late_days__gt=0).count(),
    }  # fmt: skip


def body_of(
    bank: Partner, region: str, month: datetime.date, theirs: Mapping[str, int | None]
) -> dict[str, Any]:
    book = book_of(bank, region)
    own = ours(book, month)
    wrong = ClaimLine.objects.filter(month=month, claim__bank=bank, claim__region=region, claim__state__in=(S.SENT, S.ACCEPTED, S.APPROVED, S.PAID))  # fmt: skip
    rows = wrong.exclude(faults=[]).order_by("claim__at", "row")[:200]
    return {
        "items": [{"code": code, "ours": own[code], "theirs": theirs.get(code)} for code in ITEMS],
        "faults": [{"loan": n.told, "month": n.month.isoformat(), "amount": n.amount, "due": n.due, "faults": n.faults} for n in rows],
    }  # fmt: skip


def differences(body: Mapping[str, Any]) -> int:
    return sum(1 for item in body["items"] if item["ours"] != item["theirs"])
