"""A bank's lines against the schedules that hold, by engines/subsidy."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from dampingi.engines.subsidy import Claim as Told
from dampingi.engines.subsidy import Due, Finding, examine
from dampingi.foundation.regions.codes import inside
from dampingi.records.loans.models import Loan, LoanEvent
from dampingi.records.partners.models import Partner
from dampingi.records.subsidies.models import ClaimLine

Key = tuple[str, datetime.date]


@dataclass(frozen=True)
class Book:
    """A bank's loans in a city, with what is due of each month and what was claimed of it."""

    loans: dict[str, Loan]
    owed: dict[Key, Due]
    versions: dict[str, int]
    claimed: set[Key]
    paid_out: frozenset[str]
    """Of the loans, those whose money the borrower has; of a scheme without that step, all."""


def book_of(bank: Partner, region: str) -> Book:
    rows = Loan.objects.unscoped("a bank's own, for its claim").filter(inside(region), bank=bank, share__gt=0)
    rows = rows.filter(application__end=None).select_related("application__edition")
    loans = {loan.number: loan for loan in rows.prefetch_related("schedules", "events", "application__steps")}
    owed: dict[Key, Due] = {}
    versions = {}
    for number, loan in loans.items():
        held = max(loan.schedules.all(), key=lambda s: s.version)
        stop = next((e.on for e in loan.events.all() if e.kind == LoanEvent.Kind.STOPPED), None)
        versions[number], decided = held.version, decided_on(loan)
        for _n, day, balance, _principal, interest, city in held.lines:
            on = datetime.date.fromisoformat(day)
            owed[number, on.replace(day=1)] = Due(
                balance, interest, city, stop is not None and on > stop, decided
            )
    counted = ClaimLine.objects.filter(counts=True, loan__in=[loan.id for loan in loans.values()])
    claimed = set(counted.values_list("loan__number", "month"))
    paid_out = frozenset(number for number, loan in loans.items() if _taken(loan, "disbursement"))
    return Book(loans, owed, versions, claimed, paid_out)


def decided_on(loan: Loan) -> bool:
    """Paid out, and named in a decree where its scheme asks for one."""
    return _taken(loan, "disbursement", "decree")


def _taken(loan: Loan, *codes: str) -> bool:
    """Of these steps, those its scheme asks for."""
    taken = {step.code for step in loan.application.steps.all()}
    return set(codes).intersection(loan.application.edition.body["steps"]) <= taken


def examined(book: Book, lines: Sequence[Told], today: datetime.date) -> list[Finding]:
    """Each line with its faults; the tolerance on the balance is that of each loan's own terms."""
    found: list[Finding] = []
    seen: set[Key] = set(book.claimed)
    for line in lines:
        loan = book.loans.get(line.loan)
        tolerance = loan.terms["tolerance"] if loan else 0
        found += examine([line], book.owed, loans=book.loans, paid=seen, through=today, tolerance=tolerance)
        seen.add(line.key)
    return found


def unclaimed(book: Book, today: datetime.date) -> list[tuple[Loan, datetime.date, int]]:
    """Months that are over, were due, and nobody claimed: oldest first."""
    this = today.replace(day=1)
    found = [
        (book.loans[number], month, due.subsidy)
        for (number, month), due in book.owed.items()
        if month < this
        and due.subsidy
        and due.decided
        and not due.stopped
        and (number, month) not in book.claimed
    ]
    return sorted(found, key=lambda row: (row[1], row[0].number))
