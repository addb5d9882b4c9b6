import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlotIntake:
    """A time at which someone advises on a field (definitions/constraint_fields.yaml) those who live in `region`."""

    region: str
    field: str
    on: datetime.date
    starts: datetime.time
    minutes: int
    place: str
    adviser: str
    capacity: int
    id: uuid.UUID | None = None
    channel: str = "person"
    link: str = ""
    mentor: uuid.UUID | None = None
    """Whose appointment, if a consultant's or mentor's; `adviser` may then be empty."""
