"""Months, as the facts count them: one belongs to whoever accompanies on its 15th."""

import datetime

_MIDDLE = 15


def middles(start: datetime.date, end: datetime.date) -> list[datetime.date]:
    """The 15th of every month between two days, both inclusive."""
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    days = [datetime.date(n // 12, n % 12 + 1, _MIDDLE) for n in range(first, last + 1)]
    return [d for d in days if start <= d <= end]
