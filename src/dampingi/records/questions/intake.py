import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class QuestionIntake:
    """What somebody wants to know. `channel` is one of `models.Channel`; `topic` a code of constraint_fields.yaml or ''; `id` the sender's own,
    so that sending twice is safe."""

    enrolment_id: uuid.UUID
    text: str
    topic: str = ""
    channel: str = "online"
    photos: tuple[bytes, ...] = field(default=(), repr=False)
    voice: bytes = field(default=b"", repr=False)
    id: uuid.UUID | None = None
