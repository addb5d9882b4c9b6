"""The way of an indicator to its target, for every page alike: its course, its months so far, and where they lead."""

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import get_args

from dampingi.engines.indicators import Figure, Indicator
from dampingi.engines.targets import Course, Forecast, Path, Standing, forecast_flow, forecast_level, standing
from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.monitoring import queries
from dampingi.insight.monitoring.periods import Period, month_of
from dampingi.insight.monitoring.values import Values
from dampingi.records.programmes.models import Programme

LEVEL = 0.80
"""Of the forecasts' intervals."""
History = tuple[tuple[datetime.date, Figure], ...]
"""(first day of a month, figure): of each whole month by itself for what happens, at its end for what stands."""


def is_level(indicator: Indicator) -> bool:
    """Whether it says how things stand (and so is reached little by little), not how often something happens. What is combined or typed stands."""
    return not indicator.dataset or DATASETS[indicator.dataset].span == "until"


def course_of(indicator: Indicator, said: str) -> Course:
    """As said with the target; else what stands grows to it, and what happens is due in full from the first day."""
    usual: Course = "linear" if is_level(indicator) else "flat"
    return next((c for c in get_args(Course) if c == said), usual)


def path_of(
    indicator: Indicator, target: Decimal, *, baseline: Decimal | None, course: str, span: Period
) -> Path:
    """A baseline that nobody said is nothing: the year's work begins with it."""
    return Path(
        baseline or Decimal(0), target, span.start, span.end, course_of(indicator, course),
        lower_is_better=indicator.direction == "down",
    )  # fmt: skip


def judged(
    indicator: Indicator, value: Decimal | None, target: Decimal, said: tuple[Decimal | None, str], *, programme: Programme, on: datetime.date
) -> Standing:  # fmt: skip
    """How a value stands that day on the way to a programme's target; `said`: its baseline and course."""
    span = Period(programme.starts_on, programme.ends_on)
    return standing(path_of(indicator, target, baseline=said[0], course=said[1], span=span), value, on)


def months_of(period: Period) -> list[datetime.date]:
    """The first day of every month it touches."""
    first, last = (d.year * 12 + d.month - 1 for d in (period.start, period.end))
    return [datetime.date(n // 12, n % 12 + 1, 1) for n in range(first, last + 1)]


def histories(
    actor: Actor, wanted: Sequence[Indicator], *, programme: Programme, region: str, seen: Period,
    ask: Callable[..., Values] = queries.values,
) -> dict[str, History]:  # fmt: skip
    """indicator -> its months that are over by the end of `seen`; one question for what happens, one a month for what stands."""
    months = [m for m in months_of(seen) if month_of(m).end <= seen.end]
    flows = [i.code for i in wanted if not is_level(i) and "month" in i.groupings]
    levels = [i.code for i in wanted if is_level(i)]
    found: dict[str, History] = {}
    if flows and months:
        by_month = ask(actor, flows, "month", programme=programme, region=region, period=seen)
        found |= {c: tuple((m, by_month.of(c, f"{m:%Y-%m}")) for m in months) for c in flows}
    if levels and months:
        ends = [
            ask(actor, levels, programme=programme, region=region, period=Period(seen.start, month_of(m).end)) for m in months
        ]  # fmt: skip
        found |= {c: tuple((m, at.of(c)) for m, at in zip(months, ends, strict=True)) for c in levels}
    return found


def forecast(indicator: Indicator, history: History, *, on: datetime.date, end: datetime.date) -> Forecast | None:  # fmt: skip
    """The value when `end` is over; None where nothing is left, or the months are too few. A level begins with the first month in which there was
    anything to tell: a flat start is no history."""
    if not history or on >= end:
        return None
    last = history[-1][0]
    ahead = (end.year - last.year) * 12 + end.month - last.month
    floor, ceiling = (0.0, 1.0) if indicator.kind == "proportion" else (float("-inf"), float("inf"))
    if is_level(indicator):
        told = [float(f.value or 0) for _m, f in history]
        begun = next((n for n, value in enumerate(told) if value), len(told))
        return forecast_level(told[begun:], ahead, level=LEVEL, floor=floor, ceiling=ceiling)
    rates = [(float(f.numerator), float(f.denominator)) for _m, f in history]
    return forecast_flow(rates, ahead, level=LEVEL, floor=floor, ceiling=ceiling)
