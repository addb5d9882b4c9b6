"""A budget shared over activities and places for the most expected effect, proven best or with its gap. Pure: no Django, no database, no clock.

`solving` is imported where it is used: it loads OR-Tools.
"""

from .checking import Violation, violations
from .measuring import Effect, effect_of, equally, marginal
from .terms import Activity, Place, Question, Units, Unusable

__all__ = [
    "Activity",
    "Effect",
    "Place",
    "Question",
    "Units",
    "Unusable",
    "Violation",
    "effect_of",
    "equally",
    "marginal",
    "violations",
]
