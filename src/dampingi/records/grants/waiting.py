"""What waits on the office's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.states import State
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.grants.queries import grants


def late_reports(desk: Desk) -> Work | None:
    if not desk.actor.regions(Permission.VIEW_GRANTS):
        return None
    count = grants.overdue(grants.payments(desk.actor), desk.today).count()
    href = f"{reverse('grant_reports')}?laporan=terlambat"
    return Work(
        count,
        _("laporan penggunaan bantuan terlambat"),
        _("Bagian berikutnya ditahan sampai diterima"),
        href,
        "report",
        State.LATE,
    )
