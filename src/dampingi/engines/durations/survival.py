"""The product-limit estimate (Kaplan and Meier, J. Am. Stat. Assoc. 53, 1958).

Assumption: what is still open when we look, or was closed for another reason, would have gone on like the others.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Course:
    """`steps` are (day, share still open after it), falling; `last` is the longest time anything was watched."""

    n: int
    events: int
    steps: tuple[tuple[int, float], ...]
    last: int

    def open_after(self, days: int) -> float | None:
        """The share not yet over `days` after the start; None where nobody was watched that long."""
        if not self.n or days > self.last:
            return None
        return next((share for day, share in reversed(self.steps) if day <= days), 1.0)

    @property
    def median(self) -> int | None:
        """The first day by which half is over; None where that was never seen."""
        return next((day for day, share in self.steps if share <= 0.5), None)


def kaplan_meier(watched: Iterable[tuple[int, bool, int]]) -> Course:
    """`watched`: (days, whether it ended then or was only watched so long, how many such).

    Days are whole and not negative; raises ValueError otherwise. Those only watched count as at risk on their last day.
    """
    ended: dict[int, int] = defaultdict(int)
    left: dict[int, int] = defaultdict(int)
    for days, over, many in watched:
        if days < 0 or many < 0:
            raise ValueError(f"{many} that lasted {days} days")
        (ended if over else left)[days] += many
    n = sum(ended.values()) + sum(left.values())
    at_risk, share, steps = n, 1.0, []
    for day in sorted({*ended, *left}):
        if gone := ended.get(day, 0):
            share *= 1 - gone / at_risk
            steps.append((day, share))
        at_risk -= gone + left.get(day, 0)
    return Course(n, sum(ended.values()), tuple(steps), max({*ended, *left}, default=0))
