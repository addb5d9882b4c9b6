import datetime
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class CallPlan:
    """`requirements`: [{code, value, document, needed}]; `criteria`: [{code, name, weight}]; `places`: post (its code) -> number."""

    title: str
    opens_on: datetime.date
    closes_on: datetime.date
    requirements: list[dict[str, Any]]
    criteria: list[dict[str, Any]]
    places: dict[str, int]
    about: str = ""
    passing: int = 60
    keep_days: int = 180
    objection_days: int = 0


@dataclass(frozen=True)
class Told:
    """What an applicant says; all of it may be missing while it is a draft."""

    name: str
    email: str = ""
    sex: str = ""
    born_on: datetime.date | None = None
    education: str = ""
    domicile: str = ""
    post: str = ""
    """Its code; empty leaves it as it was begun."""
    fields: tuple[str, ...] = ()
    motivation: str = ""
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    requirement: str
    verdict: str
    reason: str = ""


@dataclass(frozen=True)
class Choice:
    """What a person decides of one applicant."""

    applicant: Any
    state: str
    reason: str
