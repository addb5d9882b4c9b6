"""How little the weights would have to change to flip a decision.

Moving weight from where a unit does comparatively well to where it does badly changes the gap between two scores most; taking from
the most favourable first is the optimum of that linear programme (a fractional knapsack), so the answer is exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .evidence import Band
from .randomness import Array


@dataclass(frozen=True, slots=True)
class Flip:
    """`points` of weight moved from `sources` to `receiver` would flip `unit` (against `other`, or over the band edge `edge`)."""

    unit: int
    points: float
    receiver: int
    sources: tuple[tuple[int, float], ...]
    other: int | None = None
    edge: str | None = None


def smallest_move(
    gains: Array, weights: Array, gap: float
) -> tuple[float, int, tuple[tuple[int, float], ...]] | None:
    """Least weight to move so that sum(weights * gains) falls by `gap` >= 0. `gains[c]` is what one point of weight on c is worth.

    Returns (points, receiving criterion, (source, points) ...) or None where no weighting can do it.
    """
    receiver = int(np.argmin(gains))
    left, moved, sources = gap, 0.0, []
    for c in np.argsort(-gains, kind="stable"):
        worth = float(gains[c] - gains[receiver])
        if left <= 1e-12 or worth <= 1e-12:
            break
        taken = min(float(weights[c]), left / worth)
        if taken > 0:
            sources.append((int(c), taken))
            moved += taken
            left -= taken * worth
    return (moved, receiver, tuple(sources)) if left <= 1e-9 else None


def top_flip(parts: Array, weights: Array, top: int) -> Flip | None:
    """The smallest move that exchanges one of the best `top` units with one outside. `parts`: J x C scores, weights sum to 1."""
    total = parts @ weights
    order = np.argsort(-total, kind="stable")
    best: Flip | None = None
    for inside in order[:top]:
        for outside in order[top:]:
            found = smallest_move(
                parts[inside] - parts[outside], weights, float(total[inside] - total[outside])
            )
            if found and (best is None or found[0] < best.points):
                best = Flip(int(inside), *found, other=int(outside))
    return best


def band_flip(unit: int, parts: Array, weights: Array, bands: Sequence[Band]) -> Flip | None:
    """The smallest move of weight that takes one unit over the nearest band edge, downwards or upwards. `parts`: C scores."""
    total = float(parts @ weights)
    best: Flip | None = None
    for band in bands:
        if band.lower <= 0:
            continue
        down = total >= band.lower
        found = smallest_move(parts if down else -parts, weights, abs(total - band.lower))
        if found and (best is None or found[0] < best.points):
            best = Flip(unit, *found, edge=band.key)
    return best
