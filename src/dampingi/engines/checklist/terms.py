"""What is asked of somebody, and what comes out."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Unusable(ValueError):
    """A checklist nobody can be held to."""


class Outcome(StrEnum):
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    UNDECIDED = "undecided"


class Why(StrEnum):
    BARRED = "barred"
    """Something outside the criteria, such as having left."""
    LEAST = "least"
    """Below the minimum of a criterion, whatever the rest."""
    SCORE = "score"
    """Below the pass mark."""
    UNKNOWN = "unknown"
    """A criterion with a minimum is not known."""
    EVIDENCE = "evidence"
    """Too little is known of the whole."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """`least`: the value without which nobody passes. A value counts up to its target: more than asked makes up for nothing."""

    key: str
    weight: int
    target: Fraction
    least: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Band:
    key: str
    lower: Fraction


@dataclass(frozen=True, slots=True)
class Checklist:
    """Scores run from 0 to 100. `evidence`: the share of the weight that must be known before anything is concluded from the score."""

    criteria: tuple[Criterion, ...]
    bands: tuple[Band, ...]
    pass_mark: Fraction
    evidence: Fraction

    def __post_init__(self) -> None:
        for told, fault in self._faults():
            if told:
                raise Unusable(fault)

    def _faults(self) -> list[tuple[bool, str]]:
        keys, lowers = Counter(c.key for c in self.criteria), [b.lower for b in self.bands]
        return [
            (not self.criteria, "no criteria"),
            (any(n > 1 for n in keys.values()), "a criterion twice"),
            (any(c.weight <= 0 for c in self.criteria), "weights must be above zero"),
            (any(c.target <= 0 for c in self.criteria), "targets must be above zero"),
            (any(c.least is not None and c.least > c.target for c in self.criteria), "a minimum above its target"),
            (not 0 <= self.pass_mark <= 100, "a pass mark outside 0 to 100"),
            (not 0 <= self.evidence <= 1, "evidence outside 0 to 1"),
            (not lowers or lowers != sorted(set(lowers), reverse=True), "bands must fall"),
            (not lowers or lowers[-1] != 0, "the last band must begin at 0"),
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """`reached`: how much of the target, 0 to 1; None where the value is not known. `points` of `most` add up to the score."""

    key: str
    value: Fraction | None
    reached: Fraction | None
    points: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class Reason:
    why: Why
    key: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """`reasons` is empty exactly where somebody passed. `score` and `band` are None where nothing is known."""

    outcome: Outcome
    score: Fraction | None
    band: str | None
    known: Fraction
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...]
