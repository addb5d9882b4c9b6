import datetime
import uuid
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, When
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth, inside, zone
from dampingi.records.businesses.models import Business
from dampingi.records.clinic.models import Booking, Slot
from dampingi.records.programmes.models import Mentor

MOST, SHOWN, SOON = 40, 20, 6
TAKEN = Count("bookings", filter=Q(bookings__state__in=["booked", "attended", "absent", "unnoted"]))


def advising(actor: Actor, slot: str = "") -> Q:
    """Whose clinic it is: the consultant or mentor themselves, as long as their appointment lasts. `slot` is the way from the row to it."""
    if actor.user_id is None or not actor.holds(Permission.VIEW_CLINIC):
        return Q(pk__in=[])
    return Q(**{f"{slot}mentor__user": actor.user_id, f"{slot}mentor__ended_on": None})


def is_own(actor: Actor, slot: Slot) -> bool:
    return Slot.objects.unscoped("whether it is the actor's own").filter(advising(actor), pk=slot.pk).exists()


def coming_slots(actor: Actor, today: datetime.date) -> list[Slot]:
    """The actor's own sessions from today on, and those of before that still wait for a result."""
    rows = Slot.objects.unscoped("the actor's own").filter(advising(actor), cancelled_at=None)
    found = rows.filter(Q(on__gte=today) | Exists(_owed())).annotate(taken=TAKEN)
    return list(found.order_by("on", "starts", "id")[:SOON])


def listed(actor: Actor, today: datetime.date) -> Any:
    """The slots with whether they are `over` and, of these, whether a result is `owed`: what comes stands before what was."""
    over = Case(When(on__lt=today, then=True), default=False, output_field=BooleanField())
    return slots(actor).annotate(over=over, owed=Exists(_owed()))


def _owed() -> Any:
    return Booking.objects.unscoped("of slots in reach").filter(
        slot=OuterRef("pk"), state__in=(Booking.State.BOOKED, Booking.State.UNNOTED)
    )


def slots(actor: Actor) -> Any:
    """Slots in the actor's regions, those open to them from above and those they advise in, with how many places are taken."""
    above = {ancestor(r, d) for r in actor.regions(Permission.VIEW_CLINIC) for d in range(1, depth(r))}
    reached = Slot.objects.for_actor(actor, Permission.VIEW_CLINIC).values("id")
    found = Slot.objects.unscoped("narrowed to the reaches next")
    return found.filter(Q(id__in=reached) | Q(region__in=above) | advising(actor)).annotate(taken=TAKEN)


