"""Many points as few dots: those that fall into one cell of a grid are told as one, with their number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

COARSE, FINE = 20, 100
"""Cells along the longer side where there are many points, and where only points that hide each other are joined."""
MANY = 200


@dataclass(frozen=True)
class Cluster:
    """`members` are places in the input. `box` is the cell (west, north, east, south), in the unit of the points."""

    x: float
    y: float
    members: tuple[int, ...]
    box: tuple[float, float, float, float]

    @property
    def count(self) -> int:
        return len(self.members)


def clusters(points: Sequence[tuple[float, float]], box: tuple[float, float, float, float]) -> list[Cluster]:
    """Points (x, y) inside `box` (west, north, east, south; y grows southwards) by grid cell; each at its members' mean."""
    at = np.asarray(points, dtype=float).reshape(-1, 2)
    if not len(at):
        return []
    west, north, east, south = box
    side = max(east - west, south - north, 1e-9) / (COARSE if len(at) > MANY else FINE)
    cells = np.floor((at - (west, north)) / side).astype(int)
    order = np.lexsort((cells[:, 0], cells[:, 1]))
    edges = np.flatnonzero((np.diff(cells[order], axis=0) != 0).any(axis=1)) + 1
    return [_cluster(at, cells, group, west, north, side) for group in np.split(order, edges)]


def _cluster(
    at: "np.ndarray[Any, Any]",
    cells: "np.ndarray[Any, Any]",
    group: "np.ndarray[Any, Any]",
    west: float,
    north: float,
    side: float,
) -> Cluster:
    x, y = at[group].mean(axis=0)
    column, row = cells[group[0]]
    left, top = west + column * side, north + row * side
    return Cluster(float(x), float(y), tuple(group.tolist()), (left, top, left + side, top + side))
