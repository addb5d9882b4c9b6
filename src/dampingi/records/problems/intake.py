import datetime
import uuid
from dataclasses import dataclass, field

from dampingi.foundation.rows import new_id


@dataclass(frozen=True)
class ProblemIntake:
    """What somebody notes. `level` '' is as the matrix proposes; `id` is the form's: sent twice, kept once."""

    region: str
    title: str
    what: str
    topic: str
    cause: str = ""
    matter: str = ""
    level: str = ""
    level_reason: str = ""
    noted_on: datetime.date | None = None
    meeting_id: uuid.UUID | None = None
    origin: tuple[str, uuid.UUID] | None = None
    id: uuid.UUID = field(default_factory=new_id)
