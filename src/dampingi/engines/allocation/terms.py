"""What an allocation is asked about. Money is whole rupiah, shares are parts of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

Units = Mapping[tuple[str, str], int]
"""(activity, place) -> units; pairs without any may be left out."""
MOST_MONEY = 10**15
MOST_UNITS, MOST_PEOPLE = 10**5, 10**6


class Unusable(ValueError):
    """The question makes no sense: a text that names what is wrong."""


@dataclass(frozen=True)
class Activity:
    id: str
    field: str
    """Whose need it answers."""
    unit_cost: int
    reach: int
    """People a unit reaches."""
    share: float
    """Of those reached, how many are expected to be helped."""
    low: float
    high: float
    """The ends of what is known about `share`."""
    least: int = 0
    most: int = MOST_UNITS
    """Units over all places."""
    where: frozenset[str] = frozenset()
    """The places it can be given to; none named: everywhere."""

    def goes_to(self, place: str) -> bool:
        return not self.where or place in self.where

    def __post_init__(self) -> None:
        if not (1 <= self.unit_cost <= MOST_MONEY and 1 <= self.reach <= MOST_PEOPLE):
            raise Unusable(f"{self.id}: a unit costs at least a rupiah and reaches at least one")
        if not all(isfinite(x) for x in (self.low, self.share, self.high)):
            raise Unusable(f"{self.id}: shares are numbers")
        if not 0 <= self.low <= self.share <= self.high <= 1:
            raise Unusable(f"{self.id}: shares lie between 0 and 1, low before high")
        if not 0 <= self.least <= self.most <= MOST_UNITS:
            raise Unusable(f"{self.id}: fewest units before most")


@dataclass(frozen=True)
class Place:
    id: str
    district: str
    need: Mapping[str, int] = field(default_factory=dict)
    """field -> people held back there."""


@dataclass(frozen=True)
class Question:
    activities: tuple[Activity, ...]
    places: tuple[Place, ...]
    budget: int
    floor: int = 0
    """Rupiah that each district gets at least."""

    def __post_init__(self) -> None:
        if not (0 <= self.budget <= MOST_MONEY and 0 <= self.floor <= MOST_MONEY):
            raise Unusable("money is from zero to a thousand trillion")
        for ids in ([a.id for a in self.activities], [p.id for p in self.places]):
            if not ids or len(set(ids)) < len(ids):
                raise Unusable("activities and places are named once, and there is at least one of each")
        if any(not any(a.goes_to(p.id) for p in self.places) for a in self.activities):
            raise Unusable("each activity goes somewhere")
        if any(not 0 <= n <= MOST_PEOPLE for p in self.places for n in p.need.values()):
            raise Unusable("needs are counts of people")

    @property
    def districts(self) -> list[str]:
        return sorted({p.district for p in self.places})
