"""A business that moves takes its wish for stalls along; turns stay where they were given."""

import datetime
from collections.abc import Mapping
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.businesses.models import Business
from dampingi.records.markets.models import Seller


def follow_business(_by: Actor, business: Business, before: Mapping[str, Any], _on: datetime.date) -> None:
    if "region" in before:
        rows = Seller.objects.unscoped("of a business that moved").filter(business=business)
        rows.filter(withdrawn_at=None).update(region=business.region)
