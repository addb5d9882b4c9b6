"""For whom codes are made: those ticked in the list, or all that fit its filters."""

import uuid

from django.http import QueryDict
from django.urls import reverse

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui.lists import Listing
from dampingi.pages.access.listing import codes_list
from dampingi.records.access.queries import code_holders

TICKED = "pilih"


def listing(actor: Actor, params: QueryDict) -> Listing:
    return Listing(codes_list(actor, reverse("issue_codes")), code_holders(actor), params)


def chosen(actor: Actor, params: QueryDict):
    """The participants as far as the actor reaches them; what is no id is nobody."""
    rows = listing(actor, params).matching
    ticked = params.getlist(TICKED)
    return rows.filter(pk__in=list(filter(None, map(_id, ticked)))) if ticked else rows


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
