"""How constraints came and went, month by month."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Q, Value, When
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
    new, resolved, closed = Counter(), Counter(), Counter()
    for came, went, overcome, n in _grouped(noted(actor, asked).filter(since__lte=today), today):
        new[came] += n
        if went:
            (resolved if overcome else closed)[went] += n
    found = []
    for first in _months(today, months):
        key = f"{first:%Y-%m}"
        still = _until(new, key) - _until(resolved, key) - _until(closed, key)
        found.append(Month(first, new[key], resolved[key], closed[key], still))
    return found


def _grouped(rows: Any, today: datetime.date) -> Any:
    """(month it came, month it went or "", whether overcome, how many), in one pass over the rows."""
    over = Q(resolved_on__lte=today)
    told = rows.annotate(
        came=_month("since"),
        went=Case(When(over, then=_month("resolved_on")), default=Value("")),
        overcome=Case(When(resolved_how__in=UNSOLVED, then=Value(0)), default=Value(1)),
    )
    return told.values_list("came", "went", "overcome").annotate(n=Count("*")).order_by()


def _month(day: str) -> Substr:
    """A day is written year first in both databases, so its first seven characters are its month."""
    return Substr(Cast(day, CharField()), 1, 7)


def _until(counted: Mapping[str, int], month: str) -> int:
    return sum(n for key, n in counted.items() if key <= month)


def _months(today: datetime.date, count: int) -> list[datetime.date]:
    last = today.year * 12 + today.month - 1
    return [datetime.date(n // 12, n % 12 + 1, 1) for n in range(last - count + 1, last + 1)]
