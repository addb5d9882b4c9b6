from .documents import DocumentCheck
from .objections import Correction, Objection, Proof
from .pipeline import (
    LEVEL_NAMES,
    Computation,
    Evaluation,
    EvidenceFreeze,
    FrozenEvidence,
    Instrument,
    InstrumentLock,
    RaterAssignment,
    Rating,
    RatingsClosure,
    Result,
    Subject,
    TeamResult,
)

__all__ = [
    "LEVEL_NAMES",
    "Computation",
    "Correction",
    "DocumentCheck",
    "Evaluation",
    "EvidenceFreeze",
    "FrozenEvidence",
    "Instrument",
    "InstrumentLock",
    "Objection",
    "Proof",
    "RaterAssignment",
    "Rating",
    "RatingsClosure",
    "Result",
    "Subject",
    "TeamResult",
]
