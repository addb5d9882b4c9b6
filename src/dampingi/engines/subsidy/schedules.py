"""What is due each month. The formulas are those of any spreadsheet's PMT, IPMT and PPMT; rounding as the package says."""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from dampingi.engines.subsidy.terms import WHOLE, Keeps, Line, Method, Prepayment, Terms

YEAR = 12 * WHOLE
"""A balance x a year's rate / this is a month's interest."""


def schedule(terms: Terms, prepayments: Iterable[Prepayment] = ()) -> tuple[Line, ...]:
    """Every instalment until the loan is paid. ValueError when an early payment exceeds what is owed that day."""
    early = sorted(prepayments, key=lambda each: each.on)
    loan, lines = _Loan(terms, terms.principal, terms.principal), []
    for number in range(1, terms.months + 1):
        due = nth_due(terms.first_due, number)
        while early and early[0].on < due:
            loan.pay_early(early.pop(0))
        if not loan.balance:
            break
        lines.append(loan.next(number, due))
    if early:
        raise ValueError(f"nothing is owed any more on {early[0].on}")
    return tuple(lines)


def nth_due(first: datetime.date, number: int) -> datetime.date:
    """The same day `number - 1` months later, or that month's last day."""
    months = first.year * 12 + first.month - 1 + number - 1
    year, month = divmod(months, 12)
    return datetime.date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))


@dataclass
class _Loan:
    terms: Terms
    balance: int
    flat_on: int
    """What a flat rate is counted on: the loan as it was, less what was paid early."""
    part: int | None = None
    """The month's principal, or an annuity's instalment; None when it is to be counted anew."""
    rate: int | None = None

    def pay_early(self, payment: Prepayment) -> None:
        if payment.amount > self.balance:
            raise ValueError(f"{payment.amount} paid on {payment.on}, but only {self.balance} is owed")
        self.balance -= payment.amount
        self.flat_on -= payment.amount
        if payment.keeps is Keeps.TERM:
            self.part = None

    def next(self, number: int, due: datetime.date) -> Line:
        rate = max((r for r in self.terms.rates if r.on <= due), key=lambda r: r.on).rate
        if self.terms.method is Method.ANNUITY and rate != self.rate:
            self.part = None
        self.rate = rate
        on = self.flat_on if self.terms.method is Method.FLAT else self.balance
        interest = half_up(on * rate, YEAR)
        principal = self._principal(number, interest)
        line = Line(number, due, self.balance, principal, interest)
        self.balance -= principal
        return line

    def _principal(self, number: int, interest: int) -> int:
        if number == self.terms.months:
            return self.balance
        if number <= self.terms.grace:
            return 0
        if self.part is None:
            self.part = self._part(self.terms.months - number + 1)
        due = self.part - interest if self.terms.method is Method.ANNUITY else self.part
        return min(max(due, 0), self.balance)

    def _part(self, months: int) -> int:
        if self.terms.method is Method.ANNUITY and self.rate:
            monthly = Fraction(self.rate, YEAR)
            exact = self.balance * monthly / (1 - (1 + monthly) ** -months)
            return half_up(exact.numerator, exact.denominator)
        return self.balance // months


def half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
