"""Ranks with their uncertainty: computed inside each draw, then summarised (Goldstein and Spiegelhalter, JRSS A 159, 1996;
Laird and Louis, Journal of Educational Statistics 14, 1989, for expected ranks)."""

from dataclasses import dataclass

import numpy as np

from .randomness import Array


@dataclass(frozen=True, slots=True)
class Ranking:
    """Per unit: `expected` rank (1 is best), the interval `low` to `high` of its rank, and `top`, P(rank <= k)."""

    expected: Array
    low: Array
    high: Array
    top: Array


def rank(draws: Array, *, top: int, level: float) -> Ranking:
    """`draws`: D x J scores, higher is better. Equal scores share the average of their places (it matters at 0 and 100)."""
    places = _places(draws)
    tail = (1 - level) / 2
    low, high = np.quantile(places, [tail, 1 - tail], axis=0, method="inverted_cdf")
    return Ranking(places.mean(axis=0), low, high, (places <= top).mean(axis=0))


def _places(draws: Array) -> Array:
    order = np.argsort(-draws, axis=1, kind="stable")
    places = np.empty_like(draws)
    rows = np.arange(len(draws))[:, None]
    places[rows, order] = np.arange(1, draws.shape[1] + 1)
    ordered = np.take_along_axis(draws, order, axis=1)
    tied = np.flatnonzero((ordered[:, 1:] == ordered[:, :-1]).any(axis=1))
    for row in tied:
        _, inverse, counts = np.unique(-draws[row], return_inverse=True, return_counts=True)
        ends = np.cumsum(counts)
        places[row] = (ends - (counts - 1) / 2)[inverse]
    return places


def reliability(draws: Array) -> tuple[float, Array]:
    """Squared accuracy of posterior scores: 1 - posterior variance / variance of the true scores between units.

    For one normal measurement this is lambda = tau2 / (tau2 + s2/n); it stays meaningful for sums of unlike measurements. Returns
    the average and each unit's own.
    """
    if draws.shape[1] < 2:
        return 0.0, np.zeros(draws.shape[1])
    own = draws.var(axis=0)
    between = float(draws.var(axis=1, ddof=1).mean())
    if between <= 0:
        return 0.0, np.zeros(draws.shape[1])
    each = np.clip(1 - own / between, 0.0, 1.0)
    return float(np.clip(1 - own.mean() / between, 0.0, 1.0)), each
