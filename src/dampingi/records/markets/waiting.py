"""What waits on the office's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.formats import short_day
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.markets.models import Turn


def unnoted_turns(desk: Desk) -> Work | None:
    """Market days that are over and of which nobody said who came."""
    if not desk.actor.holds(Permission.KEEP_MARKETS):
        return None
    rows = Turn.objects.for_actor(desk.actor, Permission.KEEP_MARKETS).filter(
        day__lt=desk.today, state=Turn.State.GIVEN
    )
    oldest = rows.order_by("day", "stall__point__name").select_related("stall__point").first()
    href = (
        f"{reverse('market_day', args=[oldest.stall.point_id])}?hari={oldest.day:%Y-%m-%d}" if oldest else ""
    )
    note = f"{oldest.stall.point.name}, {short_day(oldest.day)}" if oldest else ""
    return Work(rows.count(), _("giliran lapak belum dicatat kehadirannya"), note, href, "store")
