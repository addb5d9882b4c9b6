"""Targets against what the indicator engine says of that mentor: nothing here is typed in."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from dampingi.engines.indicators import Figure
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui.states import State, against_target
from dampingi.insight.agreements.models import Agreement
from dampingi.insight.agreements.queries import in_month, promisable
from dampingi.insight.monitoring.dashboard.wording import counted, written
from dampingi.insight.monitoring.periods import Period, month_of, of_programme
from dampingi.insight.monitoring.queries import values
from dampingi.records.programmes.models import Programme

ENGINE = Actor.for_system("figures of mentors whose reach was checked")


@dataclass(frozen=True)
class Realised:
    """One target in one month: `numerator` and `denominator` as counted."""

    indicator: str
    name: str
    period: str
    target: str
    value: str
    counted: str
    state: State
    numerator: int
    denominator: int


def period_of(programme: Programme, month: datetime.date, period: str, *, until: datetime.date) -> Period:
    """The month alone, or the programme so far; never beyond `until`."""
    whole = month_of(month)
    if period == "month":
        return Period(whole.start, max(whole.start, min(whole.end, until)))
    return of_programme(programme, until=min(whole.end, until))


def figures_of(
    programme: Programme, month: datetime.date, held: Mapping[uuid.UUID, Agreement], *, until: datetime.date
) -> dict[uuid.UUID, dict[tuple[str, str], Figure]]:
    """mentor -> (indicator, period) -> figure; one question a period for all of them."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for c in held.values():
        for t in c.targets:
            wanted[t["period"]].add(t["indicator"])
    known, found = promisable(programme.region), defaultdict(dict)
    for period, codes in wanted.items():
        asked = sorted(c for c in codes if c in known)
        told = values(
            ENGINE,
            asked,
            "mentor",
            programme=programme,
            period=period_of(programme, month, period, until=until),
        )
        for id in held:
            for code in asked:
                found[id][code, period] = told.of(code, str(id))
    return dict(found)


def realised(agreement: Agreement, figures: Mapping[tuple[str, str], Figure]) -> list[Realised]:
    region = agreement.programme.region
    known = promisable(region)
    return [
        tell(region, t, figures.get((t["indicator"], t["period"]), Figure(0, 0)))
        for t in agreement.targets
        if t["indicator"] in known
    ]


def tell(region: str, target: Mapping[str, Any], figure: Figure) -> Realised:
    indicator = promisable(region)[target["indicator"]]
    wanted, value = Decimal(target["value"]), figure.value
    state = against_target(value, wanted, lower_is_better=indicator.direction == "down")
    return Realised(
        indicator=indicator.code, name=indicator.name, period=target["period"], target=written(indicator, wanted),
        value=written(indicator, value), counted=counted(indicator, figure) if figure.denominator else "", state=state,
        numerator=figure.numerator, denominator=figure.denominator,
    )  # fmt: skip


def by_month(
    programme: Programme, agreement: Agreement, months: Sequence[datetime.date], *, until: datetime.date
) -> list[tuple[datetime.date, list[Realised]]]:
    """The agreement's targets per month, each judged by what held at the end of that month; not judged where nothing did."""
    id, found = agreement.mentor_id, []
    for month in months:
        figures = figures_of(programme, month, {id: agreement}, until=until).get(id, {})
        held = in_month(programme, month, [id]).get(id)
        then = {(r.indicator, r.period): r for r in realised(held, figures)} if held else {}
        rows = realised(agreement, figures)
        found.append(
            (
                month,
                [then.get((r.indicator, r.period)) or replace(r, target="", state=State.NONE) for r in rows],
            )
        )
    return found
