"""Which target holds where: a region's own, else that of the nearest region above."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dampingi.foundation.regions.codes import contains
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
