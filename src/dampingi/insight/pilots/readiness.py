"""How ready a cooperative is for the pilot: what bars it, and the points of each part. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PARTS = ("health", "digital", "transparent", "shop")
BARRIERS = ("closed", "type", "meeting", "assessed", "health", "area")
WHOLE = 10_000
"""Points are kept in hundredths; 100 points are all there are."""


@dataclass(frozen=True)
class Facts:
    """What is known of one cooperative for a book year."""

    closed: bool
    savings_loan: bool
    met: bool
    health: int | None
    """Hundredths; None where no result is approved."""
    area_inside: bool
    """Its members live in this city or regency alone, so that it is this office's to choose."""
    digital: bool | None
    transparent: bool | None
    shop: bool


@dataclass(frozen=True)
class Part:
    code: str
    points: int
    """Hundredths."""
    of: int
    known: bool


@dataclass(frozen=True)
class Readiness:
    barriers: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def score(self) -> int:
        return sum(p.points for p in self.parts)

    @property
    def at_most(self) -> int:
        """What it would be if everything unknown turned out well."""
        return sum(p.points if p.known else p.of for p in self.parts)

    @property
    def eligible(self) -> bool:
        return not self.barriers


def readiness(facts: Facts, rules: Mapping[str, Any]) -> Readiness:
    told = {
        "closed": facts.closed, "type": facts.savings_loan, "meeting": not facts.met, "assessed": facts.health is None,
        "health": facts.health is not None and facts.health < rules["least_health"] * 100, "area": not facts.area_inside,
    }  # fmt: skip
    weights = rules["weights"]
    answers = {"digital": facts.digital, "transparent": facts.transparent, "shop": facts.shop}
    health = Part(
        "health",
        weights["health"] * (facts.health or 0) // 100,
        weights["health"] * 100,
        facts.health is not None,
    )
    rest = (
        Part(c, weights[c] * 100 if yes else 0, weights[c] * 100, yes is not None)
        for c, yes in answers.items()
    )
    return Readiness(tuple(b for b in BARRIERS if told[b]), (health, *rest))


def usable(rules: Mapping[str, Any]) -> bool:
    """Whether an edition can be worked with."""
    try:
        weights = rules["weights"]
        whole = [*weights.values(), rules["away"], rules["least_health"]]
        return (
            set(weights) == set(PARTS)
            and sum(weights.values()) == 100
            and all(type(n) is int and 0 <= n <= 100 for n in whole)
        )
    except (KeyError, TypeError, AttributeError):
        return False
