"""How a business sells today, and the small form to say so."""

from typing import Any

from dampingi.foundation.definitions import choices
from dampingi.records.businesses.models import Business, Channel


def channels_part(business: Business) -> dict[str, Any]:
    known = choices("channels")
    rows = Channel.objects.unscoped("of a business in reach").filter(business=business, until=None)
    since = dict(rows.values_list("code", "since"))
    return {
        "channels": [{"name": name, "since": since[c]} for c, name in known.items() if c in since],
        "channel_choices": [(c, name, c in since) for c, name in known.items()],
    }
