"""What tasks take in: plain values, already typed. An `id` is one the sender made, so that sending twice is safe."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from dampingi.foundation.canonical import digest


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """Work about to be set. `region` '' is the whole programme."""

    title: str
    due_on: datetime.date
    description: str = ""
    region: str = ""
    stage_id: uuid.UUID | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class FileIntake:
    """A file as it was sent; what it is, its content says."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SubmissionIntake:
    """A participant's answer to a task, with the mentor's mark if already given: a score (0 to 100), or the `levels` of every
    criterion (criterion -> place) by the rubric's edition `edition_id`."""

    enrolment_id: uuid.UUID
    task_id: uuid.UUID
    on: datetime.date
    text: str = ""
    score: int | None = None
    feedback: str = ""
    files: tuple[FileIntake, ...] = ()
    id: uuid.UUID | None = None
    levels: Mapping[str, int] = field(default_factory=dict)
    edition_id: uuid.UUID | None = None

    @property
    def hash(self) -> str:
        """Of what was handed in; the mark is another matter."""
        files = [(f.name, sha256(f.content).hexdigest()) for f in self.files]
        return digest([self.enrolment_id, self.task_id, self.on, self.text, files])

    @property
    def empty(self) -> bool:
        return not (self.text.strip() or self.files)


@dataclass(frozen=True, slots=True)
class MarkIntake:
    """What a marker found of the version they saw. `levels`: criterion -> place of the level; `score` only without a rubric."""

    submission_id: uuid.UUID
    version: int
    accepted: bool
    levels: Mapping[str, int] = field(default_factory=dict)
    score: int | None = None
    feedback: str = ""
