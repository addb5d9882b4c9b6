"""What a programme changed for those who joined, against those who applied and found no place; or why that cannot be said."""

from .averages import Average, by_cohort, by_since, by_size
from .cells import Cell, cells
from .certainty import Estimate, Together, estimate, together
from .panel import NEVER, Panel, Unusable
from .verdict import EDITION, Impact, Reason, Rules, Side, Since, impact, speaking

__all__ = [
    "EDITION",
    "NEVER",
    "Average",
    "Cell",
    "Estimate",
    "Impact",
    "Panel",
    "Reason",
    "Rules",
    "Side",
    "Since",
    "Together",
    "Unusable",
    "by_cohort",
    "by_since",
    "by_size",
    "cells",
    "estimate",
    "impact",
    "speaking",
    "together",
]
