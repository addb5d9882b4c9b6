"""Logistic regression with a ridge on standardised features, by iteratively reweighted least squares.

Maximises sum(log likelihood) - ridge/2 * |slopes|^2; the intercept is free (Hoerl and Kennard 1970; le Cessie and van Houwelingen,
Applied Statistics 41, 1992). A step that does not improve is halved, so that separated data converge as well.
"""

from dataclasses import dataclass

import numpy as np

from .snapshots import Floats

MOST_STEPS, CLOSE = 100, 1e-10


@dataclass(frozen=True)
class Fit:
    """`slopes` are per standard deviation; a feature that never varies has slope 0."""

    names: tuple[str, ...]
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    intercept: float
    slopes: tuple[float, ...]
    steps: int

    def standardised(self, x: Floats) -> Floats:
        return np.asarray((x - np.array(self.means)) / np.array(self.spreads))

    def score(self, x: Floats) -> Floats:
        """Log odds, one for each row."""
        return np.asarray(self.intercept + self.standardised(x) @ np.array(self.slopes))


def fit(x: Floats, y: Floats, *, names: tuple[str, ...], ridge: float) -> Fit:
    """Raises ValueError where only one outcome occurs."""
    if not 0 < y.sum() < len(y):
        raise ValueError("nothing to tell apart: only one outcome occurs")
    means, spreads = x.mean(axis=0), x.std(axis=0)
    spreads = np.where(spreads > 1e-12, spreads, 1.0)
    design = np.column_stack([np.ones(len(y)), (x - means) / spreads])
    weights, steps = climb(design, y, np.array([0.0, *[ridge] * x.shape[1]]))
    return Fit(names, tuple(map(float, means)), tuple(map(float, spreads)), float(weights[0]), tuple(map(float, weights[1:])), steps)  # fmt: skip


def probability(score: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(score / 2)))


def climb(design: Floats, y: Floats, ridge: Floats) -> tuple[Floats, int]:
    """(weights of the design's columns, steps). The first column is of ones; `y` may be softened outcomes between 0 and 1."""
    share = y.mean()
    weights = np.zeros(design.shape[1])
    weights[0] = np.log(share / (1 - share))
    height = _height(design, y, ridge, weights)
    for step in range(1, MOST_STEPS + 1):
        p = probability(design @ weights)
        slope = design.T @ (y - p) - ridge * weights
        bend = (design * np.maximum(p * (1 - p), 1e-12)[:, None]).T @ design + np.diag(ridge)
        move = np.linalg.lstsq(bend, slope, rcond=None)[0]
        for _halving in range(40):
            reached = _height(design, y, ridge, weights + move)
            if reached >= height:
                break
            move = move / 2
        weights, gained, height = weights + move, reached - height, reached
        if abs(gained) < CLOSE * (1 + abs(height)) and np.abs(move).max() < 1e-8:
            return weights, step
    return weights, MOST_STEPS


def _height(design: Floats, y: Floats, ridge: Floats, weights: Floats) -> float:
    score = design @ weights
    return float(y @ score - np.logaddexp(0, score).sum() - ridge @ weights**2 / 2)
