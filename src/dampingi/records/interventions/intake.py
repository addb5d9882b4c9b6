import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class InterventionIntake:
    kind: str
    title: str
    region: str
    starts_on: datetime.date
    ends_on: datetime.date
    partner: uuid.UUID | None = None
    note: str = ""
