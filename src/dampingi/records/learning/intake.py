import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttendanceIntake:
    """An invited participant came or did not, with the test scores (0 to 100) of those who took the tests."""

    enrolment_id: uuid.UUID
    present: bool
    pre: int | None = None
    post: int | None = None


@dataclass(frozen=True, slots=True)
class ScoreIntake:
    """The tests of one attendance as they should be; `was` is what the typist saw."""

    attendance_id: uuid.UUID
    pre: int | None
    post: int | None
    was: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class OpinionIntake:
    """1 (not at all) to 5 (very much)."""

    clear: int
    useful: int
    mastery: int
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ModulePlan:
    """A module as it should read; `order` counts from 1."""

    subject: str
    title: str
    outcome: str
    minutes: int
    order: int = 0
