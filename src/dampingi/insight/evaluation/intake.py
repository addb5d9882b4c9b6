"""What the actions take."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class RatingIntake:
    """One criterion of one mentor's sheet. `level` is a number of the criterion's described levels."""

    subject_id: uuid.UUID
    criterion: str
    level: int
    comment: str = ""
