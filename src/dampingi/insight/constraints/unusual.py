"""Where a constraint is more or less common than chance alone would make it."""

from collections.abc import Iterable
from dataclasses import dataclass

from dampingi.engines.indicators import Figure, wilson
from dampingi.insight.constraints.counts import Counts

LEVEL = 0.998
"""Three standard errors: of the hundreds of cells compared, one in five hundred stands out by chance."""
FEWEST, LEAST = 30, 5
"""Fewer businesses, or fewer of them held back, are too few to say anything."""


@dataclass(frozen=True)
class Standout:
    place: str
    column: str
    here: Figure
    elsewhere: Figure
    """The same in all other places of the question."""
    low: float
    high: float

    @property
    def more(self) -> bool:
        return (
            self.here.numerator * self.elsewhere.denominator
            > self.elsewhere.numerator * self.here.denominator
        )

    @property
    def times(self) -> float:
        """How many times as common as elsewhere."""
        return (self.here.numerator / self.here.denominator) / (
            self.elsewhere.numerator / self.elsewhere.denominator
        )


@dataclass(frozen=True)
class Compared:
    found: list[Standout]
    """What is commoner than elsewhere first, then by how far the interval lies from what is usual there."""
    compared: int
    too_few: int


def unusual(counted: Counts, columns: Iterable[str]) -> Compared:
    """Each cell against the same column in all other places."""
    found, compared, too_few = [], 0, 0
    for column in columns:
        held = counted.column(column)
        for place in counted.of:
            here = counted.figure(place, column)
            elsewhere = Figure(held - here.numerator, counted.population - here.denominator)
            if not _enough(here, elsewhere):
                too_few += 1
                continue
            compared += 1
            if standout := _standout(place, column, here, elsewhere):
                found.append(standout)
    return Compared(
        sorted(found, key=lambda each: (each.more, _distance(each)), reverse=True), compared, too_few
    )


def _enough(here: Figure, elsewhere: Figure) -> bool:
    """Enough businesses in both, and enough held back that either surprise could show."""
    if here.denominator < FEWEST or elsewhere.denominator < FEWEST or not elsewhere.numerator:
        return False
    expected = here.denominator * elsewhere.numerator / elsewhere.denominator
    return max(here.numerator, expected) >= LEAST


def _standout(place: str, column: str, here: Figure, elsewhere: Figure) -> Standout | None:
    interval = wilson(here, LEVEL)
    usual = elsewhere.numerator / elsewhere.denominator
    if interval is None or interval[0] <= usual <= interval[1]:
        return None
    return Standout(place, column, here, elsewhere, *interval)


def _distance(each: Standout) -> float:
    usual = each.elsewhere.numerator / each.elsewhere.denominator
    return each.low - usual if each.more else usual - each.high
