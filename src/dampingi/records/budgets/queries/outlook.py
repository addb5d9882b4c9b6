"""How a year is likely to end: what was paid, and what of the reserved and owed money is expected when."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dampingi.records.budgets.models import Budget
from dampingi.records.budgets.subjects import expected


@dataclass(frozen=True)
class Month:
    first: datetime.date
    amount: int
    paid_by_then: int
    """Together with all that was paid before."""


@dataclass(frozen=True)
class Outlook:
    """`spent`: by the year's end. `short`: what would be missing. `later`: years and what falls into them."""

    months: tuple[Month, ...]
    spent: int
    unspent: int
    short: int
    later: tuple[tuple[int, int], ...]


def outlook(budget: Budget, standing: dict[str, int], today: datetime.date) -> Outlook:
    return foreseen(
        expected(budget), budget.year, today, allotted=standing["allotted"], paid=standing["paid"]
    )


def foreseen(
    rows: Iterable[tuple[datetime.date, int]], year: int, today: datetime.date, *, allotted: int, paid: int
) -> Outlook:
    """What was due before today is expected this month; after the year's end nothing of it is expected in it any more."""
    now = max(today, datetime.date(year, 1, 1)).replace(day=1)
    by_month: Counter[datetime.date] = Counter()
    for day, amount in rows:
        by_month[max(day.replace(day=1), now)] += amount
    months, so_far = [], paid
    for first in sorted(m for m in by_month if m.year == year):
        so_far += by_month[first]
        months.append(Month(first, by_month[first], so_far))
    later: Counter[int] = Counter()
    for first, amount in by_month.items():
        if first.year > year:
            later[first.year] += amount
    return Outlook(tuple(months), so_far, max(allotted - so_far, 0), max(so_far - allotted, 0), tuple(sorted(later.items())))  # fmt: skip
