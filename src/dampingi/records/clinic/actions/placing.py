"""Who gets which place: the nearest slot with room, the longest waiting first. Whoever calls this has taken turns."""

import datetime
import uuid
from collections.abc import Sequence

from django.db.models import Count, Q
from django.utils import timezone

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.codes import contains
from dampingi.records.clinic.actions.telling import PLACED, tell_owners
from dampingi.records.clinic.models import Booking, Slot
from dampingi.records.clinic.overlaps import Span

CHUNK = 500
HELD = (Booking.State.BOOKED, Booking.State.ATTENDED, Booking.State.ABSENT, Booking.State.UNNOTED)
"""States that take a place."""
OPEN = (Booking.State.BOOKED, Booking.State.WAITING)


def place_waiting(field: str, today: datetime.date, *, by: Actor | None = None) -> None:
    """Those who waited longest first; they are told, but not who just asked (`by`)."""
    waiting = Booking.objects.unscoped("the office's own queue").filter(
        Q(slot=None), field=field, state=Booking.State.WAITING
    )
    placed = spread(list(waiting.order_by("at", "id")), field, today)
    for booking in placed:
        booking.save(update_fields=["slot", "state"])
    tell_owners(placed, PLACED, by=by)


def begun(slot: Slot, today: datetime.date, now: datetime.datetime | None = None) -> bool:
    """Whether it is over, or has started today: nobody is sent there any more."""
    return slot.on < today or (slot.on == today and slot.starts_at <= (now or timezone.now()))


def set_aside(
    businesses: Sequence[uuid.UUID], field: str, today: datetime.date, now: datetime.datetime | None = None
) -> None:
    """A consultation that was, and whose result nobody wrote down, keeps no business from coming again; its result can still be noted."""
    for start in range(0, len(businesses), CHUNK):
        rows = Booking.objects.unscoped("of businesses whose reach is checked").filter(
            business__in=businesses[start : start + CHUNK], field=field, state=Booking.State.BOOKED, slot__on__lte=today
        )  # fmt: skip
        over = [b.id for b in rows.select_related("slot") if b.slot and begun(b.slot, today, now)]
        Booking.objects.unscoped("of rows in hand").filter(id__in=over).update(state=Booking.State.UNNOTED)


def spread(bookings: Sequence[Booking], field: str, today: datetime.date) -> list[Booking]:
    """Give each the nearest slot with a free place, the earliest of those; returns those placed."""
    slots = open_places(field, today)
    free = {slot.id: left for slot, left in slots}
    nearest = sorted((slot for slot, _left in slots), key=lambda s: (-len(s.region), s.on, s.starts, s.id))
    days, placed = days_of(bookings, today), []
    for booking in bookings:
        busy = days.get(booking.business_id, ())
        slot = next((s for s in nearest if free[s.id] > 0 and _fits(s, booking, busy)), None)
        if slot:
            free[slot.id] -= 1
            booking.slot, booking.state = slot, Booking.State.BOOKED
            placed.append(booking)
    return placed


def _fits(slot: Slot, booking: Booking, busy: Sequence[Span]) -> bool:
    return contains(slot.region, booking.region) and not any(slot.span.overlaps(span) for span in busy)


def open_places(field: str, today: datetime.date) -> list[tuple[Slot, int]]:
    """Slots of the field that have not begun with their free places; whoever may fill them has taken turns."""
    slots = list(
        Slot.objects.unscoped("open to every business of its region")
        .filter(field=field, on__gte=today, cancelled_at=None)
        .order_by("on", "starts", "id")
    )
    held = Booking.objects.unscoped("counts only").filter(slot__in=slots, state__in=HELD)
    taken = dict(held.values_list("slot").annotate(n=Count("id")).order_by())
    return [(slot, slot.capacity - taken.get(slot.id, 0)) for slot in slots if not begun(slot, today)]


def days_of(bookings: Sequence[Booking], today: datetime.date) -> dict[uuid.UUID, list[Span]]:
    """business -> when it is expected at the clinic, whatever the field."""
    found: dict[uuid.UUID, list[Span]] = {}
    wanted = list({b.business_id for b in bookings})
    for start in range(0, len(wanted), CHUNK):
        rows = Booking.objects.unscoped("of businesses whose reach is checked").filter(
            business__in=wanted[start : start + CHUNK], state=Booking.State.BOOKED, slot__on__gte=today
        )
        for held in rows.select_related("slot"):
            if held.slot:
                found.setdefault(held.business_id, []).append(held.slot.span)
    return found
