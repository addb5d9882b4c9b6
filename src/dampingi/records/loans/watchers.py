"""What must know of a loan in the same transaction (a budget, a decree) registers here at start-up; loans know none of them by name.

Each may raise Refused, and nothing has happened then.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dampingi.engines.subsidy import Line
from dampingi.foundation.accounts.actors import Actor
from dampingi.records.loans.models import Loan, LoanApplication, LoanEvent


@dataclass(frozen=True)
class Planned:
    """What the loan is expected to cost: the months as if signed on the day of the recommendation, and the city's part of each."""

    lines: Sequence[Line]
    city: Sequence[int]


@dataclass(frozen=True)
class Watcher:
    recommended: Callable[[Actor, LoanApplication, Planned], None] | None = None
    """The office recommends: reserve, or refuse."""
    agreed: Callable[[Actor, Loan], None] | None = None
    """Signed; `loan.schedules` holds version 1. What was reserved becomes what is really due."""
    changed: Callable[[Actor, Loan, LoanEvent], None] | None = None
    """An early payment, a new rate or a stop; the latest of `loan.schedules` holds what is due now."""
    ended: Callable[[Actor, LoanApplication], None] | None = None
    """Refused or withdrawn: release what was reserved."""


_watchers: dict[str, Watcher] = {}


def register(name: str, watcher: Watcher) -> None:
    _watchers[name] = watcher


def unregister(name: str) -> None:
    """For tests."""
    _watchers.pop(name, None)


def tell(what: str, *told: object) -> None:
    for watcher in _watchers.values():
        act = getattr(watcher, what)
        if act:
            act(*told)
