"""What a participant says when they complain: plain values, already typed."""

import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComplaintIntake:
    """`kind` is one of `models.Kind`; `mentor_id` is whom it is about, if a mentor; `amount` in rupiah."""

    enrolment_id: uuid.UUID
    kind: str
    text: str
    mentor_id: uuid.UUID | None = None
    amount: int | None = None
    happened_on: datetime.date | None = None
