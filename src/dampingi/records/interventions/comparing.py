"""Before beside after, for those of whom both are known. It says what happened at the same time, never why."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Compared:
    """Of all takers: both months known, both compared with papers by somebody else, and where they went."""

    takers: int
    known: int
    checked: int
    rose: int
    same: int
    fell: int
    middle: int | None
    """Median change in rupiah a month; None where nothing is known."""


def compared(rows: Iterable[Any]) -> Compared:
    """`rows` have `before`, `after` (rupiah or None), `before_paper` and `after_paper`."""
    all_ = list(rows)
    both = [r for r in all_ if r.before is not None and r.after is not None]
    moves = [r.after - r.before for r in both]
    return Compared(
        takers=len(all_), known=len(both), checked=sum(bool(r.before_paper and r.after_paper) for r in both),
        rose=sum(m > 0 for m in moves), same=sum(m == 0 for m in moves), fell=sum(m < 0 for m in moves),
        middle=round(median(moves)) if moves else None,
    )  # fmt: skip
