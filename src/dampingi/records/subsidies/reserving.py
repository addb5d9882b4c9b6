"""What loans tell the budget, in their own transaction: recommended reserves this year's months, agreed and changed set it right, ended gives it back.

The money stands under the application, before and after the akad. What falls into later years is foreseen, and reserved when that year's claims come.
"""

import datetime
import uuid
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.ui import formats
from dampingi.records.budgets.actions.holdings import Sum, release, reserve
from dampingi.records.budgets.models import Account, Budget, Purpose
from dampingi.records.budgets.posting import lock
from dampingi.records.budgets.queries.budgets import budget_of, standing
from dampingi.records.budgets.subjects import Expected, Step, SubjectKind
from dampingi.records.budgets.subjects import register as register_subject
from dampingi.records.loans.models import Loan, LoanApplication, LoanEvent, Schedule
from dampingi.records.loans.queries.loans import current
from dampingi.records.loans.watchers import Planned, Watcher, register
from dampingi.records.programmes.rosters import today_in
from dampingi.records.subsidies.actions.decrees import drop
from dampingi.records.subsidies.models import Claim, ClaimLine

SUBJECT = "loan_application"
TAKEN_BACK = lazy(
    "Uang pinjaman mengikuti pinjamannya. Batalkan baris tagihannya di halaman tagihan, atau ubah pinjamannya; mutasinya menyusul sendiri."
)
CITY = 5
"""Characters of a city's code."""


def register_reserving() -> None:
    register("subsidies", Watcher(recommended, agreed, changed, ended))
    register("loan_decrees", Watcher(ended=drop))
    register_subject(SubjectKind(SUBJECT, _titles, lambda id: reverse("loan_application", args=[id]), _expected, _step, TAKEN_BACK))  # fmt: skip


def recommended(by: Actor, found: LoanApplication, planned: Planned) -> None:
    year = today_in(found.region).year
    wanted = sum(c for line, c in zip(planned.lines, planned.city, strict=True) if line.due_on.year == year)
    if not any(planned.city):
        return
    budget = budget_of(found.region[:CITY], year, Purpose.SUBSIDY)
    if budget is None:
        raise Refused(_("Belum ada anggaran subsidi bunga tahun %(year)d. Catat penetapan pagunya lebih dahulu di menu Anggaran.") % {"year": year})  # fmt: skip
    set_right(by, budget, found.id, wanted)


def agreed(by: Actor, loan: Loan) -> None:
    this = budget_of(loan.region[:CITY], today_in(loan.region).year, Purpose.SUBSIDY)
    for budget in {b.id: b for b in (*budgets_of(loan.application), this) if b}.values():
        set_right(by, budget, loan.application_id, due_in(loan, budget.year))


def changed(by: Actor, loan: Loan, _event: LoanEvent) -> None:
    """A fact is noted even where the budget is short: what is missing shows in its outlook. Months that were claimed stay as they were."""
    _check_claimed(loan)
    for budget in budgets_of(loan.application):
        set_right(by, budget, loan.application_id, due_in(loan, budget.year), at_most_free=True)


def ended(by: Actor, found: LoanApplication) -> None:
    for budget in budgets_of(found):
        set_right(by, budget, found.id, 0)


def _check_claimed(loan: Loan) -> None:
    due = {first_of(line): (line[2], line[5]) for line in current(loan).lines}
    for line in ClaimLine.objects.filter(counts=True, loan=loan).order_by("month"):
        if due.get(line.month, (0, 0)) != (line.due_balance, line.due):
            raise Refused(
                _("Bulan %(month)s sudah ditagih menurut jadwal lama. Kembalikan tagihannya atau batalkan barisnya lebih dahulu, lalu catat lagi.")
                % {"month": formats.month(line.month)}
            )  # fmt: skip


def first_of(line: list[Any]) -> datetime.date:
    """The month a line of a schedule falls in."""
    return datetime.date.fromisoformat(line[1]).replace(day=1)


def due_in(loan: Loan, year: int) -> int:
    return dues_in([loan], year)[loan.id]


