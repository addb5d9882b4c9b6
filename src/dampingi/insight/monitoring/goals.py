"""What is wanted of a figure that one programme or several make: at the end, and by a day. Judged by the way there, never by the end alone."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dampingi.engines.indicators import Indicator
from dampingi.engines.targets import Path, Standing, standing_together
from dampingi.foundation.ui.states import State
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.ways import path_of
from dampingi.records.programmes.models import Programme


@dataclass(frozen=True)
class Wanted:
    """One programme's target for a place, with the baseline and the course of the way to it."""

    programme: Programme
    target: Decimal
    baseline: Decimal | None = None
    course: str = ""


@dataclass(frozen=True)
class Goal:
    """`parts`: the denominator each programme brings, and its path."""

    parts: tuple[tuple[int, Path], ...]

    @property
    def target(self) -> Decimal:
        whole = sum(weight for weight, _path in self.parts)
        return sum((weight * path.target for weight, path in self.parts), Decimal(0)) / whole

    def standing(self, value: Decimal | None, on: datetime.date) -> Standing:
        return standing_together(self.parts, value, on)

    def state(self, value: Decimal | None, on: datetime.date) -> State:
        return State.NONE if value is None else State(self.standing(value, on).verdict)


def goal_of(indicator: Indicator, counting: Sequence[tuple[int, Wanted | None]]) -> Goal | None:
    """`counting`: what each programme brings (a denominator) and wants. None while one that brings something wants nothing: what all
    want together cannot be said then. Where nobody brings anything yet, the targets still stand, each as much as the other."""
    if not any(weight for weight, _wanted in counting):
        counting = [(1, wanted) for _weight, wanted in counting]
    told = [(weight, wanted) for weight, wanted in counting if weight]
    parts = [(abs(weight), _path(indicator, wanted)) for weight, wanted in told if wanted]
    return Goal(tuple(parts)) if parts and len(parts) == len(told) else None


def _path(indicator: Indicator, wanted: Wanted) -> Path:
    span = Period(wanted.programme.starts_on, wanted.programme.ends_on)
    return path_of(indicator, wanted.target, baseline=wanted.baseline, course=wanted.course, span=span)
