"""How a business sells today, and the small form to say so."""

from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.records.businesses.models import Business, Channel


def channels_part(actor: Actor, business: Business) -> dict[str, Any]:
    known = choices("channels")
    rows = Channel.objects.unscoped("of a business in reach").filter(business=business, until=None)
    since = dict(rows.values_list("code", "since"))
    may = actor.may(Permission.EDIT_BUSINESSES, region=business.region) and business.archived_at is None
    return {
        "channels": [{"name": name, "since": since[c]} for c, name in known.items() if c in since],
        "channel_choices": [(c, name, c in since) for c, name in known.items()],
        "may_set_channels": may,
    }
