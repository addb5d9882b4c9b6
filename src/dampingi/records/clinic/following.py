"""What becomes of a business's bookings when it moves."""

import datetime
from collections.abc import Mapping
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.businesses.models import Business
from dampingi.records.clinic.actions import move_bookings


def follow_business(_by: Actor, business: Business, before: Mapping[str, Any], _on: datetime.date) -> None:
    if "region" in before:
        move_bookings(business=business.id, region=business.region)
