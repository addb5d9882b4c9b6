"""The way to a target. A value in June is judged by where it should be in June."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Course = Literal["flat", "linear", "end"]
"""flat: the target holds from the first day. linear: the same step every day from the baseline. end: judged on the last day alone."""

Verdict = Literal["good", "watch", "late", "none"]
WATCH = Decimal("0.85")
"""So much of the way that is due is still worth watching; less is late."""


@dataclass(frozen=True)
class Path:
    """From `baseline` at the beginning of `start` to `target` at the end of `end` (both days belong to the period)."""

    baseline: Decimal
    target: Decimal
    start: datetime.date
    end: datetime.date
    course: Course = "linear"
    lower_is_better: bool = False


@dataclass(frozen=True)
class Standing:
    """`expected` on the day, None where nothing is expected yet; `made` and `due` are shares of the whole way, None where there is no way to go."""

    expected: Decimal | None
    made: Decimal | None
    due: Decimal | None
    verdict: Verdict


def expected(path: Path, on: datetime.date) -> Decimal | None:
    """Where the value should be when `on` is over; None before the period, and before its end where only the end counts."""
    if on < path.start:
        return None
    if on >= path.end:
        return path.target
    if path.course == "end":
        return None
    if path.course == "flat":
        return path.target
    days, whole = (on - path.start).days + 1, (path.end - path.start).days + 1
    return path.baseline + (path.target - path.baseline) * days / whole


def standing(path: Path, value: Decimal | None, on: datetime.date) -> Standing:
    """Good at what is expected or better; else by how much of the way that is due was made."""
    wanted = expected(path, on)
    way = path.target - path.baseline
    made = (value - path.baseline) / way if way and value is not None else None
    due = (wanted - path.baseline) / way if way and wanted is not None else None
    return Standing(wanted, made, due, _verdict(path, value, wanted, made, due))


def _verdict(
    path: Path, value: Decimal | None, wanted: Decimal | None, made: Decimal | None, due: Decimal | None
) -> Verdict:
    if value is None or wanted is None:
        return "none"
    if (value <= wanted) if path.lower_is_better else (value >= wanted):
        return "good"
    towards = (path.target < path.baseline) == path.lower_is_better
    if (
        made is None or due is None or not towards
    ):  # no way to go, or it was better before: by the value itself
        near = value * WATCH <= wanted if path.lower_is_better else value >= wanted * WATCH
        return "watch" if near else "late"
    return "watch" if made >= due * WATCH else "late"
