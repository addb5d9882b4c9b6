"""What the actions take."""

import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class EventIntake:
    """Hours in minutes of the day; `evaluations` whose mentors present."""

    name: str
    evaluations: tuple[uuid.UUID, ...]
    days: tuple[datetime.date, ...]
    starts: int
    ends: int
    pauses: tuple[tuple[int, int], ...]
    minutes: int
    rooms: tuple[str, ...]
    least: int