def slot(actor: Actor, id: uuid.UUID) -> Slot:
    found = slots(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Jadwal itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def bookings_of(actor: Actor, slot: Slot) -> list[Booking]:
    reached = Q(pk__in=Booking.objects.for_actor(actor, Permission.VIEW_CLINIC).values("pk"))
    rows = Booking.objects.unscoped("narrowed to the two reaches").filter(reached | advising(actor, "slot__"))
    found = rows.filter(slot=slot).exclude(state=Booking.State.CANCELLED)
    found = found.select_related("slot", "business__owner", "constraint")
    return list(found.order_by("state", "region", "business__key"))


def batch(actor: Actor, id: uuid.UUID) -> Any:
    """All booked in one go, as far as the actor reaches; at least one."""
    found = bookings(actor).filter(batch=id).order_by("slot__on", "slot__starts", "region", "business__key")
    if not found.exists():
        raise Refused(_("Penjadwalan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def to_cancel(rows: Any, today: datetime.date) -> list[uuid.UUID]:
    """Of these bookings those still to come: what is over waits for its result."""
    state = Booking.State
    found = rows.filter(Q(slot=None) | Q(slot__on__gte=today), state__in=(state.BOOKED, state.WAITING))
    return list(found.order_by().values_list("id", flat=True))


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


def to_call(actor: Actor, today: datetime.date) -> Any:
    """Whose owner has no account: nobody tells them of a coming place, of one called off, or that they wait for one."""
    state = Booking.State
    coming = Q(slot__on__gte=today)
    again = Booking.objects.unscoped("whether the same business is booked again").filter(
        business=OuterRef("business"), field=OuterRef("field"), state__in=(state.BOOKED, state.WAITING)
    )
    rows = bookings(actor).filter(business__owner__user=None, business__archived_at=None)
    living = Q(state=state.BOOKED) & coming | Q(state=state.WAITING)
    return rows.filter(living | Q(state=state.CANCELLED) & coming & ~Exists(again))


def bookings(actor: Actor) -> Any:
    found = Booking.objects.for_actor(actor, Permission.VIEW_CLINIC)
    return found.select_related("slot", "business__owner", "constraint")


def own_shops(actor: Actor) -> list[Business]:
    """The actor's own businesses that are not archived."""
    rows = Business.objects.for_actor(actor, Permission.GIVE_VOICE).filter(archived_at=None)
    return list(rows.select_related("owner").order_by("key", "id"))


def shop_to_book(actor: Actor, said: str) -> Business | None:
    """The business named, one's own or of somebody one speaks for; none named, the first of one's own."""
    shops = own_shops(actor)
    found = next((s for s in shops if str(s.id) == said), None)
    if found or not said:
        return found or (shops[0] if shops else None)
    try:
        rows = Business.objects.for_actor(actor, Permission.ENTER_QUESTIONS).filter(id=uuid.UUID(said))
    except ValueError:
        return None
    return rows.filter(archived_at=None).select_related("owner").first()


def own_bookings(shop: Business) -> list[Booking]:
    """What is to come and what waits, then the latest that were; the caller has checked the business."""
    rows = Booking.objects.unscoped("of a business in hand").filter(business=shop)
    rows = rows.exclude(state=Booking.State.CANCELLED).select_related("slot")
    return list(rows.order_by(F("slot__on").desc(nulls_first=True), "-slot__starts", "-at")[:MOST])


def open_slots(shop: Business, now: datetime.datetime, field: str = "") -> list[Slot]:
    """Slots to come that the business may take a place in, with how many are `taken`."""
    today = now.astimezone(zone(shop.region)).date()
    upwards = [ancestor(shop.region, d) for d in range(1, depth(shop.region) + 1)]
    rows = Slot.objects.unscoped("open to every business of its region").filter(
        region__in=upwards, on__gte=today, cancelled_at=None, **({"field": field} if field else {})
    )
    found = rows.annotate(taken=TAKEN).order_by("on", "starts", "id")[: MOST * 2]
    return [s for s in found if s.starts_at > now][:MOST]


def own_booking(actor: Actor, id: uuid.UUID) -> Booking:
    found = (
        Booking.objects.for_actor(actor, Permission.GIVE_VOICE).filter(id=id).select_related("slot").first()
    )
    if found is None:
        raise Refused(_("Jadwal itu tidak ada, atau bukan milik Anda."), status=404)
    return found


def shops_for(actor: Actor, slot: Slot, text: str) -> list[Business]:
    """Businesses the actor may book into the slot, by words of their name, the owner's, or the end of a phone number."""
    reach = Q(pk__in=Business.objects.for_actor(actor, Permission.PLAN_HELP).values("pk"))
    reach |= Q(pk__in=Business.objects.for_actor(actor, Permission.ENTER_QUESTIONS).values("pk"))
    rows = Business.objects.unscoped("narrowed to the two reaches").filter(
        reach, inside(slot.region), archived_at=None
    )
    for word in text.split():
        rows = rows.filter(
            Q(name__icontains=word) | Q(owner__name__icontains=word) | Q(owner__phone__endswith=word)
        )
    return list(rows.select_related("owner").order_by("key", "id")[: SHOWN + 1]) if text.strip() else []


def advisers(actor: Actor, *, on: datetime.date) -> Any:
    """Consultants and mentors on duty that day whom the actor may see: who can be said to sit in the clinic."""
    on_duty = Q(ended_on=None) | Q(ended_on__gt=on)
    found = Mentor.objects.for_actor(actor, Permission.VIEW_MENTORS).filter(on_duty, appointed_on__lte=on)
    return found.order_by("-field", "region", "name")
