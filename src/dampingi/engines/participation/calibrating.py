"""Platt's scaling: a second logistic regression, of the outcome on the score alone (Platt 1999, with his softened targets).

Fitted on scores that each come from a model which never saw that participant; a model's scores of its own training rows are too sure.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .fitting import climb, fit, probability
from .snapshots import Floats, Snapshots


@dataclass(frozen=True)
class Scaling:
    """Chance = logistic(slope * score + shift). Slope 1 and shift 0 leave the score as it is."""

    slope: float = 1.0
    shift: float = 0.0

    def chance(self, score: Floats) -> Floats:
        return probability(self.slope * score + self.shift)


def scaled(score: Floats, y: Floats) -> Scaling:
    """Softened targets keep the slope finite where the score separates the outcomes."""
    ones, zeros = y.sum(), len(y) - y.sum()
    target = np.where(y > 0, (ones + 1) / (ones + 2), 1 / (zeros + 2))
    weights, _steps = climb(np.column_stack([np.ones(len(y)), score]), target, np.zeros(2))
    return Scaling(slope=float(weights[1]), shift=float(weights[0]))


def fold_of(person: NDArray[np.int64], folds: int) -> NDArray[np.int64]:
    """All rows of a participant in one fold, the same whenever asked."""
    known, place = np.unique(person, return_inverse=True)
    return np.asarray(np.random.default_rng(len(known)).permutation(len(known))[place] % folds)


def out_of_fold(data: Snapshots, *, ridge: float, folds: int) -> Floats:
    """Each row's score by a model fitted without its participant."""
    fold, score = fold_of(data.person, folds), np.zeros(len(data))
    for k in range(folds):
        rest = data.where(fold != k)
        score[fold == k] = fit(rest.x, rest.y, names=data.names, ridge=ridge).score(data.x[fold == k])
    return score
