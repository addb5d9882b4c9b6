"""Which whole months may stand beside each other: before an intervention began, and after it ended."""

import datetime

from dampingi.records.interventions.models import Intervention, Turnover, month_after

MOST = 12


def months_for(found: Intervention, side: str, today: datetime.date) -> list[datetime.date]:
    """First days, the nearest to the intervention first; only months that are over, at most a year away."""
    if side == Turnover.Side.BEFORE:
        last, found_ones = _before(found.starts_on), list[datetime.date]()
        for _n in range(MOST):
            found_ones.append(last)
            last = _before(last)
        return [m for m in found_ones if month_after(m) <= today]
    first, found_ones = month_after(found.ends_on), []
    while month_after(first) <= today and len(found_ones) < MOST:
        found_ones.append(first)
        first = month_after(first)
    return found_ones


def _before(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
