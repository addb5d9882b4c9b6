"""Bands instead of ranks: which band a score falls in, and which others it could as well be."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .evidence import Band, Unusable
from .randomness import Array

PLAUSIBLE = 0.05


@dataclass(frozen=True, slots=True)
class Banding:
    """`key` is the most probable band, `chances` all bands' probabilities in the instrument's order, `plausible` those of at least 5%."""

    key: str
    chances: tuple[tuple[str, float], ...]
    plausible: tuple[str, ...]


def ascending(bands: Sequence[Band]) -> list[Band]:
    ordered = sorted(bands, key=lambda b: b.lower)
    if not ordered or ordered[0].lower > 0 or len({b.lower for b in ordered}) < len(ordered):
        raise Unusable("bands must start at 0 and have different lower edges")
    return ordered


def band_of(scores: Array, bands: Sequence[Band]) -> Banding:
    """`scores`: the draws of one unit's composite."""
    ordered = ascending(bands)
    edges = np.array([b.lower for b in ordered[1:]])
    share = np.bincount(np.searchsorted(edges, scores, side="right"), minlength=len(ordered)) / len(scores)
    best = int(np.argmax(share))
    return Banding(
        ordered[best].key,
        tuple((b.key, round(float(s), 3)) for b, s in zip(ordered, share, strict=True)),
        tuple(b.key for b, s in zip(ordered, share, strict=True) if s >= PLAUSIBLE),
    )
