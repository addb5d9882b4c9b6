"""What mentoring takes in: plain values, already typed. An `id` is one the sender made, so that sending twice is safe."""

import datetime
import uuid
from dataclasses import dataclass, field, fields
from decimal import Decimal
from hashlib import sha256
from typing import Any

from dampingi.foundation.canonical import digest


@dataclass(frozen=True, slots=True)
class VisitIntake:
    """A meeting of a mentor and a participant. `topic` is a code of definitions/topics.yaml; `photo` as the camera made it."""

    enrolment_id: uuid.UUID
    mentor_id: uuid.UUID
    on: datetime.date
    minutes: int
    topic: str
    advice: str = ""
    next_step: str = ""
    next_on: datetime.date | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    photo: bytes = field(default=b"", repr=False)
    id: uuid.UUID | None = None

    @property
    def hash(self) -> str:
        """Of everything the sender said, the id left out."""
        return digest([_plain(getattr(self, f.name)) for f in fields(self) if f.name != "id"])


def _plain(value: Any) -> Any:
    return sha256(value).hexdigest() if isinstance(value, bytes) else value


@dataclass(frozen=True, slots=True)
class PutOffIntake:
    """A promised visit moves to another day. `reason` is a code of definitions/put_off.yaml."""

    promise_id: uuid.UUID
    until: datetime.date
    reason: str
    note: str = ""
    id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class StageIntake:
    """A participant finished a stage, or (`needed` False, with its reason) has no need of it."""

    enrolment_id: uuid.UUID
    stage_id: uuid.UUID
    done_on: datetime.date
    needed: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GrowthIntake:
    """A participant's business in one month (`month` is its first day); turnover in rupiah."""

    enrolment_id: uuid.UUID
    month: datetime.date
    turnover: int
    workers: int
    products: int
    channels: int
    weeks_with_sales: int
    has_nib: bool
    weeks: int = 4
    carried: tuple[str, ...] = ()
    """Of these, those that were said to be as in the month on record before."""


@dataclass(frozen=True, slots=True)
class OutcomeIntake:
    """What a mentor reports of a participant in one aspect (`models.Aspect`)."""

    enrolment_id: uuid.UUID
    mentor_id: uuid.UUID
    aspect: str
    achieved: bool
    on: datetime.date


@dataclass(frozen=True, slots=True)
class ReverificationIntake:
    """What another person found of a drawn participant: all three aspects achieved, or not."""

    enrolment_id: uuid.UUID
    passed: bool
    on: datetime.date
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What a mentor adds to the figures of a monthly report."""

    report_id: uuid.UUID
    obstacle: str
    success: str
    plan: str
