"""The way to a target. A value in June is judged by where it should be in June."""

import datetime
from collections.abc import Sequence
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
    ends = path.baseline, path.target
    return _standing(ends, expected(path, on), value, lower_is_better=path.lower_is_better)


def standing_together(
    parts: Sequence[tuple[int, Path]], value: Decimal | None, on: datetime.date
) -> Standing:
    """How what several make together stands, if each is to be where its own path has it that day.

    `parts`: the denominator each brings into `value`, which divides the sum of their numerators by the sum of their denominators; so
    baseline, target and what is expected are means weighted by denominators. Nothing is expected of all while nothing is of one that counts:
    the others' expectation is no measure for a value that holds it. All are better in the same direction. Raises ValueError where nobody
    brings anything.
    """
    counting = [(Decimal(weight), path) for weight, path in parts if weight]
    whole = sum((weight for weight, _path in counting), Decimal(0))
    if whole <= 0:
        raise ValueError("nothing to stand together: all denominators are 0")
    due = [(weight, expected(path, on)) for weight, path in counting]
    wanted = (
        None
        if any(d is None for _w, d in due)
        else sum((w * d for w, d in due if d is not None), Decimal(0)) / whole
    )
    ends = (
        sum((w * p.baseline for w, p in counting), Decimal(0)) / whole,
        sum((w * p.target for w, p in counting), Decimal(0)) / whole,
    )
    return _standing(ends, wanted, value, lower_is_better=counting[0][1].lower_is_better)


def _standing(
    ends: tuple[Decimal, Decimal], wanted: Decimal | None, value: Decimal | None, *, lower_is_better: bool
) -> Standing:
    """`ends`: baseline and target of the way."""
    baseline, target = ends
    way = target - baseline
    made = (value - baseline) / way if way and value is not None else None
    due = (wanted - baseline) / way if way and wanted is not None else None
    if value is None or wanted is None:
        return Standing(wanted, made, due, "none")
    towards = (target < baseline) == lower_is_better
    shares = (made, due) if made is not None and due is not None and towards else None
    return Standing(wanted, made, due, _verdict(value, wanted, shares, lower_is_better=lower_is_better))


def _verdict(
    value: Decimal, wanted: Decimal, shares: tuple[Decimal, Decimal] | None, *, lower_is_better: bool
) -> Verdict:
    """`shares` of the way made and due; None where there is no way to go, or it was better before: then by the value itself."""
    if (value <= wanted) if lower_is_better else (value >= wanted):
        return "good"
    if shares is None:
        near = value * WATCH <= wanted if lower_is_better else value >= wanted * WATCH
    else:
        near = shares[0] >= shares[1] * WATCH
    return "watch" if near else "late"
