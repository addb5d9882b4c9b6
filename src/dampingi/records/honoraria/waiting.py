"""What waits on the office's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.honoraria.models import Honorarium
from dampingi.records.honoraria.queries import honoraria


def unchecked(desk: Desk) -> Work | None:
    """They wait by the dozen on a page of their own."""
    if not desk.actor.regions(Permission.MANAGE_HONORARIA):
        return None
    rows = honoraria(desk.actor).filter(state=Honorarium.State.DRAFT).exclude(mentor__user=desk.actor.user_id)
    href = f"{reverse('honoraria')}?keadaan=draft"
    return Work(
        rows.count(),
        _("honorarium menunggu diperiksa"),
        _("Diperiksa sekaligus, lalu dibayar"),
        href,
        "money",
    )
