"""Whether a rater's scores, or a criterion's, follow the severity model at all.

Mean squares in the way of Wright and Masters (Rating Scale Analysis, 1982, ch. 5), for the linear model of `severity`: residual e with
variance s2 (1 - h), h its leverage. Outfit is the mean of e2 / (s2 (1 - h)), infit the sum of e2 over the sum of s2 (1 - h). About 1 is as
the model says; above 1.5 the scores are less predictable than the others' (Linacre's usual bound), below 0.5 more, beside others who are erratic or by
themselves. Raters are judged on the joined score their severity is estimated from, criteria on the single
ratings with mentor, rater and criterion as facets. The chance that such a mean square comes from chance alone is judged by
Wilson and Hilferty's cube root (PNAS 17, 1931).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .randomness import Array

LEAST = 5
NOISY = 1.5
SURE = 2.0


@dataclass(frozen=True, slots=True)
class Fit:
    """`of` a rater or a criterion; None where nothing can be judged: under five ratings, or nobody to compare with.
    `unlike` says that the scores fit worse than 1.5 and than chance explains."""

    of: str
    infit: float | None
    outfit: float | None
    ratings: int
    unlike: bool = False


def fits(scores: Array, facets: Sequence[Sequence[str]], by: int) -> tuple[Fit, ...]:
    """`facets`: for each facet the level of each score, for instance (raters, mentors); the fit of each level of facet `by`.

    By least squares on indicators of all facets, whose redundant columns are of no matter.
    """
    names = sorted(set(facets[by]))
    if not len(scores):
        return ()
    columns = np.column_stack([_indicators(f) for f in facets])
    u, sizes, _ = np.linalg.svd(columns, full_matrices=False)
    basis = u[:, sizes > 1e-9 * sizes[0]]
    free = np.maximum(1 - np.einsum("ij,ij->i", basis, basis), 0.0)
    free[free < 1e-9] = 0.0
    squares = (scores - basis @ (basis.T @ scores)) ** 2
    df = len(scores) - basis.shape[1]
    s2 = float(squares.sum()) / df if df > 0 else 0.0
    own = np.array(facets[by])
    scale = float(np.abs(scores).max()) ** 2
    known = s2 > 1e-12 * max(scale, 1.0)
    return tuple(_one(n, squares[own == n], s2 * free[own == n], known) for n in names)


def _indicators(levels: Sequence[str]) -> Array:
    names, where = np.unique(np.array(levels), return_inverse=True)
    return np.asarray(np.eye(len(names))[where.ravel()])


def _one(of: str, squares: Array, expected: Array, known: bool) -> Fit:
    told = expected > 0
    if not known or told.sum() < LEAST:
        return Fit(of, None, None, len(squares))
    ratio = squares[told] / expected[told]
    infit, outfit = float(squares[told].sum() / expected[told].sum()), float(ratio.mean())
    spread = 2 * float((expected[told] ** 2).sum()) / float(expected[told].sum()) ** 2
    return Fit(
        of,
        round(infit, 2) + 0.0,
        round(outfit, 2) + 0.0,
        len(squares),
        bool(infit > NOISY and _standard(infit, spread) > SURE),
    )


def _standard(mean_square: float, variance: float) -> float:
    """A mean square of that variance as a standard normal."""
    root = float(np.sqrt(variance))
    return float((np.cbrt(mean_square) - 1) * 3 / root + root / 3)
