"""Where a value will be at the end of a period, with an interval. Plain methods whose errors are known; too little history is no forecast.

A level (how things stand at each month's end) is a random walk with drift: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.2 and 5.5.
A flow (what happened month by month) goes on at the mean of its months; what is left of the period is weighed by what it will count.
Both intervals hold the error of the mean as well as of the months to come, by Student's t.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, sqrt

LEAST = 4
"""Months of history; steps between them are one fewer for a level."""


@dataclass(frozen=True)
class Forecast:
    """`low` to `high` holds the value at the end with the level asked for. `months` is how much history it rests on."""

    value: float
    low: float
    high: float
    months: int


def forecast_level(
    history: Sequence[float], ahead: int, *, level: float = 0.80, floor: float = -inf, ceiling: float = inf
) -> Forecast | None:
    """`history`: the value at each month's end, oldest first. None with fewer than LEAST months; `ahead` 0 is the last value itself."""
    if len(history) < LEAST or ahead < 0:
        return None
    steps = [b - a for a, b in pairwise(history)]
    n, drift = len(steps), (history[-1] - history[0]) / len(steps)
    spread = sqrt(sum((s - drift) ** 2 for s in steps) / (n - 1))
    half = _t(level, n - 1) * spread * sqrt(ahead * (1 + ahead / n))
    return _told(history[-1] + drift * ahead, half, floor, ceiling, len(history))


def forecast_flow(
    history: Sequence[tuple[float, float]], ahead: float, *, level: float = 0.80, floor: float = -inf, ceiling: float = inf
) -> Forecast | None:  # fmt: skip
    """`history`: (numerator, denominator) of each whole month, oldest first; months without a denominator count for nothing. `ahead`: months left, parts of a month too.

    The value at the end is everything counted, so what has happened no longer moves.
    """
    told = [(n, d) for n, d in history if d > 0]
    if len(told) < LEAST or ahead < 0:
        return None
    counted, weight = sum(n for n, _d in told), sum(d for _n, d in told)
    count, mean = len(told), counted / weight
    left = weight / count * ahead
    share = left / (weight + left)
    spread = sqrt(sum(d * (n / d - mean) ** 2 for n, d in told) / weight * count / (count - 1))
    half = _t(level, count - 1) * spread * share * sqrt(1 / count + (1 / ahead if ahead else 0))
    return _told(mean, half, floor, ceiling, count)


def _told(value: float, half: float, floor: float, ceiling: float, months: int) -> Forecast:
    low, at, high = (min(ceiling, max(floor, v)) for v in (value - half, value, value + half))
    return Forecast(at, low, high, months)


def _t(level: float, freedom: int) -> float:
    from scipy.stats import t  # heavy; most pages forecast nothing

    return float(t.ppf(0.5 + level / 2, freedom))
