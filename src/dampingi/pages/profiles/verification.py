"""How a business stands after the last look at it, and who may look again."""

from dataclasses import dataclass

from django.urls import reverse

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.states import State
from dampingi.records.businesses.models import Business, Standing
from dampingi.records.verification.queries import open_difference

STATES = {
    Standing.CONFIRMED: State.GOOD,
    Standing.DIFFERS: State.WATCH,
    Standing.NOT_FOUND: State.LATE,
    Standing.UNLISTED: State.WATCH,
}


@dataclass(frozen=True)
class Stands:
    state: State
    words: str
    settle: str
    """Where the office settles an open difference; '' for others."""


def standing_of(actor: Actor, business: Business) -> Stands | None:
    if not business.standing:
        return None
    waits = (
        open_difference(business) if actor.may(Permission.EDIT_BUSINESSES, region=business.region) else None
    )
    settle = reverse("verification_difference", args=[waits.id]) if waits else ""
    return Stands(STATES[Standing(business.standing)], business.get_standing_display(), settle)


def may_verify(actor: Actor, business: Business) -> bool:
    rows = Business.objects.for_actor(actor, Permission.VERIFY_BUSINESSES)
    return rows.filter(id=business.id, archived_at=None).exists()
