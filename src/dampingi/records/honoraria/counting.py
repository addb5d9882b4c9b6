"""From an approved report to what it is worth: the units on record, the editions in force, the engine's answer."""

import datetime
from typing import Any

from django.db.models import Sum

from dampingi.engines import honoraria as engine
from dampingi.foundation.canonical import digest
from dampingi.foundation.regions.codes import ancestor, depth, level
from dampingi.records.honoraria.models import BankAccount, Honorarium, Per, RateEdition, SetOff, TaxEdition
from dampingi.records.hours.models import FrozenMonth
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Mentor, Programme

PER_UNIT = {Per.HOUR: 60}
"""Hours are counted in minutes."""


def rates_for(programme: Programme, month: datetime.date) -> RateEdition | None:
    return RateEdition.objects.filter(programme=programme, starts_on__lte=month).first()


def tax_for(region: str, month: datetime.date) -> TaxEdition | None:
    office = ancestor(region, min(2, depth(region)))
    found = TaxEdition.objects.unscoped("the office's own table").filter(region=office, starts_on__lte=month)
    return found.first()


def units_of(report: MonthlyReport) -> dict[str, int]:
    """Pieces by what a rate may count; minutes for hours. Only what stands in the approved report and its frozen hours."""
    frozen = FrozenMonth.objects.filter(report=report, version=report.version).first()
    counts, totals = (frozen.counts, frozen.totals) if frozen else ({}, {})
    return {
        Per.MONTH: 1,
        Per.VISIT: int(report.figures.get("visits", 0)),
        Per.PARTICIPANT: int(report.figures.get("met", 0)),
        Per.HOUR: sum(totals.values()),
        Per.MEETING: counts.get("koordinasi", 0),
        Per.TRAINING: counts.get("pelatihan", 0),
    }


def rates_of(edition: RateEdition, region: str) -> list[engine.Rate]:
    """Those of the mentor's level."""
    theirs = [r for r in edition.body if r["level"] == level(region)]
    return [engine.Rate(r["per"], r["amount"], PER_UNIT.get(r["per"], 1), r["cap"]) for r in theirs]


def tax_of(edition: TaxEdition | None) -> engine.Tax | None:
    if edition is None:
        return None
    told = edition.body
    brackets = tuple(engine.Bracket(b["upto"], b["share"]) for b in told["brackets"])
    return engine.Tax(told["base"], brackets, told["surcharge"], told["step"])


def account_of(mentor: Mentor) -> BankAccount | None:
    return BankAccount.objects.unscoped("of a mentor in hand").filter(mentor=mentor, replaced_at=None).first()


def counted(report: MonthlyReport, rates: RateEdition) -> dict[str, Any]:
    """The fields of a `Honorarium` that are computed."""
    month, tax, units = report.month, tax_for(report.region, report.month), units_of(report)
    account, before = account_of(report.mentor), paid_before(report)
    registered = bool(account and account.registered)
    told = engine.compute(
        units, rates_of(rates, report.region), tax_of(tax), registered=registered, paid_before=before,
        owed=owed_by(report.mentor),
    )  # fmt: skip
    lines = [
        {"per": x.code, "counted": x.counted, "paid": x.paid, "amount": x.amount, "total": x.total}
        for x in told.lines
    ]
    return {
        "month": month, "rates": rates, "tax_edition": tax, "registered": registered, "units": units, "lines": lines,
        "gross": told.gross, "base": told.base, "tax": told.tax, "net": told.net, "paid_before": before,
        "set_off": told.set_off, "due": told.due,
        "hash": digest([rates.hash, tax.hash if tax else "", registered, units, lines, told.tax, told.due]),
    }  # fmt: skip


def paid_before(report: MonthlyReport) -> int:
    """Of earlier versions of the same month: net amounts, whether transferred or set off against what was owed."""
    earlier = Honorarium.objects.unscoped("of a report in hand").filter(
        report=report, state=Honorarium.State.PAID
    )
    sums = earlier.aggregate(due=Sum("due"), off=Sum("set_off"))
    settled = Honorarium.objects.unscoped("of a report in hand").filter(
        report=report, state__in=[Honorarium.State.OVERPAID, Honorarium.State.SETTLED]
    )
    back = settled.aggregate(due=Sum("due"), off=Sum("set_off"))
    return sum(v or 0 for v in (*sums.values(), *back.values()))


def overpaid(mentor: Mentor) -> list[tuple[Honorarium, int]]:
    """(honorarium, rupiah not yet set off), oldest month first."""
    rows = Honorarium.objects.unscoped("of a mentor in hand").filter(
        mentor=mentor, state=Honorarium.State.OVERPAID
    )
    found = []
    for row in rows.order_by("month", "version"):
        taken = SetOff.objects.filter(overpaid=row).aggregate(n=Sum("amount"))["n"] or 0
        if -row.due - taken > 0:
            found.append((row, -row.due - taken))
    return found


def owed_by(mentor: Mentor) -> int:
    return sum(left for _row, left in overpaid(mentor))