def dues_in(loans: Iterable[Loan], year: int) -> dict[uuid.UUID, int]:
    """What the city pays of a year's months: what was approved for a month that was billed, and what is due of the others."""
    ids = [loan.id for loan in loans]
    approved = ClaimLine.objects.filter(counts=True, loan__in=ids, claim__state__in=(Claim.State.APPROVED, Claim.State.PAID))  # fmt: skip
    billed = {(loan, month): n for loan, month, n in approved.values_list("loan", "month", "payable")}
    rows = Schedule.objects.filter(loan__in=ids).order_by("loan", "version").values_list("loan", "lines")
    held = dict(rows)  # the latest version of each
    return {
        loan: sum(billed.get((loan, first_of(n)), n[5]) for n in lines if first_of(n).year == year)
        for loan, lines in held.items()
    }


def budgets_of(found: LoanApplication) -> list[Budget]:
    """Those in which money stands for it."""
    held = Account.objects.filter(subject_kind=SUBJECT, subject_id=found.id)
    return list(Budget.objects.unscoped("the loan's own").filter(id__in=held.values("budget")))


def set_right(by: Actor, budget: Budget, application: uuid.UUID, wanted: int, *, at_most_free: bool = False) -> None:  # fmt: skip
    """Reserved, owed and paid of this application make `wanted`. The record moves its reservation, whoever of its people wrote it."""
    lock([budget.id])
    subject = (SUBJECT, application)
    held = dict(Account.objects.filter(budget=budget, subject_kind=SUBJECT, subject_id=application).values_list("kind", "balance"))  # fmt: skip
    more = wanted - sum(held.values())
    if at_most_free:
        more = min(more, standing([budget])[budget.id][Account.Kind.FREE])
    acts = replace(by, system=True)
    on = today_in(budget.region)
    if more > 0:
        reserve(by=acts, budget=budget, rows=[Sum(subject, more)], on=on)
    elif back := min(-more, held.get(Account.Kind.RESERVED, 0)):
        release(by=acts, budget=budget, rows=[Sum(subject, back)], on=on)


def _step(actor: Actor, budget: Budget) -> Step | None:
    """Running loans whose months of that year are not reserved yet."""
    from dampingi.records.subsidies.actions.carrying import missing

    if budget.purpose != Purpose.SUBSIDY or not actor.may(Permission.MANAGE_MONEY, region=budget.region):
        return None
    rows = missing(budget)
    if not rows:
        return None
    told = ngettext(
        "%(n)s pinjaman berjalan memerlukan %(amount)s untuk bulan-bulan tahun ini yang belum dicadangkan.",
        "%(n)s pinjaman berjalan memerlukan %(amount)s untuk bulan-bulan tahun ini yang belum dicadangkan.", len(rows),
    ) % {"n": formats.number(len(rows)), "amount": formats.money(sum(r.amount for r in rows))}  # fmt: skip
    return Step(_("Pinjaman berjalan"), told, reverse("subsidy_reservation", args=[budget.id]), _("Cadangkan sekarang"))  # fmt: skip


def _titles(actor: Actor, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = LoanApplication.objects.unscoped("of a budget that is read").filter(id__in=ids)
    told = rows.values_list("id", "loan__number", "business__name")
    return {id: f"{name}, {number}" if number else name for id, number, name in told}


def _expected(budget: Budget) -> Iterable[Expected]:
    """Every month of this and later years the city has not paid yet, by the schedules that hold; recommended ones at the year's end."""
    if budget.purpose != Purpose.SUBSIDY:
        return []
    rows = ClaimLine.objects.filter(counts=True).values_list("loan", "month", "payable", "claim__state")
    billed = {(loan, month): (amount, state) for loan, month, amount, state in rows}
    loans = Loan.objects.unscoped("sums only").filter(inside(budget.region), application__end=None)
    found = []
    for loan in loans.prefetch_related("schedules"):
        held = max(loan.schedules.all(), key=lambda s: s.version)
        for line in held.lines:
            amount, state = billed.get((loan.id, first_of(line)), (line[5], ""))
            if first_of(line).year >= budget.year and amount and state != Claim.State.PAID:
                found.append((datetime.date.fromisoformat(line[1]), amount))
    open_ones = Account.objects.filter(
        budget=budget, kind=Account.Kind.RESERVED, subject_kind=SUBJECT, balance__gt=0
    )
    signed = Loan.objects.unscoped("sums only").values("application")
    waiting = open_ones.exclude(subject_id__in=signed).values_list("balance", flat=True)
    return found + [(datetime.date(budget.year, 12, 31), n) for n in waiting]
