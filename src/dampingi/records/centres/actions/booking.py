"""Hours of a shared room: whoever presses first has it, by the database's word."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains, zone
from dampingi.records.businesses.models import Business
from dampingi.records.centres.models import RoomHour, SharedRoom
from dampingi.records.programmes.rosters import today_in

AHEAD = datetime.timedelta(days=30)
MOST = 4
"""Hours of one business in one day, all rooms together."""


@transaction.atomic
def book_hour(
    *, by: Actor, room: uuid.UUID, business: uuid.UUID, day: datetime.date, starts: datetime.time
) -> RoomHour:
    rows = Business.objects.for_actor(by, Permission.BOOK_ROOMS).filter(id=business, archived_at=None)
    shop = Business.objects.unscoped("reach is checked by the id").select_for_update(no_key=True).filter(pk__in=rows.values("pk")).first()  # fmt: skip
    if shop is None:
        raise Refused(_("Usaha itu tidak ada, atau bukan milik atau dampingan Anda."), status=404)
    found = _open_room(room)
    if found is None or not contains(found.region[:5], shop.region):
        raise Refused(_("Ruang itu tidak ada, atau bukan di kota usaha ini."), status=404)
    today = today_in(found.region)
    if not today <= day <= today + AHEAD:
        raise Refused(_("Ruang dipesan dari hari ini sampai tiga puluh hari ke depan."))
    if starts != datetime.time(starts.hour) or not found.opens <= starts < found.closes:
        raise Refused(_("Pilih jam yang tersedia pada daftar."))
    if datetime.datetime.combine(day, starts, zone(found.region)) <= timezone.now():
        raise Refused(_("Jam itu sudah lewat. Pilih jam lain."))
    held = RoomHour.objects.unscoped("of a business in hand").filter(
        business=shop, day=day, given_back_at=None
    )
    if held.count() >= MOST:
        raise Refused(
            _("Satu usaha memesan paling banyak %(most)d jam sehari, agar semua kebagian.") % {"most": MOST}
        )
    made = RoomHour(
        room=found, business=shop, region=shop.region, day=day, starts=starts, by_name=by.name[:150]
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            _("Jam itu baru saja dipesan, atau usaha ini sudah memesan ruang lain pada jam yang sama.")
        ) from error
    record_event(
        by=by, action="book_room_hour", subject=("centre_room", found.id), region=found.region,
        detail={"day": day.isoformat(), "starts": f"{starts:%H:%M}"},
    )  # fmt: skip
    return made


def _open_room(id: uuid.UUID) -> SharedRoom | None:
    """Locked: nobody closes it meanwhile."""
    rows = SharedRoom.objects.unscoped("open to businesses of its city").select_for_update(no_key=True)
    return rows.filter(id=id, closed_at=None).first()


@transaction.atomic
def give_hour_back(*, by: Actor, hour: uuid.UUID) -> RoomHour:
    reached = RoomHour.objects.for_actor(by, Permission.BOOK_ROOMS).filter(id=hour)
    rows = RoomHour.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    found = rows.filter(pk__in=reached.values("pk")).select_related("room", "business").first()
    if found is None:
        raise Refused(_("Pesanan itu tidak ada, atau bukan milik atau dampingan Anda."), status=404)
    if found.given_back_at:
        raise Conflict(_("Jam itu sudah dikembalikan."))
    if datetime.datetime.combine(found.day, found.starts, zone(found.room.region)) <= timezone.now():
        raise Refused(_("Jam itu sudah mulai atau lewat."))
    found.given_back_at = timezone.now()
    found.save(update_fields=["given_back_at"])
    record_event(by=by, action="give_room_hour_back", subject=("centre_room", found.room_id), region=found.region)  # fmt: skip
    return found
