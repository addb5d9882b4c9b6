"""What a handover is asked with."""

import datetime
import uuid
from dataclasses import dataclass, field

from dampingi.foundation.canonical import digest

EVEN, NEAR = "even", "near"


@dataclass(frozen=True, slots=True)
class Asked:
    """Participants to hand over. `receivers` share them out, evenly by what each carries or also by distance and field (`way`); `notes` are for
    single participants."""

    id: uuid.UUID
    enrolments: tuple[uuid.UUID, ...]
    receivers: tuple[uuid.UUID, ...]
    on: datetime.date
    why: str
    note: str = ""
    notes: dict[uuid.UUID, str] = field(default_factory=dict)
    way: str = EVEN
    seen: str = ""
    """Digest of the sharing that the person looked at; empty where they looked at none."""

    def digest(self) -> str:
        told = [
            sorted(map(str, self.enrolments)),
            sorted(map(str, self.receivers)),
            self.on,
            self.why,
            self.note,
        ]
        notes = sorted((str(k), v) for k, v in self.notes.items())
        return digest([*told, notes, *([] if self.way == EVEN else [self.way])])


@dataclass(frozen=True, slots=True)
class Undone:
    """How many participants went back, and how many stayed because somebody built on the handover."""

    restored: int
    kept: int
