"""What the partner paid goes on to the owners, each with a receipt; a mistake is taken back."""

import datetime
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.ui.formats import money
from dampingi.records.partners.queries import today_in
from dampingi.records.placements.actions.money import locked
from dampingi.records.placements.actions.opening import KEEP, record
from dampingi.records.placements.models import Line, PassedOn, Settlement

CAME = gettext_noop("Hasil titip jual %(amount)s sudah diteruskan kepada Anda, bukti nomor %(receipt)s.")


@transaction.atomic
def pass_on(
    *, by: Actor, settlement: uuid.UUID, business: uuid.UUID, on: datetime.date, receipt: str
) -> list[PassedOn]:
    """All that one settlement holds for a business, once."""
    found = locked(by, KEEP, settlement)
    if found.state != Settlement.State.PAID or found.paid_on is None:
        raise Conflict(_("Mitra belum membayar perhitungan ini. Catat lunas dahulu."))
    receipt = receipt.replace("\0", "").strip()
    if not 0 < len(receipt) <= 40:
        raise Refused(_("Isi nomor kuitansi atau bukti transfernya, paling panjang 40 huruf."))
    if not found.paid_on <= on <= today_in(found.placement.region):
        raise Refused(_("Uang diteruskan sejak mitra membayar sampai hari ini. Periksa tanggalnya."))
    rows = _owed(found, business)
    if not rows:
        raise Refused(_("Tidak ada bagian usaha itu dalam perhitungan ini."), status=404)
    try:
        with transaction.atomic():
            made = [
                PassedOn.objects.create(settlement=found, line=row, amount=net, on=on, receipt=receipt, by_name=by.name)
                for row, net in rows
            ]  # fmt: skip
    except IntegrityError:
        raise Conflict(_("Uang untuk usaha itu sudah dicatat diteruskan.")) from None
    record(
        by,
        "pass_on_placement",
        found.placement,
        {"number": found.number, "business": str(business), "on": on.isoformat()},
    )
    owner = rows[0][0].product.business.owner.user_id
    if owner:
        told = {"amount": money(sum(net for _row, net in rows)), "receipt": receipt}
        notify(users=[owner], text=CAME, values=told, url=reverse("own_placements"))
    return made


@transaction.atomic
def take_back_passing(*, by: Actor, settlement: uuid.UUID, business: uuid.UUID) -> Settlement:
    """It was noted by mistake: the money waits to be passed on again."""
    found = locked(by, KEEP, settlement)
    rows = PassedOn.objects.unscoped("of a settlement in reach").filter(
        settlement=found, line__product__business=business, cancelled_at=None
    )
    if not rows.update(cancelled_at=timezone.now()):
        raise Conflict(_("Catatan itu sudah dibatalkan."))
    record(by, "take_back_passing", found.placement, {"number": found.number, "business": str(business)})
    return found


def _owed(settlement: Settlement, business: uuid.UUID) -> list[tuple[Line, int]]:
    net: dict[str, Any] = {each["line"]: each["net"] for each in settlement.lines}
    rows = Line.objects.unscoped("of a settlement in reach").filter(id__in=net, product__business=business)
    told = [(row, net[str(row.id)]) for row in rows.select_related("product__business__owner")]
    return [(row, amount) for row, amount in told if amount > 0]
