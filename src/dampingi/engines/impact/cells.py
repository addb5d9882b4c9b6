"""One comparison at a time: a cohort, a period, the change since the last period before joining, against those not (yet) taking part.

Callaway and Sant'Anna, "Difference-in-Differences with multiple time periods", Journal of Econometrics 225 (2021), without covariates:
who joined earlier is never the comparison of who joined later, so that effects that grow do not spoil one another.
"""

from dataclasses import dataclass

import numpy as np

from .panel import NEVER, Array, Codes, Flags, Panel


@dataclass(frozen=True, slots=True)
class Cell:
    """Effect of `cohort` at `period` (both period indices); `influence` (units,) sums to 0, its squares to the variance."""

    cohort: int
    period: int
    effect: float
    influence: Array
    who: Flags
    """The units that speak in it, on either side."""

    @property
    def since(self) -> int:
        """Periods since joining: 0 is the first one taken part in, below 0 lies before."""
        return self.period - self.cohort


def cells(panel: Panel) -> list[Cell]:
    """Every cohort at every period but its base, where both sides were looked at in both. A cohort without an earlier period has none."""
    found = []
    for cohort in panel.cohorts:
        base = cohort - 1
        if base < 0:
            continue
        for period in range(len(panel.periods)):
            cell = None if period == base else _cell(panel, cohort, base, period)
            if cell is not None:
                found.append(cell)
    return found


def comparable(cohort: Codes, period: int, base: int) -> Flags:
    """Those who have not taken part up to the later of both periods."""
    return np.asarray((cohort == NEVER) | (cohort > max(period, base)))


def _cell(panel: Panel, cohort: int, base: int, period: int) -> Cell | None:
    both = panel.seen[:, base] & panel.seen[:, period]
    treated = (panel.cohort == cohort) & both
    others = comparable(panel.cohort, period, base) & (panel.cohort != cohort) & both
    n, m = int(treated.sum()), int(others.sum())
    if not n or not m:
        return None
    change = np.where(both, panel.outcome[:, period] - panel.outcome[:, base], 0.0)
    here, there = change[treated].mean(), change[others].mean()
    influence = np.where(treated, (change - here) / n, 0.0) - np.where(others, (change - there) / m, 0.0)
    return Cell(cohort, period, float(here - there), influence, treated | others)
