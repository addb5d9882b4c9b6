import uuid
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.records.clinic.models import Booking, Slot

TAKEN = Count("bookings", filter=Q(bookings__state__in=["booked", "attended", "absent"]))


def slots(actor: Actor) -> Any:
    """Slots in the actor's regions and those open to them from above, with how many places are taken."""
    above = {ancestor(r, d) for r in actor.regions(Permission.VIEW_CLINIC) for d in range(1, depth(r))}
    reached = Slot.objects.for_actor(actor, Permission.VIEW_CLINIC).values("id")
    found = Slot.objects.unscoped("narrowed to the two reaches next")
    return found.filter(Q(id__in=reached) | Q(region__in=above)).annotate(taken=TAKEN)


def slot(actor: Actor, id: uuid.UUID) -> Slot:
    found = slots(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Jadwal itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def bookings_of(actor: Actor, slot: Slot) -> list[Booking]:
    found = bookings(actor).filter(slot=slot).exclude(state=Booking.State.CANCELLED)
    return list(found.order_by("state", "region", "business__key"))


def batch(actor: Actor, id: uuid.UUID) -> Any:
    """All booked in one go, as far as the actor reaches; at least one."""
    found = bookings(actor).filter(batch=id).order_by("slot__on", "slot__starts", "region", "business__key")
    if not found.exists():
        raise Refused(_("Penjadwalan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def standing(rows: Any) -> dict[str, int]:
    """How many of these bookings have a slot (`placed`), wait for one (`waiting`), were called off (`cancelled`)."""
    state = Booking.State
    return rows.order_by().aggregate(
        placed=Count("id", filter=~Q(state__in=(state.WAITING, state.CANCELLED))),
        waiting=Count("id", filter=Q(state=state.WAITING)),
        cancelled=Count("id", filter=Q(state=state.CANCELLED)),
    )


def waiting(actor: Actor) -> Any:
    return bookings(actor).filter(state=Booking.State.WAITING)


def bookings(actor: Actor) -> Any:
    found = Booking.objects.for_actor(actor, Permission.VIEW_CLINIC)
    return found.select_related("slot", "business__owner", "constraint")
