import datetime
import uuid
from dataclasses import dataclass, fields

from dampingi.foundation.canonical import digest


@dataclass(frozen=True)
class WorkIntake:
    """Work of one mentor on one day. `id` is made by the sender: sending it twice is safe."""

    id: uuid.UUID
    mentor_id: uuid.UUID
    on: datetime.date
    kind: str
    minutes: int
    starts: datetime.time | None = None
    note: str = ""
    source: str = ""
    source_id: uuid.UUID | None = None
    reason: str = ""

    @property
    def hash(self) -> str:
        return digest([str(getattr(self, f.name)) for f in fields(self)])
