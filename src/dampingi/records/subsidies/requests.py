"""What the city waits for from a bank, for the partners' own page (records/partners)."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui import formats
from dampingi.records.partners.models import Partner
from dampingi.records.partners.requests import Asked
from dampingi.records.programmes.rosters import today_in
from dampingi.records.subsidies.models import Reconciliation
from dampingi.records.subsidies.queries import Door, doors


def asked_of_bank(actor: Actor, partners: list[Partner]) -> list[Asked]:
    """Months that are over and were not claimed, and last month's figures where the bank has not told them."""
    if not actor.holds(Permission.ANSWER_FOR_BANK):
        return []
    own, found = {p.id for p in partners}, []
    for door in (d for d in doors(actor) if d.bank.id in own):
        if door.waiting:
            found.append(_claim(door))
        last = (today_in(door.region).replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
        told = Reconciliation.objects.unscoped("one's own bank").filter(
            bank=door.bank, region=door.region, month=last
        )
        if not told.exclude(state=Reconciliation.State.RETURNED).exists():
            title = f"{formats.month(last)}, {door.place}"
            found.append(
                Asked(
                    _("Rekonsiliasi subsidi"),
                    title,
                    reverse("new_subsidy_reconciliation"),
                    _("Angka bank untuk bulan lalu"),
                )
            )
    return found


def _claim(door: Door) -> Asked:
    title = ngettext(
        "%(n)s bulan pinjaman belum ditagih", "%(n)s bulan pinjaman belum ditagih", door.waiting
    ) % {"n": formats.number(door.waiting)}
    href = f"{reverse('new_subsidy_claim')}?untuk={door.key}"
    return Asked(_("Tagihan subsidi"), title, href, f"{door.place}, {formats.money(door.worth)}")
