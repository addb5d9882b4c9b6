"""How good predicted chances are: Brier's score, the area under the ROC curve, reliability by bins, and intervals."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .snapshots import Floats, Ints

Z = 1.959963984540054


@dataclass(frozen=True)
class Interval:
    low: float
    high: float


@dataclass(frozen=True)
class Bin:
    """Rows of about one predicted chance. `seen` is the share it happened to, with a 95% interval (Wilson)."""

    n: int
    events: int
    predicted: float
    seen: float
    interval: Interval

    @property
    def agrees(self) -> bool:
        return self.interval.low <= self.predicted <= self.interval.high


def brier(chance: Floats, y: Floats) -> float:
    return float(np.mean((chance - y) ** 2))


def auc(chance: Floats, y: Floats) -> float:
    """The chance that one who stopped has the higher score than one who did not, ties half (Mann and Whitney)."""
    from scipy.stats import rankdata

    ones = int(y.sum())
    zeros = len(y) - ones
    if not ones or not zeros:
        return float("nan")
    ranks = rankdata(chance)
    return float((ranks[y > 0].sum() - ones * (ones + 1) / 2) / (ones * zeros))


def wilson(events: float, n: float) -> Interval:
    if n <= 0:
        return Interval(0.0, 1.0)
    p, spread = events / n, Z * Z / n
    middle = (p + spread / 2) / (1 + spread)
    half = Z * np.sqrt(p * (1 - p) / n + spread / (4 * n)) / (1 + spread)
    return Interval(float(max(0.0, middle - half)), float(min(1.0, middle + half)))


def reliability(chance: Floats, y: Floats, *, bins: int) -> tuple[Bin, ...]:
    """Bins of about equal size in the order of the predicted chance; rows of equal chance stay together."""
    if not len(y):
        return ()
    edges = np.unique(np.quantile(chance, np.linspace(0, 1, bins + 1)[1:-1]))
    at = np.searchsorted(edges, chance, side="left")
    found = []
    for k in np.unique(at):
        rows = at == k
        n, events = int(rows.sum()), int(y[rows].sum())
        found.append(Bin(n, events, float(chance[rows].mean()), events / n, wilson(events, n)))
    return tuple(found)


def calibration_error(found: tuple[Bin, ...]) -> float:
    """The mean distance of what was predicted from what was seen, bins weighted by their rows."""
    n = sum(b.n for b in found)
    return sum(b.n * abs(b.predicted - b.seen) for b in found) / n if n else float("nan")


def resampled(measure: Callable[[Ints], float], person: Ints, *, resamples: int, seed: int) -> Interval:
    """A 95% interval by drawing participants, not rows, with replacement (Efron and Tibshirani 1993)."""
    known, place = np.unique(person, return_inverse=True)
    order = np.argsort(place, kind="stable")
    starts = np.searchsorted(place[order], np.arange(len(known) + 1))
    rows_of = [order[starts[k] : starts[k + 1]] for k in range(len(known))]
    dice = np.random.default_rng(seed)
    found = []
    for _draw in range(resamples):
        drawn = dice.integers(0, len(known), len(known))
        found.append(measure(np.concatenate([rows_of[k] for k in drawn])))
    values = np.array([v for v in found if np.isfinite(v)])
    if not len(values):
        return Interval(float("nan"), float("nan"))
    low, high = np.quantile(values, [0.025, 0.975])
    return Interval(float(low), float(high))
