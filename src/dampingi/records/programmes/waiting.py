"""What waits on the office's first page."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.formats import month
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.programmes.models import Application, PeriodClosure
from dampingi.records.programmes.queries import applications


def undecided(desk: Desk) -> Work | None:
    if not desk.actor.may(Permission.MANAGE_INTAKE, region=desk.programme.region):
        return None
    count = (
        applications(desk.actor).filter(programme=desk.programme, state=Application.State.SUBMITTED).count()
    )
    return Work(
        count,
        _("pendaftar belum diputuskan"),
        _("Kuota dan prioritas dihitung otomatis"),
        reverse("applications", args=[desk.programme.code]),
        "people",
    )


def unclosed_months(desk: Desk) -> Work | None:
    """Months that ended and are still open for changes."""
    if not desk.actor.may(Permission.MANAGE_INTAKE, region=desk.programme.region):
        return None
    closed = set(PeriodClosure.objects.filter(programme=desk.programme).values_list("month", flat=True))
    ended = [
        each
        for each in _months(desk.programme.starts_on, min(desk.today, desk.programme.ends_on))
        if each not in closed
    ]
    ended = [each for each in ended if (desk.today.year, desk.today.month) > (each.year, each.month)]
    if not ended:
        return None
    note = _("Terlama: %(month)s") % {"month": month(ended[0])}
    return Work(
        len(ended), _("bulan belum ditutup"), note, reverse("programme", args=[desk.programme.code]), "lock"
    )


def _months(start: datetime.date, end: datetime.date) -> list[datetime.date]:
    first = start.year * 12 + start.month - 1
    last = end.year * 12 + end.month - 1
    return [datetime.date(n // 12, n % 12 + 1, 1) for n in range(first, last + 1)]
