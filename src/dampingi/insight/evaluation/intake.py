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


@dataclass(frozen=True)
class DocumentIntake:
    """Whether the paper of a criterion is there; `copy`: the file's bytes, empty where none came."""

    criterion: str
    present: bool
    note: str = ""
    copy: bytes = b""


@dataclass(frozen=True)
class ObjectionIntake:
    """`part` is a criterion's key, "" for the whole; `evidence` a frozen row; `id` made by the form, so that sending twice is once."""

    text: str
    part: str = ""
    evidence: uuid.UUID | None = None
    proofs: tuple[bytes, ...] = ()
    id: uuid.UUID | None = None


@dataclass(frozen=True)
class CountCorrection:
    """A frozen count has these figures instead."""

    key: str
    done: int
    due: int


@dataclass(frozen=True)
class ValueCorrection:
    """A participant's frozen row has this value for a criterion instead; None: not known."""

    key: str
    criterion: str
    value: float | None


@dataclass(frozen=True)
class SetAside:
    """A frozen row or a rating (kind "rating") does not count."""

    kind: str
    key: str


CorrectionIntake = CountCorrection | ValueCorrection | SetAside
