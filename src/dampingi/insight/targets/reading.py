"""How every indicator of a place stands on the way to its target, and where it will end."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dampingi.engines.indicators import Figure, Indicator
from dampingi.engines.targets import Forecast, Path, Standing, forecast_flow, forecast_level, standing
from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.monitoring.periods import Period, month_of
from dampingi.insight.monitoring.queries import indicators, values
from dampingi.insight.targets.held import Held, held, is_level, path_of
from dampingi.insight.targets.spans import months_between, spans
from dampingi.records.programmes.models import Programme

LEVEL = 0.80


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
        return max(self.span.start, min(self.today, self.span.end))

    @property
    def seen(self) -> Period:
        return Period(self.span.start, self.on)


@dataclass(frozen=True)
class Line:
    indicator: Indicator
    figure: Figure
    target: Held | None
    path: Path | None
    standing: Standing | None
    forecast: Forecast | None
    history: tuple[tuple[datetime.date, Figure], ...] = ()
    """Each whole month: by itself for what happens, at its end for what stands."""


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
    told = histories(asked, [i for i in chosen if i.code in targets])
    return [_line(asked, i, found.of(i.code), targets.get(i.code), told.get(i.code, ())) for i in chosen]


def _line(
    asked: Question, indicator: Indicator, figure: Figure, target: Held | None, history: tuple[tuple[datetime.date, Figure], ...]
) -> Line:  # fmt: skip
    if target is None:
        return Line(indicator, figure, None, None, None, None)
    path = path_of(indicator, target, asked.span)
    stands = standing(path, figure.value, asked.on) if asked.today >= asked.span.start else None
    return Line(indicator, figure, target, path, stands, _forecast(asked, indicator, history), history)


def whole_months(asked: Question) -> list[datetime.date]:
    """The first days of the months of the period that are over."""
    first = asked.span.start.replace(day=1)
    count = months_between(first, asked.on) + 1
    every = [_plus(first, n) for n in range(count)]
    return [m for m in every if month_of(m).end <= asked.on]


def histories(
    asked: Question, wanted: list[Indicator]
) -> dict[str, tuple[tuple[datetime.date, Figure], ...]]:
    months = whole_months(asked)
    if not months or not wanted:
        return {}
    flows = [i.code for i in wanted if not is_level(i) and "month" in i.groupings]
    levels = [i.code for i in wanted if is_level(i)]
    place = {"programme": asked.programme, "region": asked.region}
    found: dict[str, tuple[tuple[datetime.date, Figure], ...]] = {}
    if flows:
        by_month = values(asked.actor, flows, "month", period=asked.seen, **place)
        found |= {c: tuple((m, by_month.of(c, f"{m:%Y-%m}")) for m in months) for c in flows}
    if levels:
        ends = [
            values(asked.actor, levels, period=Period(asked.span.start, month_of(m).end), **place)
            for m in months
        ]
        found |= {c: tuple((m, at.of(c)) for m, at in zip(months, ends, strict=True)) for c in levels}
    return found


def _forecast(
    asked: Question, indicator: Indicator, history: tuple[tuple[datetime.date, Figure], ...]
) -> Forecast | None:
    if not history or asked.on >= asked.span.end:
        return None
    ahead = months_between(history[-1][0], asked.span.end)
    edges = {"floor": 0.0, "ceiling": 1.0} if indicator.kind == "proportion" else {}
    if is_level(indicator):
        known = [float(f.value) for _m, f in history if f.value is not None]
        return forecast_level(known, ahead, level=LEVEL, **edges)
    told = [(float(f.numerator), float(f.denominator)) for _m, f in history]
    return forecast_flow(told, ahead, level=LEVEL, **edges)


def _plus(first: datetime.date, months: int) -> datetime.date:
    n = first.year * 12 + first.month - 1 + months
    return datetime.date(n // 12, n % 12 + 1, 1)


def unit_of(indicator: Indicator) -> Decimal:
    """The last digit that is written: 0,1% or 0,01."""
    places = indicator.decimals if indicator.kind == "mean" else indicator.decimals + 2
    return Decimal(1).scaleb(-places)
