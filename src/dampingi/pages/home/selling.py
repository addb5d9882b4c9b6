"""What a participant is asked about photos and turnover."""

import datetime
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.interventions.months import months_for
from dampingi.records.interventions.queries import takers
from dampingi.records.photojobs.models import State as JobState
from dampingi.records.photojobs.queries import jobs
from dampingi.records.placements.queries import own_lines, unanswered


def photos_to_choose(actor: Actor) -> list[Any]:
    """A participant's own photo jobs whose photos wait for an answer."""
    if not actor.holds(Permission.ASK_PHOTO_JOBS):
        return []
    return list(
        jobs(actor, Permission.ASK_PHOTO_JOBS).filter(state=JobState.HANDED_IN).order_by("due_on")[:3]
    )


def shelves_to_answer(actor: Actor) -> list[Any]:
    """A participant's own products of which the office asks whether they may stand with a partner."""
    if not actor.holds(Permission.SEE_OWN_PLACEMENTS):
        return []
    return list(unanswered(own_lines(actor))[:3])


def turnover_to_tell(actor: Actor, today: datetime.date) -> list[Any]:
    """A participant's interventions of which a month could be written and was not."""
    if not actor.holds(Permission.NOTE_INTERVENTIONS):
        return []
    rows = takers(actor, Permission.NOTE_INTERVENTIONS).order_by("-intervention__ends_on", "id")[:6]
    return [t for t in rows if _untold(t, today)][:3]


def _untold(taker: Any, today: datetime.date) -> bool:
    sides = (("before", taker.before), ("after", taker.after))
    return any(amount is None and months_for(taker.intervention, side, today) != [] for side, amount in sides)
