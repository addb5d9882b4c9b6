"""Businesses are booked by whoever plans help, and follow when they move."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import load, source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.rows import new_id
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.businesses.models import Constraint
from dampingi.records.businesses.queries import reached, regions_of
from dampingi.records.clinic.actions.placing import (
    CHUNK,
    OPEN,
    place_waiting,
    set_aside,
    spread,
)
from dampingi.records.clinic.actions.telling import PLACED, TAKEN_BACK, tell_owners
from dampingi.records.clinic.models import Booking
from dampingi.records.clinic.turns import take_turns


@transaction.atomic
def book(
    *,
    by: Actor,
    businesses: Sequence[uuid.UUID],
    field: str,
    codes: Sequence[str] = (),
    today: datetime.date | None = None,
) -> list[Booking]:
    """Book many at once, spread over the open slots of the field; who finds no place waits. Who is booked already is left out.

    `codes` are the constraints it is about; the heaviest open one of each business is what its consultation is for.
    """
    now = today or timezone.localdate()
    if field not in source_names("constraint_fields"):
        raise Refused(_("Bidang %(code)s tidak dikenal. Pilih dari daftar.") % {"code": field})
    take_turns()
    wanted = reached(by, Permission.PLAN_HELP, businesses)
    set_aside(wanted, field, now)
    already = _booked(wanted, field)
    fresh = [b for b in wanted if b not in already]
    if not fresh:
        raise Refused(
            _("Tidak ada usaha baru untuk dijadwalkan: semuanya sudah terjadwal atau menunggu di bidang ini.")
        )
    regions, about = regions_of(fresh), heaviest(fresh, codes or codes_of(field))
    batch = new_id()
    made = [
        Booking(
            batch=batch, business_id=b, region=regions[b], field=field, constraint_id=about.get(b),
            state=Booking.State.WAITING, by=by.user_id, by_name=by.name,
        )
        for b in fresh
    ]  # fmt: skip
    spread(made, field, now)
    insert_objects(made)
    tell_owners(made, PLACED, by=by)
    record_event(
        by=by, action="book_clinic", subject=("booking", made[0].id),
        detail={"rows": len(made), "waiting": sum(b.slot_id is None for b in made)}, values=[str(b.business_id) for b in made],
    )  # fmt: skip
    return made


@transaction.atomic
def cancel_bookings(*, by: Actor, bookings: Sequence[uuid.UUID], today: datetime.date | None = None) -> int:
    """Take bookings back; their places go to those who wait. Returns how many were taken back."""
    take_turns()
    found = locked(by, bookings).filter(state__in=OPEN)
    rows = list(found.select_related("slot"))
    if not rows:
        raise Conflict(_("Tidak ada jadwal yang masih dapat dibatalkan."))
    Booking.objects.unscoped("of rows in hand").filter(id__in=[r.id for r in rows]).update(
        state=Booking.State.CANCELLED
    )
    record_event(
        by=by, action="cancel_bookings", subject=("booking", rows[0].id),
        detail={"rows": len(rows)}, values=[str(r.id) for r in rows],
    )  # fmt: skip
    tell_owners(rows, TAKEN_BACK, by=by)
    for field in dict.fromkeys(r.field for r in rows):
        place_waiting(field, today or timezone.localdate())
    return len(rows)


@transaction.atomic
def move_bookings(*, business: uuid.UUID, region: str, today: datetime.date | None = None) -> None:
    """The business is elsewhere now: what is to come goes along, and a place not open to it there goes to who waits.

    What was held already stays where it was, also before its result is written.
    """
    now = today or timezone.localdate()
    held = Booking.objects.unscoped("of a business that moved").filter(business=business)
    take_turns()
    rows = held.select_for_update(of=("self",)).filter(
        Q(slot=None) | Q(slot__on__gte=now),
        state__in=OPEN,
    )
    for booking in rows.select_related("slot"):
        booking.region = region
        if booking.slot and not contains(booking.slot.region, region):
            booking.slot, booking.state = None, Booking.State.WAITING
        booking.save(update_fields=["region", "slot", "state"])
        place_waiting(booking.field, now)


def locked(by: Actor, ids: Sequence[uuid.UUID], also: Q | None = None):
    """Of the bookings those in the actor's reach, or of the narrow kind `also`."""
    reached = Q(pk__in=Booking.objects.for_actor(by, Permission.PLAN_HELP).values("pk"))
    return (
        Booking.objects.unscoped("narrowed to the actor's reach")
        .select_for_update(of=("self",))
        .filter(reached | also if also else reached, pk__in=list(ids))
    )


def _booked(businesses: Sequence[uuid.UUID], field: str) -> set[uuid.UUID]:
    found: set[uuid.UUID] = set()
    for start in range(0, len(businesses), CHUNK):
        rows = Booking.objects.unscoped("of businesses whose reach is checked").filter(
            business__in=businesses[start : start + CHUNK],
            field=field,
            state__in=OPEN,
        )
        found.update(rows.values_list("business_id", flat=True))
    return found


def codes_of(field: str) -> list[str]:
    return [entry["code"] for entry in load("constraints") if entry["field"] == field]


def heaviest(businesses: Sequence[uuid.UUID], codes: Sequence[str]) -> dict[uuid.UUID, uuid.UUID]:
    found: dict[uuid.UUID, uuid.UUID] = {}
    for start in range(0, len(businesses), CHUNK):
        rows = Constraint.objects.unscoped("of businesses whose reach is checked").filter(
            business__in=businesses[start : start + CHUNK], code__in=list(codes), resolved_on=None
        )
        found |= dict(rows.order_by("severity", "-since").values_list("business_id", "id"))
    return found
