"""What a programme takes in."""

import datetime
import uuid
from dataclasses import dataclass, field
from decimal import Decimal

from dampingi.foundation.accounts.models import User


@dataclass(frozen=True, slots=True)
class SchemePlan:
    code: str
    name: str
    criteria: tuple[dict, ...] = ()
    """[{code, text, required}]"""


@dataclass(frozen=True, slots=True)
class StagePlan:
    code: str
    name: str
    due_on: datetime.date


@dataclass(frozen=True, slots=True)
class ApplicationIntake:
    """A person on record asks to join; `criteria_met` are codes of the scheme's criteria."""

    person_id: uuid.UUID
    scheme: str
    region: str
    applied_on: datetime.date
    priority: str = ""
    door: str = "online"
    idea: str = ""
    criteria_met: tuple[str, ...] = ()
    business_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Appointment:
    user: User
    name: str
    region: str
    on: datetime.date
    sex: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class TargetIntake:
    indicator: str
    region: str
    period: str
    value: Decimal
    baseline: Decimal | None = None
    course: str = ""


@dataclass
class Selection:
    """Counts of a selection: how many applications ended in which state, per kelurahan."""

    accepted: int = 0
    waiting: int = 0
    rejected: int = 0
    unfilled: dict[str, int] = field(default_factory=dict)
    """Kelurahan with places left, and how many."""
