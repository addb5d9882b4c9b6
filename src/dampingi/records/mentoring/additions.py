"""What higher apps add to a monthly report: figures that freeze with it, and a part that tells them. Registered at start-up."""

import datetime
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Mentor, Programme

Adder = Callable[[Programme, datetime.date, Sequence[Mentor]], dict[uuid.UUID, Any]]
"""(programme, month, mentors) -> {mentor: plain JSON}, only for those of whom there is something to tell."""
Teller = Callable[[Any, MonthlyReport], Any]
"""(what was added, the report) -> a `sheet.Part`, or None."""
added: dict[str, tuple[Adder, Teller]] = {}


def add(key: str, adder: Adder, teller: Teller) -> None:
    """`key` stands in the figures of reports that were handed in, and never changes."""
    added[key] = (adder, teller)
