import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission as P
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains, inside, zone
from dampingi.records.businesses.models import Business
from dampingi.records.centres.models import (
    Centre,
    Condition,
    Occupancy,
    Picture,
    Repair,
    RoomHour,
    SharedRoom,
    Unit,
)

WEEK = datetime.timedelta(days=7)
SHOWN = 20


@dataclass(frozen=True)
class Week:
    """How many of the units in use had somebody in them on any day of the week that begins on `monday`."""

    monday: datetime.date
    units: int
    occupied: int

    @property
    def share(self) -> int | None:
        """Percent; None where there was no unit."""
        return round(100 * self.occupied / self.units) if self.units else None


def centres(actor: Actor) -> Any:
    return Centre.objects.for_actor(actor, P.VIEW_CENTRES)


def centre(actor: Actor, id: uuid.UUID) -> Centre:
    found = centres(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Sentra itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def unit(actor: Actor, id: uuid.UUID) -> Unit:
    found = Unit.objects.for_actor(actor, P.VIEW_CENTRES).filter(id=id).select_related("centre").first()
    if found is None:
        raise Refused(_("Unit itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def picture(actor: Actor, id: uuid.UUID) -> Picture:
    found = Picture.objects.for_actor(actor, P.VIEW_CENTRES).filter(id=id).first()
    if found is None:
        raise Refused(_("Foto itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def units_of(found: Centre) -> list[Unit]:
    return list(Unit.objects.unscoped("of a centre in hand").filter(centre=found).order_by("code"))


def standing(
    units: Iterable[Unit], today: datetime.date
) -> dict[uuid.UUID, tuple[Occupancy | None, Condition | None]]:
    """unit -> (who is in it today, how it was found last)."""
    ids = [u.id for u in units]
    rows = Occupancy.objects.unscoped("of units in hand").filter(
        unit__in=ids, starts_on__lte=today, ends_on__gte=today
    )
    held = {o.unit_id: o for o in rows.select_related("business__owner") if o.until >= today}
    found = Condition.objects.filter(unit__in=ids).order_by("on", "at")
    last = {c.unit_id: c for c in found}
    return {id: (held.get(id), last.get(id)) for id in ids}


def weeks(units: Iterable[Unit], first: datetime.date, count: int) -> list[Week]:
    """From the week of `first` on."""
    monday, all_ = first - datetime.timedelta(days=first.weekday()), list(units)
    rows = list(
        Occupancy.objects.unscoped("of units in hand").filter(
            unit__in=[u.id for u in all_], starts_on__lt=monday + count * WEEK, ends_on__gte=monday
        )
    )
    return [_week(monday + n * WEEK, all_, rows) for n in range(count)]


def _week(monday: datetime.date, units: list[Unit], rows: list[Occupancy]) -> Week:
    sunday = monday + datetime.timedelta(days=6)
    used = {u.id for u in units if u.since <= sunday and (u.retired_on is None or u.retired_on > monday)}
    occupied = {o.unit_id for o in rows if o.starts_on <= sunday and o.until >= monday}
    return Week(monday, len(used), len(used & occupied))


def in_week(found: Centre, monday: datetime.date) -> list[Occupancy]:
    """Whose units were occupied that week: the rows behind the figure."""
    sunday = monday + datetime.timedelta(days=6)
    rows = Occupancy.objects.unscoped("of a centre in hand").filter(
        unit__centre=found, starts_on__lte=sunday, ends_on__gte=monday
    )
    return [o for o in rows.select_related("unit", "business__owner").order_by("unit__code", "starts_on") if o.until >= monday]  # fmt: skip


def repairs(actor: Actor) -> Any:
    return Repair.objects.for_actor(actor, P.VIEW_CENTRES).select_related("unit__centre")


def shops(actor: Actor, text: str) -> list[Business]:
    """Businesses the actor may let in, by words of their name or the owner's."""
    if not text:
        return []
    rows = Business.objects.for_actor(actor, P.MANAGE_CENTRES).filter(archived_at=None)
    for word in text.split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(owner__name__icontains=word))
    return list(rows.select_related("owner").order_by("key", "id")[:SHOWN])


def own_shops(actor: Actor) -> list[Business]:
    rows = Business.objects.for_actor(actor, P.GIVE_VOICE).filter(archived_at=None)
    return list(rows.select_related("owner").order_by("key", "id"))


def shop(actor: Actor, said: str) -> Business | None:
    """The business named, one's own or one spoken for; none named, the first of one's own."""
    mine = own_shops(actor)
    found = next((s for s in mine if str(s.id) == said), None)
    if found or not said:
        return found or (mine[0] if mine else None)
    try:
        rows = Business.objects.for_actor(actor, P.BOOK_ROOMS).filter(id=uuid.UUID(said))
    except ValueError:
        return None
    return rows.filter(archived_at=None).select_related("owner").first()


def rooms_for(business: Business) -> list[SharedRoom]:
    rows = SharedRoom.objects.unscoped("open to businesses of its city").filter(
        inside(business.region[:5]), closed_at=None
    )
    found = rows.select_related("centre").order_by("centre__name", "name")
    return [r for r in found if contains(r.region[:5], business.region)]


def hours_of(room: SharedRoom, day: datetime.date) -> list[tuple[datetime.time, RoomHour | None]]:
    """Each hour of the day that has not begun yet, with who booked it."""
    rows = RoomHour.objects.unscoped("of a room in hand").filter(room=room, day=day, given_back_at=None)
    taken = {h.starts: h for h in rows.select_related("business")}
    now = timezone.localtime(timezone=zone(room.region))
    hours = [datetime.time(n) for n in range(room.opens.hour, room.closes.hour)]
    return [(at, taken.get(at)) for at in hours if (day, at) > (now.date(), now.time())]


def own_hours(business: Business, today: datetime.date) -> list[RoomHour]:
    rows = RoomHour.objects.unscoped("of a business in hand").filter(
        business=business, day__gte=today, given_back_at=None
    )
    return list(rows.select_related("room__centre").order_by("day", "starts"))
