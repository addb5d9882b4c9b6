"""Whom to visit first and why: the records say it, the home page shows it."""

from dampingi.records.mentoring.queries.attention import Attention, Reason, attention

__all__ = ["Attention", "Reason", "attention"]
