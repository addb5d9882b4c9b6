"""A signed agreement against what was found over a span of months: every target and every planned activity, met or not."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from dampingi.foundation.ui.states import State
from dampingi.insight.agreements.models import Agreement, LineReport
from dampingi.insight.agreements.queries import in_month
from dampingi.insight.agreements.realisation import Realised, by_month
from dampingi.insight.monitoring.periods import Period, month_of
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


def whole_months(span: Period) -> list[datetime.date]:
    """First days of the months that end within the span: of one still going on nothing can be missed."""
    month, found = span.start.replace(day=1), []
    while month_of(month).end <= span.end:
        found.append(month)
        month = (month + datetime.timedelta(days=32)).replace(day=1)
    return found


def targets_met(programme: Programme, held: Held, span: Period) -> dict[uuid.UUID, list[Item]]:
    """mentor -> monthly targets month by month, judged by what held then; those of the whole programme once, as of the last day. A month
    with nothing to measure is none of either."""
    return {id: _targets(programme, agreement, span) for id, agreement in held.items() if agreement.targets}


def _targets(programme: Programme, agreement: Agreement, span: Period) -> list[Item]:
    last, found = span.end.replace(day=1), []
    months = dict.fromkeys((*whole_months(span), last))
    for month, rows in by_month(programme, agreement, list(months), until=span.end):
        whole = month != last or month_of(month).end <= span.end
        due = [r for r in rows if _judged(r) and (whole if r.period == "month" else month == last)]
        found += [Item(f"{month:%Y-%m}", r.name, r.target, _found(r), r.state == State.GOOD) for r in due]
    return found


def _judged(row: Realised) -> bool:
    """Something was agreed for that month, and there was something to measure."""
    return bool(row.target and (row.numerator or row.denominator))


def _found(row: Realised) -> str:
    return f"{row.value} ({row.counted})" if row.counted else row.value


def activities_done(programme: Programme, held: Held, span: Period) -> dict[uuid.UUID, list[Item]]:
    """mentor -> activities, once for each whole month they were planned in by what held at its end; done where that month's report says so
    and was approved."""
    told = LineReport.objects.filter(
        report__mentor__in=list(held), report__state=MonthlyReport.State.APPROVED
    ).values_list("report__mentor", "report__month", "line", "done", "note")
    reported = {(mentor, month, line): (done, note) for mentor, month, line, done, note in told}
    found: dict[uuid.UUID, list[Item]] = {}
    for month in whole_months(span):
        for id, agreement in in_month(programme, month, held).items():
            for line in agreement.lines:
                if f"{month:%Y-%m}" in line["months"]:
                    done, note = reported.get((id, month, line["code"]), (False, ""))
                    item = Item(f"{month:%Y-%m}", line["activity"], line["output"], note, done)
                    found.setdefault(id, []).append(item)
    return found
