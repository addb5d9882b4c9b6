"""A submission on its way to the records, and what came of it."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from dampingi.capture.field.bodies import Body
from dampingi.capture.field.models import Submission
from dampingi.foundation.accounts.actors import Actor

State = Submission.State


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose phone it came from, and who answers for it: the same person, or the office that accepts it later."""

    by: Actor
    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Entry:
    id: uuid.UUID
    kind: str
    hash: str
    body: Body
    photo: bytes = field(default=b"", repr=False)
    """The first of its photos."""
    photos: tuple[bytes, ...] = field(default=(), repr=False)
    """All of them, of the kinds that take several (`photos.SEVERAL`)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    state: str
    reason: str = ""
    overlaps: dict[str, Any] = field(default_factory=dict)


APPLIED = Outcome(State.APPLIED)
