"""What waits on the office's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.states import State
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.pacts.queries import pacts, without_agreement
from dampingi.records.pacts.standing import standing_filter
from dampingi.records.partners.queries import partners


def ending(desk: Desk) -> Work | None:
    if not desk.actor.regions(Permission.VIEW_PARTNERS):
        return None
    count = pacts(desk.actor).filter(standing_filter("ending", desk.today)).count()
    href = f"{reverse('pacts')}?status=ending"
    return Work(
        count,
        _("perjanjian mitra berakhir dalam 90 hari"),
        _("Perbarui bila kerja samanya berlanjut"),
        href,
        "report",
    )


def unsigned_partners(desk: Desk) -> Work | None:
    if not desk.actor.regions(Permission.VIEW_PARTNERS):
        return None
    count = without_agreement(partners(desk.actor), desk.today).count()
    return Work(
        count,
        _("mitra tanpa perjanjian yang berlaku"),
        _("Permintaan baru kepada mereka ditahan"),
        reverse("unsigned_partners"),
        "people",
        State.NONE,
    )
