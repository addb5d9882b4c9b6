"""Who keeps the point notes who came. What was noted wrongly is noted again; the trail holds both."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.markets.actions.taking import turn_of
from dampingi.records.markets.models import Turn
from dampingi.records.programmes.rosters import today_in

NOTED = (Turn.State.ATTENDED, Turn.State.ABSENT, Turn.State.EXCUSED)


@transaction.atomic
def note_turn(*, by: Actor, turn: uuid.UUID, state: str, reason: str = "") -> Turn:
    """Came, did not come, or could not come for a reason that was given."""
    found = turn_of(by, turn, Permission.KEEP_MARKETS)
    if state not in NOTED:
        raise Refused(_("Pilih hadir, tidak hadir, atau berhalangan."))
    if found.state not in Turn.HELD:
        raise Conflict(_("Giliran itu sudah dikembalikan atau ditukar."))
    if found.day > today_in(found.stall.point.region):
        raise Refused(_("Kehadiran dicatat pada harinya atau sesudahnya."))
    if state == Turn.State.EXCUSED and not reason.strip():
        raise Refused(_("Tulis alasan berhalangan."))
    if state != Turn.State.ATTENDED and found.sales.exists():
        raise Conflict(
            _("Penjualan hari itu sudah dicatat, jadi usahanya hadir. Minta penjualannya diperiksa dahulu.")
        )
    before, found.state, found.reason = found.state, state, reason.strip()[:300]
    found.noted_at, found.noted_by_name = timezone.now(), by.name[:150]
    found.save(update_fields=["state", "reason", "noted_at", "noted_by_name"])
    record_event(
        by=by, action="note_turn", subject=("market_turn", found.id), region=found.region, reason=found.reason,
        detail={"before": before, "now": state},
    )  # fmt: skip
    return found
