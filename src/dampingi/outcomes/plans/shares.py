"""Of those whose constraint was noted in a field, how many were helped out of it: measured, with its interval."""

import datetime
from dataclasses import dataclass
from math import sqrt

from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.constraints.helped import helped
from dampingi.insight.constraints.questions import codes_of

Z = 1.96


@dataclass(frozen=True)
class Share:
    value: float
    low: float
    high: float
    n: int
    """Cases; those still open count as not helped."""


def measured(actor: Actor, region: str, field: str, today: datetime.date) -> Share | None:
    """None where too few cases were seen to learn from (insight/constraints/helped.LEAST)."""
    before = helped(actor, region, codes_of(field), today=today)
    if not before.enough:
        return None
    return wilson(before.resolved, before.cases)


def wilson(k: int, n: int) -> Share:
    """The 95% score interval (Wilson, J. Am. Stat. Assoc. 22, 1927)."""
    p, wide = k / n, Z * Z / n
    middle, half = (p + wide / 2) / (1 + wide), Z / (1 + wide) * sqrt(p * (1 - p) / n + wide / (4 * n))
    return Share(p, min(p, max(0.0, middle - half)), max(p, min(1.0, middle + half)), n)
