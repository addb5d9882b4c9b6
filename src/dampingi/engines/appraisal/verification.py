"""The headline rate, corrected by a random re-verification.

Estimator: stratified by what was recorded (double sampling: Tenenbein, JASA 65, 1970): among participants recorded as passed, the share
confirmed; among the others, the share found to have passed after all. Unlike Rogan and Gladen's correction (1978) it needs no outside
sensitivity and specificity: the sample is drawn from the very same participants. Those re-verified are known; of the others the
number of true passes is beta-binomial with Jeffreys' prior per stratum. The interval is exact for these N participants.
"""

from dataclasses import dataclass

import numpy as np

from .evidence import Unusable
from .randomness import Array


@dataclass(frozen=True, slots=True)
class Stratum:
    """Participants with the same recorded outcome: how many, how many re-verified, how many of those really passed."""

    total: int
    checked: int
    passed: int

    def __post_init__(self) -> None:
        if not 0 <= self.passed <= self.checked <= self.total:
            raise Unusable(f"re-verification: {self.passed} passed of {self.checked} checked of {self.total}")


@dataclass(frozen=True, slots=True)
class Headline:
    """`recorded` rate; `error`, the share of re-verified rows found otherwise (weighted to the strata); `corrected` with [low, high]."""

    participants: int
    checked: int
    recorded: float
    error: float | None
    corrected: float | None
    low: float | None
    high: float | None
    level: float


def headline(recorded_passed: Stratum, recorded_not: Stratum, *, level: float = 0.90) -> Headline:
    people = recorded_passed.total + recorded_not.total
    checked = recorded_passed.checked + recorded_not.checked
    rate = recorded_passed.total / people if people else 0.0
    strata = [s for s in (recorded_passed, recorded_not) if s.total]
    if not strata or any(s.checked == 0 for s in strata):
        return Headline(people, checked, rate, None, None, None, None, level)
    low, high = _interval(strata, level)
    confirmed = sum(s.total * s.passed / s.checked for s in strata)
    wrong = sum(
        s.total * (s.checked - s.passed if s is recorded_passed else s.passed) / s.checked for s in strata
    )
    return Headline(
        people, checked, rate, wrong / people, confirmed / people, low / people, high / people, level
    )


def _interval(strata: list[Stratum], level: float) -> tuple[float, float]:
    chances = np.ones(1)
    for s in strata:
        chances = _add(chances, _unseen(s))
    cumulated = np.cumsum(chances) / chances.sum()
    known = sum(s.passed for s in strata)
    tail = (1 - level) / 2
    low, high = np.searchsorted(cumulated, [tail, 1 - tail])
    return float(known + low), float(known + min(int(high), len(cumulated) - 1))


def _unseen(s: Stratum) -> Array:
    from scipy.stats import betabinom

    left = s.total - s.checked
    return np.asarray(betabinom.pmf(np.arange(left + 1), left, s.passed + 0.5, s.checked - s.passed + 0.5))


def _add(a: Array, b: Array) -> Array:
    """Distribution of a sum of two independent counts."""
    from scipy.signal import fftconvolve

    return np.maximum(np.asarray(fftconvolve(a, b)), 0.0)
