"""When opinions of a session are told, and how: only after it closed, so that nobody counts one more answer into one more name."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

DAYS = 7
"""Answers come for a week after the session."""
FEWEST = 5
"""Fewer answers are told to nobody."""


def closes_on(on: datetime.date) -> datetime.date:
    return on + datetime.timedelta(days=DAYS)


@dataclass(frozen=True)
class Told:
    """`means` per aspect, None while there are too few answers or the week is not over."""

    n: int
    means: tuple[float, ...] | None
    comments: tuple[str, ...] = ()


def told(answers: Sequence[tuple[int, ...]], comments: Sequence[str], *, closed: bool) -> Told:
    """One session's answers. Comments in the order of the alphabet, not of their coming."""
    if not closed or len(answers) < FEWEST:
        return Told(len(answers), None)
    means = tuple(fmean(column) for column in zip(*answers, strict=True))
    return Told(len(answers), means, tuple(sorted(c for c in comments if c)))


def pooled(sessions: Sequence[Told]) -> Told:
    """Of the sessions that are told alone: pooling others as well would give them away by subtraction."""
    shown = [s for s in sessions if s.means is not None]
    n = sum(s.n for s in shown)
    if not n:
        return Told(0, None)
    width = len(shown[0].means or ())
    return Told(n, tuple(sum(s.n * s.means[k] for s in shown if s.means) / n for k in range(width)))
