"""What the engine is given: plain frozen rows, each traceable to a frozen evidence row by its keys."""

import math
from collections import Counter
from dataclasses import dataclass
from typing import Literal

Method = Literal["counts", "documents", "participants", "panel"]
Missing = Literal["floor", "skip"]
OTHERS = ""


class Unusable(ValueError):
    """The instrument or the evidence contradicts itself; the message says where."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the instrument.

    `floor` and `target` are in the criterion's own unit; the score is 100 * (value - floor) / (target - floor), so 100 means
    "target reached". `weight` is in points of 100. `missing` says what a participant without a value counts as: drop-outs stay
    in the denominator as "floor", a question not asked is "skip". `least` is the least evidence per mentor: things due, papers
    looked for, participants or raters, by method.
    """

    key: str
    dimension: str
    method: Method
    weight: float
    target: float
    floor: float = 0.0
    missing: Missing = "floor"
    least: int = 1

    def score(self, value: float) -> float:
        return 100 * (value - self.floor) / (self.target - self.floor)


@dataclass(frozen=True, slots=True)
class Band:
    """Composite scores from `lower` (inclusive) up to the next band."""

    key: str
    lower: float


@dataclass(frozen=True, slots=True)
class Limit:
    """Proposed where the score lies beyond `limit` with at least this `probability`."""

    limit: float
    probability: float

    def __post_init__(self) -> None:
        if not 0 <= self.limit <= 100 or not 0.5 < self.probability < 1:
            raise Unusable("a decision limit lies between 0 and 100, its probability between 0.5 and 1")


@dataclass(frozen=True, slots=True)
class Decisions:
    """When honour, coaching or replacement is proposed; otherwise to keep. `quota`: the most honours, None for no limit."""

    honour: Limit = Limit(85, 0.80)
    coach: Limit = Limit(55, 0.80)
    replace: Limit = Limit(40, 0.95)
    quota: int | None = None

    def __post_init__(self) -> None:
        if not self.replace.limit < self.coach.limit < self.honour.limit:
            raise Unusable("the limits must rise from replacement over coaching to honour")
        if self.quota is not None and self.quota < 0:
            raise Unusable("the quota of honours is negative")


@dataclass(frozen=True, slots=True)
class Rules:
    """Decision rules, locked with the instrument.

    `reliability` is the gate for ranks; `min_mentors` the smallest group that is ranked. Without `compared` nobody is measured by others
    (a centre with seven consultants in seven fields): no rank, no mean of all, nothing drawn towards it, each against the targets alone; ranks carry P(top `top`); intervals hold `level`; `nonresponse` is how unlike those who kept silent may
    be, in standard deviations of single answers (nonresponse.py). Evaluations up to `pool_years` back count by `pool_weight` for each
    year (pooling.py).
    """

    bands: tuple[Band, ...]
    reliability: float = 0.7
    min_mentors: int = 8
    compared: bool = True
    top: int = 10
    level: float = 0.90
    draws: int = 10_000
    decisions: Decisions = Decisions()
    nonresponse: float = 0.0
    pool_years: int = 0
    pool_weight: float = 0.5

    def __post_init__(self) -> None:
        if not 0 <= self.nonresponse <= 2:
            raise Unusable("how unlike the silent may be lies between 0 and 2 standard deviations")
        if not 0 <= self.pool_years <= 3 or not 0 < self.pool_weight <= 1:
            raise Unusable(
                "a pool holds up to 3 earlier years, each counting by a weight above 0 and up to 1"
            )


@dataclass(frozen=True, slots=True)
class Instrument:
    criteria: tuple[Criterion, ...]
    rules: Rules
    covariates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if abs(sum(c.weight for c in self.criteria) - 100) > 1e-9:
            raise Unusable("the weights of the criteria must sum to 100")
        if len({c.key for c in self.criteria}) != len(self.criteria):
            raise Unusable("two criteria have the same key")
        for criterion in self.criteria:
            if criterion.weight <= 0 or criterion.target == criterion.floor:
                raise Unusable(
                    f"criterion {criterion.key} needs a positive weight and a target unlike its floor"
                )
        self.dimensions()

    def dimensions(self) -> tuple[tuple[str, tuple[Criterion, ...]], ...]:
        """Dimensions in the order of the instrument, each with its criteria, which share one method."""
        groups: dict[str, list[Criterion]] = {}
        for criterion in self.criteria:
            groups.setdefault(criterion.dimension, []).append(criterion)
        for name, members in groups.items():
            if len({c.method for c in members}) > 1:
                raise Unusable(f"dimension {name} mixes methods")
        return tuple((name, tuple(members)) for name, members in groups.items())


@dataclass(frozen=True, slots=True)
class Mentor:
    """`place` is the region the mentor alone or with others works in, `team` the kecamatan team ("" for none)."""

    key: str
    place: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """`months`: participant-months under each mentor; those under mentors who are not compared here (another level's) go under
    `OTHERS`. Covariates are numbers (None: unknown) or category codes. A criterion without an entry in `values` doesn't concern
    the row; an entry of None is a missing value."""

    key: str
    months: tuple[tuple[str, float], ...]
    covariates: tuple[tuple[str, float | str | None], ...] = ()
    values: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """`done` of `due`, for a mentor and a criterion of method "counts"; of method "documents" papers found of papers looked for."""

    mentor: str
    criterion: str
    done: int
    due: int


@dataclass(frozen=True, slots=True)
class PanelRating:
    rater: str
    mentor: str
    criterion: str
    level: float


@dataclass(frozen=True, slots=True)
class Asked:
    """How many of a mentor's participants could have answered in a dimension, whether they did or not."""

    mentor: str
    dimension: str
    number: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an evaluation `years` back said of a mentor: by how much `apart` from that year's average for a like caseload, before
    shrinkage, with its standard error, both on 0-100."""

    mentor: str
    dimension: str
    years: int
    apart: float
    se: float


@dataclass(frozen=True, slots=True)
class Evidence:
    mentors: tuple[Mentor, ...]
    participants: tuple[Participant, ...] = ()
    counts: tuple[Count, ...] = ()
    ratings: tuple[PanelRating, ...] = ()
    asked: tuple[Asked, ...] = ()
    earlier: tuple[Earlier, ...] = ()

    def __post_init__(self) -> None:
        known = {m.key for m in self.mentors}
        if len(known) != len(self.mentors):
            raise Unusable("a mentor is listed twice")
        named = {m for p in self.participants for m, _ in p.months if m != OTHERS}
        named |= {c.mentor for c in self.counts} | {r.mentor for r in self.ratings}
        named |= {a.mentor for a in self.asked} | {e.mentor for e in self.earlier}
        if named - known:
            raise Unusable(f"evidence for a mentor who is not evaluated: {min(named - known)}")
        for count in self.counts:
            if not 0 <= count.done <= count.due:
                raise Unusable(f"{count.criterion} of {count.mentor}: {count.done} done of {count.due} due")
        for told in self.earlier:
            if told.years < 1 or not told.se > 0 or not math.isfinite(told.apart + told.se):
                raise Unusable(f"the earlier evaluation of {told.mentor} says nothing usable")
        if any(a.number < 0 for a in self.asked):
            raise Unusable("fewer than nobody was asked")
        given = Counter((r.rater, r.mentor, r.criterion) for r in self.ratings)
        for (rater, mentor, criterion), times in sorted(given.items()):
            if times > 1:
                raise Unusable(f"{rater} rated {criterion} of {mentor} {times} times")
        if not all(math.isfinite(r.level) for r in self.ratings):
            raise Unusable("a rating is not a number")
