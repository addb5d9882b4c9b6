"""What was sold on a turn: two answers, ten seconds. A correction is a new number."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.markets.actions.taking import turn_of
from dampingi.records.markets.models import Sale, Turn
from dampingi.records.programmes.rosters import today_in

MOST = 1_000_000_000
"""More in one day at a stall is a slip of the finger."""


@transaction.atomic
def tell_sale(*, by: Actor, turn: uuid.UUID, amount: int, best: str = "") -> Sale:
    found = turn_of(by, turn, Permission.JOIN_MARKETS)
    if amount < 0:
        raise Refused(_("Penjualan tidak boleh kurang dari nol. Isi 0 bila tidak ada yang terjual."))
    if amount > MOST:
        raise Refused(_("Penjualan sehari lebih dari Rp 1.000.000.000. Periksa jumlah angka nolnya."))
    if found.day > today_in(found.stall.point.region):
        raise Refused(_("Penjualan dicatat pada harinya atau sesudahnya."))
    if found.state not in (Turn.State.GIVEN, Turn.State.ATTENDED):
        raise Conflict(
            _("Giliran ini tercatat tidak diisi. Bila keliru, minta petugas titik membetulkannya.")
        )
    last = found.sales.order_by("-number").first()
    if last and (last.amount, last.best) == (amount, best.strip()[:80]):
        return last
    made = Sale.objects.create(
        turn=found, number=last.number + 1 if last else 1, amount=amount, best=best.strip()[:80], by=by.user_id, by_name=by.name[:150]
    )  # fmt: skip
    record_event(
        by=by, action="tell_sale", subject=("market_turn", found.id), region=found.region, detail={"number": made.number},
        values=[amount, made.best],
    )  # fmt: skip
    return made
