"""The modified z-score: robust, for one bad number among the others must not hide the next one.

    M = (x - median) / (1.4826 MAD)          MAD = median |x_i - median|

Iglewicz and Hoaglin, How to Detect and Handle Outliers (ASQC Basic References in Quality Control 16, 1993), who call |M| > 3.5 a
potential outlier (their 0.6745 is 1/1.4826, what makes MAD estimate a normal standard deviation). Where more than half of the others
are equal MAD is 0; then, as in IBM SPSS Modeler's anomaly detection, the mean absolute deviation stands in with the factor 1.2533
(the square root of pi/2). Where all others are equal there is no scale at all: any other number deviates, by how much cannot be said.

The number judged is never among those it is compared with. Assumes that the others vary around one level: a strong season or growth
makes honest numbers look far, so a flag asks for a comment and decides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

BY_MEDIAN, BY_MEAN = Fraction(14826, 10_000), Fraction(12533, 10_000)
LIMIT = Fraction(7, 2)
ENOUGH = 5
"""Others needed: with fewer the median of the deviations is a matter of one or two numbers."""


@dataclass(frozen=True)
class Deviation:
    """`score` in robust standard deviations, None where the others do not vary at all. `low` to `high` is what would pass."""

    centre: Fraction
    score: Fraction | None
    low: Fraction
    high: Fraction
    others: int


def deviation(value: Fraction, others: Sequence[Fraction]) -> Deviation:
    """Raises ValueError without any others."""
    if not others:
        raise ValueError("nothing to compare with")
    centre = Fraction(median(others))
    scale = _scale([abs(other - centre) for other in others])
    score = (value - centre) / scale if scale else (None if value != centre else Fraction(0))
    return Deviation(centre, score, centre - LIMIT * scale, centre + LIMIT * scale, len(others))


def _scale(distances: Sequence[Fraction]) -> Fraction:
    return BY_MEDIAN * Fraction(median(distances)) or BY_MEAN * sum(distances, Fraction(0)) / len(distances)


def judge(value: Fraction, others: Sequence[Fraction], *, enough: int = ENOUGH) -> Deviation | None:
    """The deviation if it is one to look at; None where the number passes or there are too few others to say."""
    if len(others) < enough:
        return None
    found = deviation(value, others)
    return None if found.low <= value <= found.high else found
