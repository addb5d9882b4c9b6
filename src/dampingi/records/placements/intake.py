import datetime
import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PlacementIntake:
    """`share` in hundredths of a percent."""

    partner: uuid.UUID
    place: str
    share: int
    began_on: datetime.date


@dataclass(frozen=True)
class Pieces:
    """Pieces by line, on one day; `batch` is made by the form."""

    on: datetime.date
    batch: uuid.UUID
    by_line: dict[uuid.UUID, int] = field(default_factory=dict)
