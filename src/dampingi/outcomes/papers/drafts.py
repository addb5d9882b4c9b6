import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Draft:
    """A paper before it is kept. Whoever hands one on has checked that it may be made or read, and that it is time for it."""

    kind: str
    subject: uuid.UUID
    region: str
    content: Callable[[str], dict[str, Any]]
    """What it prints, from its number; '' for a kind without numbers of ours."""
    on: datetime.date | None = None
    """The day in whose year it is numbered; None for a kind without numbers of ours."""
    programme: uuid.UUID | None = None
    version: int = 1
    replaces: bool = True
    """Earlier versions are no longer what counts."""
    made_at: datetime.datetime | None = None
    """Now, unless told."""
    called: str = ""
    """How its file's name begins."""
