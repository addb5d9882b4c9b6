"""Control limits of a funnel plot: where a unit of this size would fall by chance alone. "Look into", never "punish".

Exact binomial limits with interpolation between whole numbers, after Spiegelhalter, Statistics in Medicine 24 (2005), appendix A.1.1.
"""

from dataclasses import dataclass

import numpy as np

from .randomness import Array


@dataclass(frozen=True, slots=True)
class Limits:
    """Lower and upper limits for each size, at 95% and 99.8%."""

    size: Array
    low_95: Array
    high_95: Array
    low_998: Array
    high_998: Array


def binomial_limits(share: float, size: Array) -> Limits:
    """Limits of an observed share when the true one is `share`, for whole `size` >= 1."""
    return Limits(size, *(_binomial_limit(share, size, p) for p in (0.025, 0.975, 0.001, 0.999)))


def _binomial_limit(share: float, size: Array, p: float) -> Array:
    from scipy.stats import binom

    at = binom.ppf(p, size, share)
    above, below = binom.cdf(at, size, share), binom.cdf(at - 1, size, share)
    step = np.divide(above - p, above - below, out=np.zeros_like(size, dtype=np.float64), where=above > below)
    return np.asarray(np.clip((at - step) / size, 0.0, 1.0))


def normal_limits(centre: float, s2: float, size: Array) -> Limits:
    """Limits of an observed mean of `size` values with residual variance `s2`."""
    from scipy.stats import norm

    se = np.sqrt(s2 / size)
    return Limits(size, *(centre + float(norm.ppf(p)) * se for p in (0.025, 0.975, 0.001, 0.999)))
