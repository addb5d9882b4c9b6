"""Which aspirations an activity answers: tied on its page, so that who asked is told and the public page says that it is planned."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import inside
from dampingi.outcomes.plans.models import Activity
from dampingi.outcomes.plans.names import ACTIVITY
from dampingi.records.aspirations.actions import follow_aspiration
from dampingi.records.aspirations.models import Aspiration, State
from dampingi.records.aspirations.queries import aspirations, aspirations_followed_by

OFFERED = 60


def answered(actor: Actor, activity: Activity) -> list[Aspiration]:
    """Those the reader may read; the others are only counted by `aspirations_followed_by`."""
    ids = aspirations_followed_by(ACTIVITY, activity.id)
    return list(aspirations(actor).filter(id__in=ids).order_by("at", "id"))


def offered(actor: Actor, activity: Activity) -> list[Aspiration]:
    """Not answered yet, from where the activity is; the newest first."""
    where = Q()
    for place in activity.places or [activity.region]:
        where |= inside(place)
    waiting = aspirations(actor).filter(where, joins=None, state__in=(State.RECEIVED, State.LOOKING))
    return list(waiting.order_by("-at", "-id")[:OFFERED])


@transaction.atomic
def answer(*, by: Actor, activity: Activity, chosen: Sequence[str]) -> int:
    """Tie them, all or none; returns how many. What the actor may not answer is refused by the aspiration itself."""
    if activity.removed_at:
        raise Conflict(_("Kegiatan ini sudah dikeluarkan dari rencana. Kembalikan dahulu."))
    ids = _ids(chosen)
    if not ids:
        raise Refused(_("Centang aspirasi yang dijawab kegiatan ini."))
    for id in sorted(ids):
        follow_aspiration(by=by, aspiration=id, label=activity.title, kind=ACTIVITY, ref=activity.id)
    return len(ids)


def _ids(chosen: Sequence[str]) -> set[uuid.UUID]:
    try:
        return {uuid.UUID(each) for each in chosen[:OFFERED]}
    except ValueError:
        raise Refused(_("Aspirasi itu tidak ada. Muat ulang halamannya."), status=404) from None


def context(actor: Actor, activity: Activity, may: bool) -> dict[str, Any]:
    found = answered(actor, activity)
    return {"answered": found, "offered": offered(actor, activity) if may and not activity.removed_at else []}
