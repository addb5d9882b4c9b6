from dataclasses import dataclass

WHOLE = 10_000
"""Shares are in hundredths of a percent: 10,000 is all."""


@dataclass(frozen=True)
class Rate:
    """`amount` rupiah for one unit; `per` how many counted pieces make a unit (60 minutes an hour); `cap` the most units of a month."""

    code: str
    amount: int
    per: int = 1
    cap: int | None = None

    def __post_init__(self) -> None:
        if self.amount < 0 or self.per < 1 or (self.cap is not None and self.cap < 0):
            raise ValueError(f"rate {self.code}: amount and cap from 0, per from 1")


@dataclass(frozen=True)
class Bracket:
    """`share` (of 10,000) of what lies above the bracket before and up to `upto` rupiah; None is the last."""

    upto: int | None
    share: int


@dataclass(frozen=True)
class Tax:
    """`base` and `surcharge` are shares of 10,000; the base is rounded down to full `step` rupiah."""

    base: int
    brackets: tuple[Bracket, ...]
    surcharge: int = 0
    step: int = 1

    def __post_init__(self) -> None:
        limits = [b.upto for b in self.brackets]
        rising = limits[:-1] == sorted({x for x in limits[:-1] if x is not None and x > 0})
        if not self.brackets or limits[-1] is not None or not rising:
            raise ValueError("brackets: rising limits above 0, the last without one")
        if not 0 <= self.base <= WHOLE or any(not 0 <= b.share <= WHOLE for b in self.brackets):
            raise ValueError("shares lie between 0 and 10,000")
        if self.surcharge < 0 or self.step < 1:
            raise ValueError("surcharge from 0, step from 1")


@dataclass(frozen=True)
class Line:
    """`counted` pieces were on record, `paid` of them are within the cap."""

    code: str
    counted: int
    paid: int
    amount: int
    total: int


@dataclass(frozen=True)
class Honorarium:
    """`due` is what is to be transferred: net less what was paid before and what is set off; below 0 it was overpaid."""

    lines: tuple[Line, ...]
    gross: int
    base: int
    tax: int
    net: int
    paid_before: int
    set_off: int
    due: int
