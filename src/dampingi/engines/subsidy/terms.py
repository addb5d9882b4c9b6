import datetime
from dataclasses import dataclass
from enum import StrEnum

WHOLE = 10_000
"""Rates and shares are in hundredths of a percent: 10,000 is all, 600 a rate of 6% a year."""
MOST_MONTHS = 360


class Method(StrEnum):
    """How interest is counted: FLAT on the loan as it was, EFFECTIVE on the balance with equal parts of principal, ANNUITY on the balance with equal instalments."""

    FLAT = "flat"
    EFFECTIVE = "effective"
    ANNUITY = "annuity"


class Keeps(StrEnum):
    """What stays as it was after an early payment: the number of months, or the monthly part (and the loan ends sooner)."""

    TERM = "term"
    INSTALMENT = "instalment"


@dataclass(frozen=True)
class RateFrom:
    """A year's rate for instalments due on or after a day."""

    on: datetime.date
    rate: int

    def __post_init__(self) -> None:
        if not 0 <= self.rate <= WHOLE:
            raise ValueError("a year's rate lies between 0 and 100%")


@dataclass(frozen=True)
class Prepayment:
    """Principal paid before it is due; it counts for instalments due after that day."""

    on: datetime.date
    amount: int
    keeps: Keeps = Keeps.TERM

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise ValueError("an early payment is more than nothing")


@dataclass(frozen=True)
class Terms:
    """`principal` rupiah over `months`, the first due on `first_due`; the first `grace` months pay interest only. `rates` rise by day, the first holds from the start."""

    principal: int
    months: int
    method: Method
    first_due: datetime.date
    rates: tuple[RateFrom, ...]
    grace: int = 0

    def __post_init__(self) -> None:
        days = [rate.on for rate in self.rates]
        if self.principal <= 0:
            raise ValueError("the principal is more than nothing")
        if not 1 <= self.months <= MOST_MONTHS or not 0 <= self.grace < self.months:
            raise ValueError(f"between 1 and {MOST_MONTHS} months, of which fewer without principal")
        if not days or days != sorted(set(days)) or days[0] > self.first_due:
            raise ValueError("rates rise by day, and the first holds when the first instalment is due")


@dataclass(frozen=True)
class Line:
    """What is due on a day: `balance` is the principal outstanding before it is paid."""

    number: int
    due_on: datetime.date
    balance: int
    principal: int
    interest: int

    @property
    def instalment(self) -> int:
        return self.principal + self.interest


@dataclass(frozen=True)
class Tier:
    """Loans up to and including `upto` rupiah: the city's `share` of the interest."""

    upto: int
    share: int

    def __post_init__(self) -> None:
        if self.upto <= 0 or not 0 <= self.share <= WHOLE:
            raise ValueError("a tier ends above 0 and its share lies between 0 and 100%")
