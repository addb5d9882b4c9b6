"""Which target holds where: a region's own, else that of the nearest region above."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from dampingi.engines.indicators import Indicator
from dampingi.engines.targets import Course, Path
from dampingi.foundation.regions.codes import contains
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.monitoring.periods import Period
from dampingi.records.programmes.models import Programme, Target


@dataclass(frozen=True)
class Held:
    """`region` is whose target it is."""

    value: Decimal
    baseline: Decimal | None
    course: str
    region: str


def held(programme: Programme, region: str, period: str) -> dict[str, Held]:
    """indicator -> what holds for the region."""
    return held_in(programme, [region], period)[region]


def held_in(programme: Programme, regions: Iterable[str], period: str) -> dict[str, dict[str, Held]]:
    """region -> indicator -> what holds there."""
    rows = list(Target.objects.filter(programme=programme, period=period).order_by("region"))
    return {r: {t.indicator: _of(t) for t in rows if contains(t.region, r)} for r in regions}


def _of(target: Target) -> Held:
    return Held(target.value, target.baseline, target.course, target.region)


def is_level(indicator: Indicator) -> bool:
    """Whether it says how things stand (and so is reached little by little), not how often something happens."""
    return DATASETS[indicator.dataset].span == "until"


def course_of(indicator: Indicator, said: str) -> Course:
    usual: Course = "linear" if is_level(indicator) else "flat"
    return next((c for c in get_args(Course) if c == said), usual)


def path_of(indicator: Indicator, target: Held, span: Period) -> Path:
    """A baseline that nobody said is nothing: the year's work begins with it."""
    return Path(
        target.baseline or Decimal(0), target.value, span.start, span.end, course_of(indicator, target.course),
        lower_is_better=indicator.direction == "down",
    )  # fmt: skip
