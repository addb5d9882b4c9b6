"""How constraints came and went, month by month."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count
from django.db.models.functions import Cast, Substr

from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.constraints.questions import Question, noted
from dampingi.records.businesses.resolutions import UNSOLVED


@dataclass(frozen=True)
class Month:
    """`open` at the month's end (today in the running one); the others during it. `closed` were not overcome."""

    first: datetime.date
    new: int
    resolved: int
    closed: int
    open: int


def course(actor: Actor, asked: Question, *, today: datetime.date, months: int = 12) -> list[Month]:
    """The last `months` months with the running one, oldest first. Constraints are counted, not businesses."""
    rows = noted(actor, asked).filter(since__lte=today)
    over = rows.filter(resolved_on__lte=today)
    new = _per_month(rows, "since")
    resolved = _per_month(over.exclude(resolved_how__in=UNSOLVED), "resolved_on")
    closed = _per_month(over.filter(resolved_how__in=UNSOLVED), "resolved_on")
    found = []
    for first in _months(today, months):
        key = f"{first:%Y-%m}"
        still = _until(new, key) - _until(resolved, key) - _until(closed, key)
        found.append(Month(first, new.get(key, 0), resolved.get(key, 0), closed.get(key, 0), still))
    return found


def _per_month(rows: Any, day: str) -> dict[str, int]:
    """A day is written year first in both databases, so its first seven characters are its month."""
    grouped = rows.annotate(month=Substr(Cast(day, CharField()), 1, 7)).values("month")
    return {r["month"]: r["n"] for r in grouped.annotate(n=Count("id")).order_by()}


def _until(counted: Mapping[str, int], month: str) -> int:
    return sum(n for key, n in counted.items() if key <= month)


def _months(today: datetime.date, count: int) -> list[datetime.date]:
    last = today.year * 12 + today.month - 1
    return [datetime.date(n // 12, n % 12 + 1, 1) for n in range(last - count + 1, last + 1)]
