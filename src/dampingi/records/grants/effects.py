"""What is known of a form's effect from the office's own records: turnover before and after, where enough were seen; else it is said that nothing can be said.

Median change of the mean monthly turnover of up to three months before and of months 3 to 6 after. There is no comparison group: whoever grew would
perhaps have grown anyway (regression to the mean and selection), so it is called a hint and never an impact.
"""

import datetime
import uuid
from collections.abc import Iterable
from statistics import mean, median
from typing import Any

from dampingi.foundation.regions.codes import inside
from dampingi.records.equipment.models import Handover
from dampingi.records.loans.models import Loan
from dampingi.records.mentoring.models import Growth

FEWEST = 10
Start = tuple[uuid.UUID, datetime.date]
"""A business and the day it received."""


def effect_of(code: str, region: str) -> dict[str, Any]:
    """{said: nothing | few | before_after | none, seen, share?}: `share` is the median change in percent."""
    if code == "individual_grant":
        return {"said": "none", "seen": 0}
    starts = list(_starts(code, region))
    if not starts:
        return {"said": "nothing", "seen": 0}
    changes = changed(starts, _turnover({b for b, _on in starts}))
    if len(changes) < FEWEST:
        return {"said": "few", "seen": len(changes)}
    return {"said": "before_after", "seen": len(changes), "share": round(100 * median(changes))}


def changed(starts: Iterable[Start], turnover: dict[uuid.UUID, dict[int, int]]) -> list[float]:
    """Of each business that was seen on both sides: after over before, minus one. Months are counted from year 0."""
    found = []
    for business, on in starts:
        months, at = turnover.get(business, {}), on.year * 12 + on.month
        before = [months[m] for m in range(at - 3, at) if m in months]
        after = [months[m] for m in range(at + 3, at + 7) if m in months]
        if before and after and mean(before) > 0:
            found.append(mean(after) / mean(before) - 1)
    return found


def _starts(code: str, region: str) -> Iterable[Start]:
    if code == "goods":
        rows = Handover.objects.unscoped("counted only").filter(inside(region))
        return rows.values_list("award__need__business", "on")
    if code == "subsidy":
        loans = Loan.objects.unscoped("counted only").filter(inside(region), share__gt=0)
        return loans.values_list("application__business", "signed_on")
    return ()


def _turnover(businesses: set[uuid.UUID]) -> dict[uuid.UUID, dict[int, int]]:
    rows = Growth.objects.unscoped("counted only").filter(enrolment__business__in=businesses)
    found: dict[uuid.UUID, dict[int, int]] = {}
    for business, month, turnover in rows.values_list("enrolment__business", "month", "turnover"):
        found.setdefault(business, {})[month.year * 12 + month.month] = turnover
    return found
