"""Whom to visit first and why: the records and the early warning say it, pages show it."""

from dampingi.insight.participation.working import attention
from dampingi.records.mentoring.queries.attention import Attention, Reason

__all__ = ["Attention", "Reason", "attention"]
