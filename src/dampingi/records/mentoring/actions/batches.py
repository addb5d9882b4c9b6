"""What every batch of mentoring records shares: one programme and region in its audit event, one day that is today."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.records.programmes.models import Enrolment, Programme, ProgrammeRow
from dampingi.records.programmes.queries import require_open
from dampingi.records.programmes.rosters import CHUNK, Roster, today_in


def today_of(roster: Roster, today: datetime.date | None) -> datetime.date:
    """The given day, else today where the batch's participants live."""
    if today:
        return today
    first = next(iter(roster.enrolments.values()), None)
    return today_in(first.region if first else "")


def require_open_months(rows: Iterable[tuple[Enrolment, datetime.date]]) -> None:
    """Refuse a batch that touches a closed month of any programme."""
    months: dict[Any, set[datetime.date]] = {}
    for enrolment, day in rows:
        months.setdefault(enrolment.programme_id, set()).add(day.replace(day=1))
    programmes = Programme.objects.in_bulk(months)
    for programme_id, days in months.items():
        require_open(programmes[programme_id], *sorted(days))


def recorded(model: type[ProgrammeRow], roster: Roster, *columns: str) -> set[tuple]:
    """The values of these columns in the rows that the batch's participants have already. The roster checked their reach."""
    found: set[tuple] = set()
    ids = list(roster.enrolments)
    for start in range(0, len(ids), CHUNK):
        rows = model.objects.unscoped("of participants whose reach is checked")  # type: ignore[attr-defined]
        found.update(rows.filter(enrolment__in=ids[start : start + CHUNK]).values_list(*columns))
    return found


def audit(
    *,
    by: Actor,
    action: str,
    kind: str,
    rows: Sequence[ProgrammeRow],
    values: Iterable[Any],
    reason: str = "",
) -> None:
    """One event for the batch. Its region and programme are named where the rows share them."""
    if not rows:
        return
    regions, programmes = {r.region for r in rows}, {r.programme_id for r in rows}
    record_event(
        by=by,
        action=action,
        subject=(kind, rows[0].id),
        region=regions.pop() if len(regions) == 1 else _common(regions),
        programme=programmes.pop() if len(programmes) == 1 else None,
        reason=reason,
        detail={"rows": len(rows)},
        values=values,
    )


def _common(regions: set[str]) -> str:
    """The smallest region that holds them all."""
    first, last = (r.split(".") for r in (min(regions), max(regions)))
    shared = []
    for a, b in zip(first, last, strict=False):
        if a != b:
            break
        shared.append(a)
    return ".".join(shared)
