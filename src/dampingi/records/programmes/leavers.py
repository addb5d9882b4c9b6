"""What higher apps do when a participant leaves the programme: registered at start-up, called within the action."""

import datetime
from collections.abc import Callable

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.programmes.models import Enrolment

Leaver = Callable[[Actor, Enrolment, datetime.date], None]
"""(by, the participation that ended, on which day)."""
_leavers: list[Leaver] = []


def on_leaving(leaver: Leaver) -> None:
    _leavers.append(leaver)


def tell_left(by: Actor, enrolment: Enrolment, on: datetime.date) -> None:
    for leaver in _leavers:
        leaver(by, enrolment, on)
