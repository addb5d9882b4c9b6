"""Averages over cells, weighted by the size of the cohorts, with what the weights themselves add to the uncertainty."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .cells import Cell
from .panel import Array, Flags, Panel


@dataclass(frozen=True, slots=True)
class Average:
    effect: float
    influence: Array
    who: Flags
    """The units that speak in it."""


def by_size(panel: Panel, found: Sequence[Cell | Average], cohorts: Sequence[int]) -> Average:
    """Weighted by how many units each cohort has; `cohorts[k]` is the cohort of `found[k]`."""
    n = len(panel.cohort)
    member = np.array([panel.cohort == g for g in cohorts], dtype=float)
    share = member.mean(axis=1)
    total = share.sum()
    weight = share / total
    effects = np.array([f.effect for f in found])
    off = (member - share[:, None]) / n
    moved = off / total - np.outer(weight / total, off.sum(axis=0))
    influence = weight @ np.array([f.influence for f in found]) + effects @ moved
    return Average(float(weight @ effects), influence, _anyone(found))


def plain(found: Sequence[Cell | Average]) -> Average:
    effect = float(np.mean([f.effect for f in found]))
    return Average(effect, np.mean([f.influence for f in found], axis=0), _anyone(found))


def _anyone(found: Sequence[Cell | Average]) -> Flags:
    return np.asarray(np.logical_or.reduce([f.who for f in found]))


def by_since(panel: Panel, found: Sequence[Cell]) -> dict[int, Average]:
    """Periods since joining -> the average over the cohorts seen there."""
    groups: dict[int, list[Cell]] = {}
    for cell in found:
        groups.setdefault(cell.since, []).append(cell)
    return {e: by_size(panel, g, [c.cohort for c in g]) for e, g in sorted(groups.items())}


def by_cohort(found: Sequence[Cell]) -> dict[int, Average]:
    """Cohort -> the plain average over the periods since it joined."""
    groups: dict[int, list[Cell]] = {}
    for cell in found:
        if cell.since >= 0:
            groups.setdefault(cell.cohort, []).append(cell)
    return {g: plain(group) for g, group in sorted(groups.items())}
