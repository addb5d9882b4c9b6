import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class PactIntake:
    kind: str
    title: str
    scope: str
    starts_on: datetime.date
    ends_on: datetime.date
    under: uuid.UUID | None = None


@dataclass(frozen=True)
class SignatoryIntake:
    side: str
    name: str
    position: str
    basis: str


@dataclass(frozen=True)
class ObligationIntake:
    side: str
    what: str
    rhythm: str
    due_on: datetime.date | None = None
    unit: str = ""
    amount: int | None = None
