"""What the engine gives back. Scores are rounded to 2 decimals, chances and reliabilities to 3, so that a recomputation on another
machine gives the same digits."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from .agreement import Agreement
from .bands import Banding
from .fit import Fit
from .proposals import Proposal
from .randomness import Array
from .severity import RaterSeverity


@dataclass(frozen=True, slots=True)
class CriterionPart:
    """`value` is the mentor's own figure, `adjusted` the same for a caseload like the whole city's, `city` everyone's, all in the
    criterion's unit; `score` is the adjusted one on 0-100 before shrinkage; `evidence` counts what it rests on."""

    key: str
    weight: float
    value: float | None
    adjusted: float | None
    city: float | None
    score: float | None
    evidence: int


@dataclass(frozen=True, slots=True)
class DimensionPart:
    """raw + caseload + shrinkage = score: what was seen, what a harder or easier caseload explains, what chance explains."""

    key: str
    weight: float
    raw: float | None
    caseload: float | None
    shrinkage: float | None
    score: float
    low: float
    high: float
    reliability: float
    evidence: int
    enough: bool
    asked: int | None = None
    """Of how many: the participants who could have answered. None where nobody says."""
    earlier: int = 0
    """How many earlier evaluations count as prior evidence; of a team, of all its mentors."""


@dataclass(frozen=True, slots=True)
class Place:
    """`expected` rank with its interval and the chance to be among the best `top`."""

    expected: float
    low: int
    high: int
    top_chance: float


@dataclass(frozen=True, slots=True)
class WeightMove:
    """The smallest change of weights that flips a decision: move `points` of 100 from the `sources` to `receiver`."""

    points: float
    receiver: str
    sources: tuple[tuple[str, float], ...]
    unit: str
    other: str | None = None
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One mentor, or one team. `place` is None wherever the reliability gate or the least evidence says so."""

    key: str
    score: float
    low: float
    high: float
    reliability: float
    banding: Banding
    sufficient: bool
    lacking: tuple[str, ...]
    place: Place | None
    dimensions: tuple[DimensionPart, ...] = ()
    criteria: tuple[CriterionPart, ...] = ()
    band_move: WeightMove | None = None
    members: tuple[str, ...] = ()
    proposal: Proposal | None = None
    """None for a team: decisions are about people."""


@dataclass(frozen=True, slots=True)
class Covariate:
    """Effect of a participant's trait on the dimension's 0-100 score, with its standard error."""

    name: str
    effect: float
    se: float


@dataclass(frozen=True, slots=True)
class DimensionSummary:
    """`mentor_sd`, `team_sd`, `noise_sd` on 0-100: between mentors of a team, between teams, between one mentor's single
    observations. `needed`: observations per mentor at which reliability reaches the gate (None: no difference seen)."""

    key: str
    weight: float
    centre: float | None
    mentor_sd: float | None
    team_sd: float | None
    noise_sd: float | None
    reliability: float
    needed: int | None
    covariates: tuple[Covariate, ...] = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """Something the reader must know before comparing. `code` is stable, `about` names what it concerns."""

    code: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Appraisal:
    mentors: tuple[UnitResult, ...]
    teams: tuple[UnitResult, ...]
    dimensions: tuple[DimensionSummary, ...]
    raters: tuple[RaterSeverity, ...]
    reliability: float
    team_reliability: float
    ranked: bool
    teams_ranked: bool
    top_move: WeightMove | None
    cautions: tuple[Caution, ...]
    agreement: tuple[Agreement, ...] = ()
    """How far raters agree on each of the panel's criteria."""
    fits: tuple[Fit, ...] = ()
    """Of the panel's criteria; those of raters stand with their severity."""


def points(value: float) -> float:
    """A score, rounded; never -0.0."""
    return round(float(value), 2) + 0.0


def maybe_points(value: float) -> float | None:
    return points(value) if np.isfinite(value) else None


def chance(value: float) -> float:
    return round(float(value), 3) + 0.0


def rounded(rater: RaterSeverity) -> RaterSeverity:
    se = None if rater.se is None else points(rater.se)
    return dataclasses.replace(rater, severity=points(rater.severity), se=se)


def spread(draws: Array, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail])
    return points(low), points(high)
