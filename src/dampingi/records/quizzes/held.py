import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A session, or what is taught, and under whose name its events are told."""

    kind: str
    id: uuid.UUID
    region: str
    programme: uuid.UUID
    subject: tuple[str, uuid.UUID]
