"""Loans and their schedules, as they hold now."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.engines.subsidy import (
    Due,
    Keeps,
    Line,
    Method,
    Prepayment,
    RateFrom,
    Terms,
    schedule,
)
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.records.loans.models import Loan, LoanApplication, LoanEvent, Schedule

Kind = LoanEvent.Kind


def loan_of(actor: Actor, id: uuid.UUID) -> Loan:
    for permission in (Permission.VIEW_LOANS, Permission.ANSWER_FOR_BANK):
        rows = Loan.objects.for_actor(actor, permission).select_related("application__edition", "bank")
        found = rows.filter(id=id).first()
        if found:
            return found
    raise Refused(_("Pinjaman itu tidak ada, atau bukan urusan Anda."), status=404)


def current(loan: Loan) -> Schedule:
    """The version that holds now."""
    return loan.schedules.order_by("-version")[0]


def lines_of(loan: Loan) -> tuple[Line, ...]:
    return lines_in(current(loan))


def lines_in(held: Schedule) -> tuple[Line, ...]:
    return tuple(Line(n, datetime.date.fromisoformat(on), b, p, i) for n, on, b, p, i, _c in held.lines)


def dues_of(loan: Loan) -> dict[tuple[str, datetime.date], Due]:
    """What the city owes by (number, month), for engines.subsidy.examine."""
    held, stop = current(loan), stopped_on(loan)
    return {
        (loan.number, line.due_on.replace(day=1)): Due(line.balance, line.interest, told[5], stop is not None and line.due_on > stop)
        for line, told in zip(lines_in(held), held.lines, strict=True)
    }  # fmt: skip


@dataclass(frozen=True)
class Coming:
    """The next instalment: what of it the borrower pays and what the city, and what is left of the loan before it."""

    on: datetime.date
    own: int
    city: int
    balance: int


def next_due(loan: Loan, today: datetime.date) -> Coming | None:
    """None once nothing falls due any more."""
    for _n, day, balance, principal, interest, city in current(loan).lines:
        on = datetime.date.fromisoformat(day)
        if on >= today:
            return Coming(on, principal + interest - city, city, balance)
    return None


def ran_out(found: LoanApplication, today: datetime.date) -> bool:
    """Its last instalment fell due, and nobody noted yet that all is paid."""
    return found.ended_on is None and found.last_due is not None and found.last_due < today


def run_out(today: datetime.date) -> Q:
    """The same of many."""
    return Q(ended_on=None, last_due__lt=today)


def stopped_on(loan: Loan) -> datetime.date | None:
    return loan.events.filter(kind=Kind.STOPPED).values_list("on", flat=True).first()


def recounted(loan: Loan, event: LoanEvent) -> tuple[tuple[Line, ...], datetime.date | None]:
    """The schedule with one more event, and the day the subsidy stopped. ValueError when more is paid than owed."""
    events = sorted([*loan.events.all(), event], key=lambda e: (e.on, e.at))
    told = loan.terms
    rates = {datetime.date.fromisoformat(r["on"]): r["rate"] for r in told["rates"]}
    rates |= {e.on: e.rate for e in events if e.kind == Kind.RATE}  # of one day the last that was told
    first = datetime.date.fromisoformat(told["first_due"])
    terms = Terms(
        told["principal"],
        told["months"],
        Method(told["method"]),
        first,
        tuple(RateFrom(*r) for r in sorted(rates.items())),
    )
    early = [Prepayment(e.on, e.amount, Keeps(e.keeps)) for e in events if e.kind == Kind.PREPAID]
    stop = next((e.on for e in events if e.kind == Kind.STOPPED), None)
    return schedule(terms, early), stop


def holds(loan: Loan) -> bool:
    """Whether terms and schedules are still what was frozen."""
    return digest(loan.terms) == loan.hash and all(digest(s.lines) == s.hash for s in loan.schedules.all())


def paid_by_city(held: Schedule) -> dict[str, Any]:
    return {"interest": sum(x[4] for x in held.lines), "city": sum(x[5] for x in held.lines)}
