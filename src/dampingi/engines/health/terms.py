"""What a cooperative is asked, and what comes out."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

BEST, WORST = 4, 1


class Unusable(ValueError):
    """Rules nobody can be assessed by."""


@dataclass(frozen=True, slots=True)
class Component:
    """Questions answered with yes or no; their share of yes gives 4, 3, 2 or 1."""

    key: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aspect:
    """`weight` of 100."""

    key: str
    weight: int
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class Band:
    key: str
    lower: Fraction


@dataclass(frozen=True, slots=True)
class Rules:
    """`steps`: above these shares of yes a component has 4, 3 and 2; at or below the last, 1. `bands` fall and end at 0."""

    aspects: tuple[Aspect, ...]
    bands: tuple[Band, ...]
    steps: tuple[Fraction, Fraction, Fraction] = (Fraction(3, 4), Fraction(1, 2), Fraction(1, 4))

    def __post_init__(self) -> None:
        for wrong, fault in self._faults():
            if wrong:
                raise Unusable(fault)

    def _faults(self) -> list[tuple[bool, str]]:
        lowers = [b.lower for b in self.bands]
        return [
            (sum(a.weight for a in self.aspects) != 100, "weights must sum to 100"),
            (any(a.weight <= 0 for a in self.aspects), "weights must be above zero"),
            (any(not a.components for a in self.aspects), "an aspect without components"),
            (any(not c.items for c in self.components), "a component without items"),
            (any(n > 1 for n in Counter(self.items).values()), "an item twice"),
            (list(self.steps) != sorted(set(self.steps), reverse=True), "steps must fall"),
            (not all(0 < s < 1 for s in self.steps), "steps lie between 0 and 1"),
            (not lowers or lowers != sorted(set(lowers), reverse=True), "bands must fall"),
            (not lowers or lowers[-1] != 0 or lowers[0] > 100, "bands run from 100 to 0"),
        ]

    @property
    def components(self) -> tuple[Component, ...]:
        return tuple(c for a in self.aspects for c in a.components)

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(i for c in self.components for i in c.items)


@dataclass(frozen=True, slots=True)
class ComponentMark:
    key: str
    yes: int
    of: int
    level: int


@dataclass(frozen=True, slots=True)
class AspectMark:
    """`score` 25 to 100 within the aspect; `points` of `weight` add up to the whole."""

    key: str
    weight: int
    score: Fraction
    points: Fraction
    components: tuple[ComponentMark, ...]


@dataclass(frozen=True, slots=True)
class Lift:
    """The fewest questions that must become yes for the next band, by component."""

    band: str
    items: int
    components: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Health:
    score: Fraction
    band: str
    aspects: tuple[AspectMark, ...]
    lift: Lift | None
    """None in the best band."""
