"""The periods that a target can be for: the programme's year, its quarters and months."""

import datetime

from django.utils.translation import gettext as _

from dampingi.foundation.ui import formats
from dampingi.insight.monitoring.periods import Period, month_of
from dampingi.insight.monitoring.ways import months_of
from dampingi.records.programmes.models import Programme

QUARTER = 3


def spans(programme: Programme) -> dict[str, Period]:
    """code -> days, never beyond the programme: `2026`, `2026-Q1`, ..., `2026-01`, ..."""
    months = months_of(Period(programme.starts_on, programme.ends_on))
    quarters: dict[str, list[datetime.date]] = {}
    for month in months:
        quarters.setdefault(f"{month.year}-Q{(month.month - 1) // QUARTER + 1}", []).append(month)
    found = {str(programme.starts_on.year): Period(programme.starts_on, programme.ends_on)}
    found |= {code: _cut(programme, inside[0], inside[-1]) for code, inside in quarters.items()}
    return found | {f"{m:%Y-%m}": _cut(programme, m, m) for m in months}


def words(code: str) -> str:
    if "-Q" in code:
        year, _q, quarter = code.partition("-Q")
        return _("Triwulan %(n)s %(year)s") % {"n": quarter, "year": year}
    if "-" in code:
        return formats.month(datetime.date.fromisoformat(f"{code}-01"))
    return _("Sepanjang program %(year)s") % {"year": code}


def seen(span: Period, today: datetime.date) -> Period:
    """As much of it as is over; of one that is still to come, its first day."""
    return Period(span.start, max(span.start, min(today, span.end)))


def _cut(programme: Programme, first: datetime.date, last: datetime.date) -> Period:
    return Period(max(first, programme.starts_on), min(month_of(last).end, programme.ends_on))
