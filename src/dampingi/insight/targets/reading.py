"""How every indicator of a place stands on the way to its target, and where it will end."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dampingi.engines.indicators import Figure, Indicator
from dampingi.engines.targets import Forecast, Path, Standing, standing
from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.monitoring.dashboard.figures import values
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.queries import indicators
from dampingi.insight.monitoring.spans import seen, spans
from dampingi.insight.monitoring.ways import History, forecast, histories, path_of
from dampingi.insight.targets.held import Held, held
from dampingi.records.programmes.models import Programme


@dataclass(frozen=True)
class Question:
    """One place and one period of a programme, seen on `today`."""

    actor: Actor
    programme: Programme
    region: str
    code: str
    today: datetime.date

    @property
    def span(self) -> Period:
        return spans(self.programme)[self.code]

    @property
    def on(self) -> datetime.date:
        """The day that is looked at: never beyond the period."""
        return self.seen.end

    @property
    def seen(self) -> Period:
        return seen(self.span, self.today)


@dataclass(frozen=True)
class Line:
    indicator: Indicator
    figure: Figure
    target: Held | None
    path: Path | None
    standing: Standing | None
    forecast: Forecast | None
    history: History = ()


def lines(asked: Question, codes: Iterable[str] | None = None) -> list[Line]:
    """Of all indicators that are counted from the records, or of those named; those without a target have no standing and no forecast."""
    known = indicators(asked.programme.region)
    chosen = [i for i in known if i.dataset and (codes is None or i.code in codes)]
    found = values(
        asked.actor,
        [i.code for i in chosen],
        programme=asked.programme,
        region=asked.region,
        period=asked.seen,
    )
    targets = held(asked.programme, asked.region, asked.code)
    aimed = [i for i in chosen if i.code in targets]
    told = histories(
        asked.actor, aimed, programme=asked.programme, region=asked.region, seen=asked.seen, ask=values
    )
    return [_line(asked, i, found.of(i.code), targets.get(i.code), told.get(i.code, ())) for i in chosen]


def _line(
    asked: Question, indicator: Indicator, figure: Figure, target: Held | None, history: History
) -> Line:
    if target is None:
        return Line(indicator, figure, None, None, None, None)
    path = path_of(indicator, target.value, baseline=target.baseline, course=target.course, span=asked.span)
    stands = standing(path, figure.value, asked.on) if asked.today >= asked.span.start else None
    ahead = forecast(indicator, history, on=asked.on, end=asked.span.end)
    return Line(indicator, figure, target, path, stands, ahead, history)


def unit_of(indicator: Indicator) -> Decimal:
    """The last digit that is written: 0,1% or 0,01."""
    places = indicator.decimals if indicator.kind == "mean" else indicator.decimals + 2
    return Decimal(1).scaleb(-places)
