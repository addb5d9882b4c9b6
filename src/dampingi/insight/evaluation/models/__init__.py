from .documents import DocumentCheck
from .objections import Correction, Objection, Proof
from .panel import PanelMember
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
from .sheets import SheetReading

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
    "PanelMember",
    "Proof",
    "RaterAssignment",
    "Rating",
    "RatingsClosure",
    "Result",
    "SheetReading",
    "Subject",
    "TeamResult",
]
