"""What the actions take."""

import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """How a mentor is coached: towards what, from when until when, accompanied by whom."""

    goals: str
    starts: datetime.date
    ends: datetime.date
    companion: str


@dataclass(frozen=True)
class DecisionIntake:
    subject_id: uuid.UUID
    key: str
    reason: str = ""
    plan: Plan | None = None
