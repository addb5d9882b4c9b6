"""The mentors' evaluation as a report may tell it; nothing for an actor who may not see it."""

import datetime
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.outcomes.reports.composing import Evaluated
from dampingi.records.programmes.models import Programme


def evaluated(actor: Actor, *, programme: Programme, region: str, as_of: datetime.date) -> Evaluated | None:
    return None
