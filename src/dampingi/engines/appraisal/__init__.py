"""Fair appraisal of mentors: pure functions from a locked instrument and frozen evidence to results with their uncertainty.

The protocol and its reasons are in docs/adr; each module states its model and source.
"""

from .agreement import RELIABLE, TENTATIVE, Agreement
from .appraise import appraise
from .bands import Banding
from .evidence import (
    OTHERS,
    Asked,
    Band,
    Count,
    Criterion,
    Decisions,
    Earlier,
    Evidence,
    Instrument,
    Limit,
    Mentor,
    PanelRating,
    Participant,
    Rules,
    Unusable,
)
from .fit import Fit
from .funnel import Limits, binomial_limits, normal_limits
from .proposals import Proposal
from .results import (
    Appraisal,
    Caution,
    CriterionPart,
    DimensionPart,
    DimensionSummary,
    Place,
    UnitResult,
    WeightMove,
)
from .severity import RaterSeverity
from .verification import Headline, Stratum, headline

EDITION = 6
"""Goes up whenever the same input would give other digits; stored with every result."""

__all__ = [
    "EDITION",
    "OTHERS",
    "RELIABLE",
    "TENTATIVE",
    "Agreement",
    "Appraisal",
    "Asked",
    "Band",
    "Banding",
    "Caution",
    "Count",
    "Criterion",
    "CriterionPart",
    "Decisions",
    "DimensionPart",
    "DimensionSummary",
    "Earlier",
    "Evidence",
    "Fit",
    "Headline",
    "Instrument",
    "Limit",
    "Limits",
    "Mentor",
    "PanelRating",
    "Participant",
    "Place",
    "Proposal",
    "RaterSeverity",
    "Rules",
    "Stratum",
    "UnitResult",
    "Unusable",
    "WeightMove",
    "appraise",
    "binomial_limits",
    "headline",
    "normal_limits",
]
