"""Paired gains. Sources: R. R. Hake, Am. J. Phys. 66 (1998) 64 (normalised gain as the ratio of class means); E. C. Fieller, J. R. Stat. Soc. B 16 (1954) 175
(interval of a ratio of two correlated means). Assumes the pairs are independent and the means about normal."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

FULL = 100


@dataclass(frozen=True, slots=True)
class Gain:
    """`n` have both tests, `lacking` lack one or both. Points are of the scale 0 to `full`; shares are of 1."""

    n: int
    lacking: int
    pre: float | None = None
    post: float | None = None
    mean: float | None = None
    """Of post - pre over those with both."""
    interval: tuple[float, float] | None = None
    """Paired t; None with fewer than two."""
    normalised: float | None = None
    """(mean post - mean pre) / (full - mean pre); None where everyone started at the top."""
    normalised_interval: tuple[float, float] | None = None
    """Fieller's; None where the data bound it on no side: too few, or a start so near the top that nothing is left to gain."""


def gain(
    scores: Iterable[tuple[float | None, float | None]], *, level: float = 0.95, full: float = FULL
) -> Gain:
    """Scores are (before, after), None where a test was not taken. Raises ValueError for a score off the scale or a level outside (0, 1)."""
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    rows = list(scores)
    if any(s is not None and not 0 <= s <= full for pair in rows for s in pair):
        raise ValueError(f"scores lie between 0 and {full}")
    both = np.array([pair for pair in rows if None not in pair], dtype=float).reshape(-1, 2)
    n, lacking = len(both), len(rows) - len(both)
    if n == 0:
        return Gain(0, lacking)
    gained, room = both[:, 1] - both[:, 0], full - both[:, 0]
    pre, post, mean, left = both[:, 0].mean(), both[:, 1].mean(), gained.mean(), room.mean()
    return Gain(
        n, lacking, float(pre), float(post), float(mean), _paired(gained, level),
        float(mean / left) if left > 0 else None, _fieller(gained, room, level),
    )  # fmt: skip


def _paired(gained: np.ndarray, level: float) -> tuple[float, float] | None:
    from scipy import stats

    n = len(gained)
    if n < 2:
        return None
    half = float(stats.t.ppf((1 + level) / 2, n - 1)) * float(gained.std(ddof=1)) / math.sqrt(n)
    mean = float(gained.mean())
    return mean - half, mean + half


def _fieller(gained: np.ndarray, room: np.ndarray, level: float) -> tuple[float, float] | None:
    """Every g for which the mean of gained - g * room is not told from 0 at this level."""
    from scipy import stats

    n = len(gained)
    if n < 2 or room.mean() <= 0:
        return None
    t2 = float(stats.t.ppf((1 + level) / 2, n - 1)) ** 2
    cov = np.cov(gained, room, ddof=1) / n
    d, r = float(gained.mean()), float(room.mean())
    a, b, c = r * r - t2 * float(cov[1, 1]), d * r - t2 * float(cov[0, 1]), d * d - t2 * float(cov[0, 0])
    if a <= 0:
        return None
    root = math.sqrt(max(0.0, b * b - a * c))
    return (b - root) / a, (b + root) / a
