"""Whose place at the clinic changed is told, unless they changed it themselves. Who has no account is called by a person."""

import uuid
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.notices.actions import notify
from dampingi.records.businesses.models import Business
from dampingi.records.clinic.models import Booking, Slot

PLACED = gettext_noop("Usaha Anda terjadwal di klinik bisnis: %(day)s pukul %(clock)s, %(where)s.")
SLOT_OFF = gettext_noop(
    "Jadwal klinik %(day)s pukul %(clock)s dibatalkan penyelenggara. Anda menunggu tempat berikutnya."
)
TAKEN_BACK = gettext_noop("Jadwal klinik Anda %(day)s pukul %(clock)s dibatalkan. Silakan pesan jadwal lain.")
CHUNK = 500


def tell_owners(bookings: Sequence[Booking], text: str, *, by: Actor | None = None) -> None:
    """Of bookings that have, or had, a slot."""
    held = [(b.business_id, b.slot) for b in bookings if b.slot]
    owners = _owners([business for business, _slot in held])
    for business, slot in held:
        user = owners.get(business)
        if user and not (by and by.user_id == user):
            notify(
                users=[user], text=text, values=_told(slot), url=f"{reverse('own_clinic')}?usaha={business}"
            )


def _told(slot: Slot) -> dict[str, str]:
    return {"day": slot.on.isoformat(), "clock": f"{slot.starts:%H.%M}", "where": slot.where}


def _owners(businesses: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    found: dict[uuid.UUID, uuid.UUID] = {}
    for start in range(0, len(businesses), CHUNK):
        rows = Business.objects.unscoped("whose place changed").filter(
            id__in=businesses[start : start + CHUNK]
        )
        found |= dict(rows.exclude(owner__user=None).values_list("id", "owner__user"))
    return found
