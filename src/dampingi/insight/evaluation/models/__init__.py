from .objections import Correction, Objection, Proof
from .pipeline import (
    LEVEL_NAMES,
    Computation,
    Evaluation,
    EvidenceFreeze,
    FrozenEvidence,
    Instrument,
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
    "Evaluation",
    "EvidenceFreeze",
    "FrozenEvidence",
    "Instrument",
    "Objection",
    "Proof",
    "RaterAssignment",
    "Rating",
    "RatingsClosure",
    "Result",
    "Subject",
    "TeamResult",
]
