"""Criteria against target: who passed by published rules, and why not. Whoever is not known enough is neither passed nor failed."""

from dampingi.engines.checklist.marking import hundredths, mark
from dampingi.engines.checklist.terms import (
    Band,
    Checklist,
    Criterion,
    Mark,
    Outcome,
    Part,
    Reason,
    Unusable,
    Why,
)

__all__ = [
    "Band", "Checklist", "Criterion", "Mark", "Outcome", "Part", "Reason", "Unusable", "Why", "hundredths", "mark",
]  # fmt: skip
