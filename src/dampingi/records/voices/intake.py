import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VoiceIntake:
    """A participant's answers about a mentor, each 1 (not at all) to 5 (very much)."""

    enrolment_id: uuid.UUID
    mentor_id: uuid.UUID
    on: datetime.date
    came: int
    listened: int
    useful: int
    respectful: int
    recommend: int
