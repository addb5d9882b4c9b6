"""What a report is composed from: answers of insight, counts of records, all for one region up to one day."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dampingi.engines.appraisal import Headline
from dampingi.engines.indicators import Figure, Indicator
from dampingi.engines.targets import Forecast, Path
from dampingi.insight.monitoring.values import Values


@dataclass(frozen=True)
class Place:
    code: str
    name: str


@dataclass(frozen=True)
class StageDue:
    code: str
    name: str
    due_on: datetime.date


@dataclass(frozen=True)
class Counts:
    """How many of what, in the region, up to the day."""

    applications: int
    waiting: int
    rejected: int
    enrolled: int
    exited: int
    replaced: int
    women: int
    mentors: Mapping[str, int]
    """level -> mentors"""
    visits: int
    trainings: int
    businesses: int
    checked: int
    """Participants re-verified."""


@dataclass(frozen=True)
class Unit:
    """A mentor or a team as evaluated. `top_chance` is None where the reliability gate allows no ranks."""

    name: str
    place: str
    participants: int
    score: float | None
    low: float | None
    high: float | None
    band: str
    sufficient: bool
    top_chance: float | None = None
    region: str = ""


@dataclass(frozen=True)
class Evaluated:
    """A computed evaluation. `groups`: title -> mentors (one evaluation per level of mentors)."""

    name: str
    computed_on: datetime.date
    inputs_hash: str
    level: float
    gate: float
    least: int
    top: int
    reliability: float
    team_reliability: float
    bands: Sequence[str]
    groups: Mapping[str, Sequence[Unit]]
    teams: Sequence[Unit]
    cautions: Sequence[str] = ()


@dataclass(frozen=True)
class Material:
    """`division` names the parts the region is told by: kecamatan for a city, kelurahan for a kecamatan."""

    programme: Mapping[str, str]
    region: Place
    as_of: datetime.date
    division: str
    parts: Sequence[Place]
    villages: Sequence[Place]
    indicators: Sequence[Indicator]
    paths: Mapping[str, Path]
    """indicator -> the way to the target that holds for the region."""
    whole: Values
    by_part: Values
    by_stage: Values
    by_part_stage: Values
    by_month: Values
    constraints: Values
    """Grouped by (division, constraint)."""
    village_constraints: Values
    village_enrolled: Values
    stages: Sequence[StageDue]
    constraint_fields: Mapping[str, str]
    """constraint code -> field"""
    constraint_names: Mapping[str, str]
    counts: Counts
    headline: Headline
    evaluated: Evaluated | None = None
    months: Sequence[datetime.date] = field(default_factory=tuple)
    forecasts: Mapping[str, Forecast] = field(default_factory=dict)
    """indicator -> where the whole region's value goes until the programme's end, as far as its months tell."""

    @property
    def targets(self) -> dict[str, Decimal]:
        return {code: path.target for code, path in self.paths.items()}

    def figure(self, code: str, *group: str) -> Figure:
        return (self.by_part if group else self.whole).of(code, *group)

    def indicator(self, code: str) -> Indicator | None:
        return next((i for i in self.indicators if i.code == code), None)
