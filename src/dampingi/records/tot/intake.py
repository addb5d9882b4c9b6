import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class SessionPlan:
    on: datetime.date
    minutes: int
    topic: str


@dataclass(frozen=True)
class Points:
    trainee: uuid.UUID
    pre: int | None
    post: int | None
