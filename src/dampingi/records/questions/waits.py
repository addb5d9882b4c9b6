"""How long people wait, when some still wait: what is not over yet is censored, never left out (Kaplan and Meier 1958)."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Wait:
    """`days` until it ended, or until now if it has not."""

    days: float
    ended: bool


def median(waits: Sequence[Wait]) -> float | None:
    """Days after which half have been served; None while more than half may still wait.

    Those that end on a day count before those that are still waiting on it.
    """
    left, share = len(waits), 1.0
    for day in sorted({w.days for w in waits}):
        here = [w for w in waits if w.days == day]
        ended = sum(w.ended for w in here)
        share *= 1 - ended / left
        if share <= 0.5 + 1e-12:
            return day
        left -= len(here)
    return None


@dataclass(frozen=True)
class Kept:
    """A promise over many: `due` whose day has passed or that were served, `kept` of them in time, `pending` still within their time."""

    due: int
    kept: int
    pending: int

    @property
    def share(self) -> float | None:
        return self.kept / self.due if self.due else None


def kept(promises: Sequence[tuple[int | None, bool]]) -> Kept:
    """Of (days left when it was served, or left today if it was not; whether it was served). Unserved and past its day is broken."""
    due = [(left, served) for left, served in promises if left is not None and (served or left < 0)]
    pending = sum(1 for left, served in promises if left is not None and not served and left >= 0)
    return Kept(len(due), sum(1 for left, served in due if served and left >= 0), pending)
