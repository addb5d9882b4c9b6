"""From rows to matrices, in an order that doesn't depend on the order of the input."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .evidence import Participant
from .randomness import Array

OTHERS_COLUMN = "other mentors"
NEGLIGIBLE = 1e-6


@dataclass(frozen=True, slots=True)
class Design:
    """`columns[p]` names column p of `matrix` (N x P, centred); `dropped` names those constant inside every caseload."""

    columns: tuple[str, ...]
    matrix: Array
    dropped: tuple[str, ...] = ()


def shares(months: Sequence[Iterable[tuple[str, float]]], mentors: Sequence[str]) -> Array:
    """N x J matrix of each mentor's share of a participant's accompanied months; rows sum to 1.

    A participant whom two mentors accompanied belongs to both in proportion (a multiple-membership model: Browne, Goldstein
    and Rasbash, Statistical Modelling 1, 2001).
    """
    index = {key: j for j, key in enumerate(mentors)}
    out = np.zeros((len(months), len(mentors)))
    for i, row in enumerate(months):
        for mentor, amount in row:
            out[i, index[mentor]] += amount
    total = out.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(out, total, out=out, where=total > 0))


def with_others(design: Design, share: Array) -> Design:
    """Add the share of months under mentors who are not compared here, whose own level the column's effect takes up."""
    if not share.any():
        return design
    return Design((OTHERS_COLUMN, *design.columns), np.column_stack([share, design.matrix]), design.dropped)


def covariate_columns(participants: Sequence[Participant], names: Sequence[str]) -> Design:
    """Numbers as they are (unknown: mean, plus an indicator of its own), categories as indicators of all but the commonest."""
    columns: list[str] = []
    parts: list[Array] = []
    for name in names:
        values = [dict(p.covariates).get(name) for p in participants]
        for label, column in _encode(name, values):
            columns.append(label)
            parts.append(column - column.mean())
    matrix = np.column_stack(parts) if parts else np.zeros((len(participants), 0))
    return Design(tuple(columns), matrix)


def _encode(name: str, values: Sequence[float | str | None]) -> list[tuple[str, Array]]:
    if any(isinstance(v, str) for v in values):
        return _indicators(name, ["" if v is None else str(v) for v in values])
    known = np.array([v is not None for v in values])
    numbers = np.array([float(v) if v is not None else 0.0 for v in values])
    if not known.any():
        return []
    numbers[~known] = numbers[known].mean()
    out = [(name, numbers)]
    if not known.all():
        out.append((f"{name}=?", (~known).astype(np.float64)))
    return out


def _indicators(name: str, codes: Sequence[str]) -> list[tuple[str, Array]]:
    levels, counts = np.unique(np.array(codes), return_counts=True)
    order = sorted(range(len(levels)), key=lambda k: (-counts[k], levels[k]))
    array = np.array(codes)
    kept = sorted(str(levels[k]) for k in order[1:])
    return [(f"{name}={level}", (array == level).astype(np.float64)) for level in kept]


def varying_within(design: Design, membership: Array) -> Design:
    """Keep only columns that vary inside caseloads, one after the other.

    What is constant inside every caseload (the kelurahan's own traits, where each has one mentor) is a trait of the mentor's place:
    adjusting for it would take the mentor's effect away with it, so it is left out and named. What earlier columns already say
    is left out as well, without loss.
    """
    inverse = np.linalg.pinv(membership.T @ membership, hermitian=True)
    within = design.matrix - membership @ (inverse @ (membership.T @ design.matrix))
    sizes = np.linalg.norm(design.matrix, axis=0)
    kept: list[int] = []
    of_place: list[str] = []
    basis: list[Array] = []
    for p, name in enumerate(design.columns):
        rest = within[:, p]
        if np.linalg.norm(rest) <= NEGLIGIBLE * sizes[p]:
            of_place.append(name)
            continue
        for unit in basis:
            rest = rest - unit * float(unit @ rest)
        norm = float(np.linalg.norm(rest))
        if norm > NEGLIGIBLE * sizes[p]:
            kept.append(p)
            basis.append(rest / norm)
    return Design(tuple(design.columns[p] for p in kept), design.matrix[:, kept], tuple(of_place))
