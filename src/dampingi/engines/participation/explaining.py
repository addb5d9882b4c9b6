"""What each feature adds to one participant's log odds, against a participant who is average in everything."""

from dataclasses import dataclass

import numpy as np

from .fitting import Fit
from .snapshots import Floats


@dataclass(frozen=True)
class Part:
    name: str
    value: float
    adds: float
    """Log odds; above 0 raises the chance of stopping."""


def parts(model: Fit, row: Floats) -> tuple[Part, ...]:
    """The strongest first. They add up to the score less the intercept."""
    adds = model.standardised(row[None, :])[0] * np.array(model.slopes)
    found = [Part(n, float(v), float(a)) for n, v, a in zip(model.names, row, adds, strict=True)]
    return tuple(sorted(found, key=lambda p: (-abs(p.adds), p.name)))
