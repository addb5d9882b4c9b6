"""How sure: neighbours in a kelurahan share their luck, so uncertainty is counted by cluster and not by unit."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .averages import Average
from .panel import Array, Codes


@dataclass(frozen=True, slots=True)
class Estimate:
    """`effect` with its standard error, [low, high] at the asked level, and how many clusters spoke."""

    effect: float
    error: float
    low: float
    high: float
    clusters: int


@dataclass(frozen=True, slots=True)
class Together:
    """A joint test that several effects are all nought: F statistic, its degrees of freedom, p."""

    statistic: float
    effects: int
    clusters: int
    p: float


def estimate(average: Average, cluster: Codes, *, level: float, comparisons: int = 1) -> Estimate:
    """With `comparisons` > 1 the interval holds for all of them at once (Sidak)."""
    from scipy import stats

    sums = _sums([average], cluster)
    clusters = sums.shape[1]
    error = float(np.sqrt(_covariance(sums)[0, 0])) if clusters > 1 else float("inf")
    tail = (1 - level ** (1 / comparisons)) / 2
    reach = float(stats.t.ppf(1 - tail, max(clusters - 1, 1))) * error
    return Estimate(average.effect, error, average.effect - reach, average.effect + reach, clusters)


def together(averages: Sequence[Average], cluster: Codes) -> Together | None:
    """Hotelling's T^2 over clusters; None where there are fewer clusters than effects to test."""
    from scipy import stats

    sums = _sums(averages, cluster)
    clusters = sums.shape[1]
    effects = np.array([a.effect for a in averages])
    covariance = _covariance(sums)
    rank = int(np.linalg.matrix_rank(covariance, hermitian=True))
    if clusters < 2 or clusters <= rank:
        return None
    if not rank:
        return Together(0.0, len(effects), clusters, 1.0 if np.allclose(effects, 0.0) else 0.0)
    squared = float(effects @ np.linalg.pinv(covariance, hermitian=True) @ effects)
    statistic = squared * (clusters - rank) / (rank * (clusters - 1))
    return Together(statistic, rank, clusters, float(stats.f.sf(statistic, rank, clusters - rank)))


def _sums(averages: Sequence[Average], cluster: Codes) -> Array:
    """(effects, clusters) of those clusters in which anyone spoke."""
    _, index = np.unique(cluster, return_inverse=True)
    sums = np.array([np.bincount(index, weights=a.influence) for a in averages])
    spoke = np.unique(index[np.logical_or.reduce([a.who for a in averages])])
    return np.asarray(sums[:, spoke])


def _covariance(sums: Array) -> Array:
    clusters = sums.shape[1]
    return (
        np.asarray(sums @ sums.T * clusters / (clusters - 1)) if clusters > 1 else np.zeros((len(sums),) * 2)
    )
