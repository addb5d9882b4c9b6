"""A target handed down: what each part should reach so that the whole reaches its own, and what they come to when rolled up."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Part:
    """`value` is how it stands, None where unknown; `weight` what it counts in the whole (its denominator)."""

    value: Decimal | None
    weight: int


def equal(parts: Mapping[K, Part], target: Decimal) -> dict[K, Decimal]:
    """The same for everybody."""
    return {key: target for key, part in parts.items() if part.weight > 0}


def same_effort(
    parts: Mapping[K, Part], target: Decimal, *, unit: Decimal, ceiling: Decimal | None = None
) -> dict[K, Decimal]:
    """Everybody closes the same share of their way to the `ceiling`; without one, everybody gains the same. Rounded to whole `unit`s so that the whole
    reaches the target and no more than rounding needs. A part of which nothing is known starts at the mean of the others; with nothing known at all it is `equal`.
    """
    known = {k: p for k, p in parts.items() if p.weight > 0}
    values = [(p.value, p.weight) for p in known.values() if p.value is not None]
    if not values:
        return equal(parts, target)
    mean = sum((v * w for v, w in values), Decimal(0)) / sum(w for _v, w in values)
    start = {k: mean if p.value is None else p.value for k, p in known.items()}
    now = rolled_up(start, {k: p.weight for k, p in known.items()})
    assert now is not None
    if ceiling is not None and target >= now and ceiling > now:
        effort = (target - now) / (ceiling - now)
        wanted = {k: v + effort * (ceiling - v) for k, v in start.items()}
    elif ceiling is not None and now > 0:
        wanted = {k: v * target / now for k, v in start.items()}
    else:
        wanted = {k: v + target - now for k, v in start.items()}
    return _rounded(wanted, {k: p.weight for k, p in known.items()}, target, unit)


def _rounded(
    wanted: Mapping[K, Decimal], weights: Mapping[K, int], target: Decimal, unit: Decimal
) -> dict[K, Decimal]:
    """Down to whole units, then up again one by one, the largest remainder first, until the whole reaches the target."""
    floor = {k: (v / unit).to_integral_value(ROUND_FLOOR) * unit for k, v in wanted.items()}
    lacking = target * sum(weights.values()) - sum((floor[k] * weights[k] for k in floor), Decimal(0))
    for key in sorted(wanted, key=lambda k: (floor[k] - wanted[k], str(k))):
        if lacking <= 0:
            break
        floor[key] += unit
        lacking -= unit * weights[key]
    return floor


def rolled_up(values: Mapping[K, Decimal], weights: Mapping[K, int]) -> Decimal | None:
    """The whole that the parts make; None where nothing weighs."""
    whole = sum(weights[k] for k in values)
    return sum((v * weights[k] for k, v in values.items()), Decimal(0)) / whole if whole else None


def short(
    values: Mapping[K, Decimal], weights: Mapping[K, int], target: Decimal, *, unit: Decimal
) -> Decimal:
    """How many units of the numerator the parts lack (or have too many: negative) against the whole's target; 0 where the whole they make is within one rounding `unit` of it."""
    whole = sum(weights[k] for k in values)
    gap = target * whole - sum((v * weights[k] for k, v in values.items()), Decimal(0))
    return gap if abs(gap) >= unit * whole else Decimal(0)
