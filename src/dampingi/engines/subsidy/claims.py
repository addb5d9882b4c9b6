"""A bank's monthly claim, line by line against what is due. A line with any fault but LESS is not paid: it goes back with its reason."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dampingi.engines.subsidy.sharing import split
from dampingi.engines.subsidy.terms import Line

Key = tuple[str, datetime.date]
"""A loan's number and the first day of a month."""


class Fault(StrEnum):
    UNKNOWN = "unknown"
    """No such loan."""
    OUTSIDE = "outside"
    """Nothing is due of this loan in that month."""
    STOPPED = "stopped"
    """The subsidy ended before: settled, not performing, died, moved away."""
    UNDECIDED = "undecided"
    """Not paid out yet, or not yet named in the decree its scheme asks for."""
    EARLY = "early"
    """The month is not over."""
    TWICE = "twice"
    """Claimed before, or twice in this file."""
    NEGATIVE = "negative"
    BALANCE = "balance"
    """Another principal outstanding than the schedule's."""
    OVER = "over"
    """More than the city's share of that month's interest."""
    LESS = "less"
    """Less than it: what is claimed is paid."""


PAID_ALL_THE_SAME = frozenset({Fault.LESS})


@dataclass(frozen=True)
class Due:
    """What of a loan's month the city owes; `stopped` where the subsidy had ended, not `decided` where nothing may be claimed of the loan yet."""

    balance: int
    interest: int
    subsidy: int
    stopped: bool = False
    decided: bool = True


@dataclass(frozen=True)
class Claim:
    """A line of the bank's file; `balance` and `amount` in rupiah."""

    loan: str
    month: datetime.date
    balance: int
    amount: int

    @property
    def key(self) -> Key:
        return self.loan, self.month


@dataclass(frozen=True)
class Finding:
    claim: Claim
    due: Due | None
    faults: tuple[Fault, ...]

    @property
    def payable(self) -> int:
        return self.claim.amount if PAID_ALL_THE_SAME.issuperset(self.faults) else 0


def dues(loan: str, lines: Iterable[Line], share: int, stop: datetime.date | None = None) -> dict[Key, Due]:
    """What the city owes by month; after the day `stop` nothing more falls due to it."""
    return {
        (loan, line.due_on.replace(day=1)): Due(
            line.balance,
            line.interest,
            split(line.interest, share)[0],
            stop is not None and line.due_on > stop,
        )
        for line in lines
    }


def examine(
    claims: Iterable[Claim],
    owed: Mapping[Key, Due],
    *,
    loans: Collection[str],
    paid: Collection[Key],
    through: datetime.date,
    tolerance: int = 0,
) -> list[Finding]:
    """Every line with its faults, in the file's order. `paid` was claimed before and stands; months that end after `through` are not over.

    A bank that rounds its parts another way has another balance by some rupiah: `tolerance` lets so much pass. The amount may never exceed what is due.
    """
    seen, found = set(paid), []
    for claim in claims:
        due = owed.get(claim.key)
        known, again = claim.loan in loans, claim.key in seen
        faults = _faults(claim, due, known=known, again=again, through=through, tolerance=tolerance)
        seen.add(claim.key)
        found.append(Finding(claim, due, faults))
    return found


def _faults(
    claim: Claim, due: Due | None, *, known: bool, again: bool, through: datetime.date, tolerance: int
) -> tuple[Fault, ...]:
    if not known:
        return (Fault.UNKNOWN,)
    told = [
        (Fault.TWICE, again),
        (Fault.OUTSIDE, due is None),
        (Fault.STOPPED, due is not None and due.stopped),
        (Fault.UNDECIDED, due is not None and not due.decided),
        (Fault.EARLY, _last_day(claim.month) > through),
        (Fault.NEGATIVE, claim.amount < 0),
        (Fault.BALANCE, due is not None and abs(claim.balance - due.balance) > tolerance),
        (Fault.OVER, due is not None and claim.amount > due.subsidy),
        (Fault.LESS, due is not None and 0 <= claim.amount < due.subsidy),
    ]
    return tuple(fault for fault, holds in told if holds)


def _last_day(month: datetime.date) -> datetime.date:
    return (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)
