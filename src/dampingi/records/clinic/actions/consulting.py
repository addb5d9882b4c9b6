"""What a consultation came to."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.actions import resolve_constraints
from dampingi.records.businesses.intake import ResolutionNote
from dampingi.records.clinic.actions.booking import locked
from dampingi.records.clinic.models import Booking
from dampingi.records.clinic.queries import advising
from dampingi.records.clinic.turns import take_turns


@transaction.atomic
def record_consultation(
    *,
    by: Actor,
    booking: uuid.UUID,
    came: bool,
    result: str = "",
    resolved: bool = False,
    today: datetime.date | None = None,
) -> Booking:
    """Whether the business came, what was advised, and whether its constraint is over with that.

    Written by who looks after the region, or by the consultant whose clinic it is; these say nothing of the constraint, which somebody else checks.
    """
    take_turns()
    found = (
        locked(by, [booking], advising(by, "slot__"))
        .select_related("slot")
        .filter(slot__isnull=False)
        .first()
    )
    if found is None or found.state == Booking.State.CANCELLED:
        raise Refused(_("Jadwal itu tidak ada, sudah dibatalkan, atau di luar wilayah Anda."), status=404)
    if found.slot.on > (today or timezone.localdate()):
        raise Refused(_("Klinik itu belum berlangsung. Catat hasilnya pada hari itu atau sesudahnya."))
    if resolved and not (came and found.constraint_id):
        raise Refused(_("Kendala hanya dapat diselesaikan bila usahanya datang dan kendalanya tercatat."))
    if resolved and not by.may(Permission.PLAN_HELP, region=found.region):
        raise Refused(
            _("Bahwa kendalanya teratasi dinyatakan oleh dinas, bukan oleh yang memberi konsultasi.")
        )
    found.state = Booking.State.ATTENDED if came else Booking.State.ABSENT
    found.result = result.strip()[:2000]
    found.save(update_fields=["state", "result"])
    if resolved:
        note = ResolutionNote(
            found.constraint_id, found.slot.on, "clinic", found.result, "clinic", found.slot_id
        )
        resolve_constraints(by=by, rows=[note])
    record_event(
        by=by, action="record_consultation", subject=("booking", found.id), region=found.region,
        values=[(found.state, found.result)],
    )  # fmt: skip
    return found
