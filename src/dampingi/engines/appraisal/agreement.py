"""How far the raters agree: Krippendorff's alpha with the ordinal metric, one criterion at a time, with a bootstrap interval.

alpha = 1 - observed / expected disagreement (Krippendorff, Content Analysis, 4th ed. 2019, ch. 12): 1 is full agreement, 0 what chance
alone gives. Two levels disagree by all ratings that lie between them, so that "3 or 4" weighs less than "1 or 5". Any number of raters
per mentor; a mentor rated once says nothing about agreement and is left out. The interval resamples mentors, each with all
its ratings (Zapf, Castell, Morawietz and Karch, BMC Medical Research Methodology 16:93, 2016).

Strictness lowers alpha: two raters who order everyone alike but a level apart disagree. What the scores use is corrected for
strictness (`severity`), so alpha judges the described levels and their use, not the corrected score.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .evidence import PanelRating
from .randomness import Array, Draws

RELIABLE, TENTATIVE = 0.800, 0.667
"""Krippendorff's bounds: from the first on conclusions stand, under the second not even tentative ones."""
RESAMPLES = 1000
DEFINED = 0.9
FEW = 5


@dataclass(frozen=True, slots=True)
class Agreement:
    """`alpha` is None where it is not defined: no mentor rated by two, or everyone got the same level. `mentors` were rated by
    two or more, with `ratings` ratings. No interval under five mentors, or where one resample in ten has no alpha."""

    criterion: str
    alpha: float | None
    low: float | None
    high: float | None
    mentors: int
    ratings: int


def agreement(
    criterion: str, ratings: Sequence[PanelRating], source: Draws, *, level: float = 0.90
) -> Agreement:
    """Of the ratings of this criterion, in any order."""
    units: dict[str, list[float]] = defaultdict(list)
    for rating in ratings:
        if rating.criterion == criterion:
            units[rating.mentor].append(rating.level)
    paired = [sorted(units[m]) for m in sorted(units) if len(units[m]) > 1]
    if not paired:
        return Agreement(criterion, None, None, None, 0, 0)
    pairs = coincidences(paired)
    found = float(alphas(pairs.sum(axis=0)[None])[0])
    low, high = _interval(pairs, source, level) if np.isfinite(found) else (None, None)
    return Agreement(criterion, _digits(found), low, high, len(paired), sum(len(p) for p in paired))


def coincidences(units: Sequence[Sequence[float]]) -> Array:
    """U x V x V: each unit's ordered pairs of levels, by its ratings less one."""
    levels, where = np.unique(
        np.concatenate([np.asarray(u, dtype=np.float64) for u in units]), return_inverse=True
    )
    sizes = np.array([len(u) for u in units])
    counts = np.zeros((len(units), len(levels)))
    np.add.at(counts, (np.repeat(np.arange(len(units)), sizes), where.ravel()), 1.0)
    pairs = counts[:, :, None] * counts[:, None, :]
    pairs -= counts[:, :, None] * np.eye(len(levels))
    return np.asarray(pairs / (sizes - 1)[:, None, None])


def alphas(pairs: Array) -> Array:
    """Ordinal alpha of each of B coincidence matrices (B x V x V); NaN where only one level occurs."""
    margin = pairs.sum(axis=2)
    upto = np.cumsum(margin, axis=1)
    middle = upto - margin / 2
    apart = (middle[:, None, :] - middle[:, :, None]) ** 2
    observed = np.einsum("bij,bij->b", pairs, apart)
    expected = np.einsum("bi,bj,bij->b", margin, margin, apart)
    scale = np.maximum(margin.sum(axis=1) - 1, 0)
    ratio = np.divide(scale * observed, expected, out=np.full(len(pairs), np.nan), where=expected > 0)
    return np.asarray(1 - ratio)


def _interval(pairs: Array, source: Draws, level: float) -> tuple[float | None, float | None]:
    number = len(pairs)
    if number < FEW:
        return None, None
    chosen = (source.uniforms(RESAMPLES, number) * number).astype(np.intp)
    times = np.zeros((RESAMPLES, number))
    np.add.at(times, (np.repeat(np.arange(RESAMPLES), number), chosen.ravel()), 1.0)
    found = alphas(np.tensordot(times, pairs, 1))
    known = found[np.isfinite(found)]
    if len(known) < DEFINED * RESAMPLES:
        return None, None
    tail = (1 - level) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return _digits(float(low)), _digits(float(high))


def _digits(value: float) -> float | None:
    return round(value, 3) + 0.0 if np.isfinite(value) else None
