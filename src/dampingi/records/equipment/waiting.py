"""What waits on the office's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.equipment.queries import items


def unseen_items(desk: Desk) -> Work | None:
    if not desk.actor.regions(Permission.CHECK_EQUIPMENT):
        return None
    count = items.due_for_a_look(items.items(desk.actor), desk.today).count()
    href = f"{reverse('equipment_items')}?keadaan=periksa"
    return Work(
        count,
        _("barang bantuan enam bulan tidak dilihat"),
        _("Lihat dan foto: dipakai atau menganggur"),
        href,
        "store",
    )
