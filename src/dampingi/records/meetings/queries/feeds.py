"""What one person's calendar shows."""

import datetime
import hashlib
from typing import Any

from django.utils import timezone

from dampingi.records.meetings.models import CalendarAddress, Invitee

BACK = datetime.timedelta(days=366)


def address_of(token: str) -> CalendarAddress | None:
    found = CalendarAddress.objects.filter(
        hash=hashlib.sha256(token.encode()).hexdigest(), user__is_active=True
    )
    return found.select_related("user").first()


def invitations_in(address: CalendarAddress) -> Any:
    """All they were asked to since a year ago, with those taken back."""
    rows = Invitee.objects.unscoped("the secret address is the reach").filter(
        user=address.user_id, meeting__ends_at__gte=timezone.now() - BACK
    )
    return rows.select_related("meeting__room", "meeting__called_by").order_by("meeting__starts_at", "id")
