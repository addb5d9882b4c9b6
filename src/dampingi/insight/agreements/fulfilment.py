"""A signed agreement against what was found over a span of months: every target and every planned activity, met or not."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from dampingi.foundation.ui.states import State
from dampingi.insight.agreements.models import Agreement, LineReport
from dampingi.insight.agreements.realisation import Realised, by_month
from dampingi.insight.monitoring.periods import Period
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Programme

Held = Mapping[uuid.UUID, Agreement]


@dataclass(frozen=True)
class Item:
    """`month`: "2026-07". `wanted` and `found` as people read them."""

    month: str
    what: str
    wanted: str
    found: str
    met: bool


def months_in(span: Period) -> list[datetime.date]:
    """First days of the months that begin or go on in the span."""
    month, found = span.start.replace(day=1), []
    while month <= span.end:
        found.append(month)
        month = (month + datetime.timedelta(days=32)).replace(day=1)
    return found


def targets_met(programme: Programme, held: Held, span: Period) -> dict[uuid.UUID, list[Item]]:
    """mentor -> monthly targets month by month, judged by what held then; those of the whole programme once, at the end. A month with
    nothing to measure is none of either."""
    return {id: _targets(programme, agreement, span) for id, agreement in held.items() if agreement.targets}


def _targets(programme: Programme, agreement: Agreement, span: Period) -> list[Item]:
    months = months_in(span)
    found = []
    for month, rows in by_month(programme, agreement, months, until=span.end):
        due = [r for r in rows if _judged(r) and (r.period == "month" or month == months[-1])]
        found += [Item(f"{month:%Y-%m}", r.name, r.target, _found(r), r.state == State.GOOD) for r in due]
    return found


def _judged(row: Realised) -> bool:
    """Something was agreed for that month, and there was something to measure."""
    return bool(row.target and (row.numerator or row.denominator))


def _found(row: Realised) -> str:
    return f"{row.value} ({row.counted})" if row.counted else row.value


def activities_done(programme: Programme, held: Held, span: Period) -> dict[uuid.UUID, list[Item]]:
    """mentor -> lines of the work programme, once for each month they are planned in; done where that month's report says so and was approved."""
    told = LineReport.objects.filter(
        report__mentor__in=list(held), report__state=MonthlyReport.State.APPROVED
    ).values_list("report__mentor", "report__month", "line", "done", "note")
    reported = {(mentor, f"{month:%Y-%m}", line): (done, note) for mentor, month, line, done, note in told}
    wanted = {f"{m:%Y-%m}" for m in months_in(span)}
    found: dict[uuid.UUID, list[Item]] = {}
    for id, agreement in held.items():
        for line in agreement.lines:
            for month in sorted(wanted.intersection(line["months"])):
                done, note = reported.get((id, month, line["code"]), (False, ""))
                item = Item(month, line["activity"], line["output"], note, done)
                found.setdefault(id, []).append(item)
    return found
