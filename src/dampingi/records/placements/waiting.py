"""What waits on the office's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.placements.listing import unpaid
from dampingi.records.placements.queries import placements


def unpaid_shelves(desk: Desk) -> Work | None:
    if not desk.actor.regions(Permission.KEEP_PLACEMENTS):
        return None
    href = f"{reverse('placements')}?perhitungan=dibayar"
    return Work(
        unpaid(placements(desk.actor)).count(), _("titip jual menunggu dibayar mitra"), _("Perhitungannya sudah disetujui"), href, "money"
    )  # fmt: skip
