"""What is observed: units by periods, when each unit joined, and where it belongs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]

NEVER = -1
"""The cohort of a unit that did not join: an applicant beyond the quota."""


class Unusable(ValueError):
    """The input contradicts itself; the message says where."""


@dataclass(frozen=True, slots=True)
class Panel:
    """`outcome` (units, periods), NaN where nobody looked; `cohort` (units,) index of the first period taken part in, or NEVER;
    `cluster` (units,) any codes; `periods` names of the columns in order of time."""

    outcome: Array
    cohort: Codes
    cluster: Codes
    periods: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.outcome.ndim != 2 or self.outcome.shape[1] != len(self.periods):
            raise Unusable(f"outcome has shape {self.outcome.shape} for {len(self.periods)} periods")
        units = (len(self.outcome),)
        if self.cohort.shape != units or self.cluster.shape != units:
            raise Unusable(f"cohort and cluster must have one entry for each of {units[0]} units")
        if np.isinf(self.outcome).any():
            raise Unusable("an outcome is infinite")
        if units[0] and (self.cohort.min() < NEVER or self.cohort.max() >= len(self.periods)):
            raise Unusable("a cohort lies outside the periods")

    @property
    def seen(self) -> Flags:
        return np.isfinite(self.outcome)

    @property
    def joined(self) -> Flags:
        return self.cohort != NEVER

    @property
    def cohorts(self) -> tuple[int, ...]:
        return tuple(int(g) for g in np.unique(self.cohort[self.joined]))
