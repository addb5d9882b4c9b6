"""What goes in: participants as they stood on days, what came of them within the horizon, and the rules of a trial."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Snapshots:
    """One row is a participant on a day. Arrays of one length, in any order."""

    names: tuple[str, ...]
    x: Floats
    """[row, feature]"""
    y: Floats
    """1 where the participant stopped taking part within the horizon, else 0."""
    day: Ints
    """Ordinal of the day; what happened after it is in `y` alone."""
    person: Ints
    """Rows of one participant are not independent: they are kept together in folds and resamples."""
    groups: dict[str, NDArray[np.str_]] = field(default_factory=dict)
    """By what fairness is looked at (sex, sector). Never features."""

    def __post_init__(self) -> None:
        n = len(self.y)
        if self.x.shape != (n, len(self.names)) or len(self.day) != n or len(self.person) != n:
            raise ValueError("snapshots of different lengths")
        if not np.isfinite(self.x).all() or not np.isin(self.y, (0.0, 1.0)).all():
            raise ValueError("features must be finite and outcomes 0 or 1")

    def __len__(self) -> int:
        return len(self.y)

    def where(self, rows: NDArray[np.bool_]) -> "Snapshots":
        groups = {name: values[rows] for name, values in self.groups.items()}
        return Snapshots(self.names, self.x[rows], self.y[rows], self.day[rows], self.person[rows], groups)


@dataclass(frozen=True)
class Rules:
    """Published with every result. Days, counts of events (participants who stopped, each counted once), shares."""

    horizon: int = 60
    ridge: float = 1.0
    test_share: float = 0.4
    """Of the days: the latest ones are kept for the test."""
    least_events_train: int = 40
    least_events_test: int = 20
    least_events_group: int = 10
    flag_at: float = 0.5
    """Predicted chance from which a participant counts as flagged, for the error rates."""
    bins: int = 8
    folds: int = 5
    resamples: int = 300
    seed: int = 1
    alone: str = "days_since_contact"
    """The feature that stands alone as the baseline."""
