"""Centres, their units and shared rooms are the office's."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import depth, zone
from dampingi.foundation.regions.queries import exists
from dampingi.records.centres.models import Centre, Occupancy, RoomHour, SharedRoom, Unit
from dampingi.records.programmes.rosters import today_in

CLOSED = gettext_noop(
    "%(room)s di %(centre)s ditutup; pesanan Anda mulai %(day)s dibatalkan. Pesan ruang lain."
)
DEAREST, LARGEST = 1_000_000_000, 100_000


@transaction.atomic
def open_centre(*, by: Actor, region: str, name: str, place: str) -> Centre:
    by.require(Permission.MANAGE_CENTRES, region=region)
    if not exists(region) or depth(region) < 2:
        raise Refused(_("Pilih kota, kecamatan, atau kelurahan sentra ini."))
    if not name.strip() or not place.strip():
        raise Refused(_("Isi nama dan tempat sentra."))
    made = Centre.objects.create(region=region, name=name.strip()[:120], place=place.strip()[:200])
    record_event(
        by=by, action="open_centre", subject=("centre", made.id), region=region, values=[made.name, made.place]
    )  # fmt: skip
    return made


@transaction.atomic
def add_unit(
    *, by: Actor, centre: uuid.UUID, code: str, kind: str, fee: int = 0, area: int | None = None
) -> Unit:
    found = centre_of(by, centre)
    if not code.strip():
        raise Refused(_("Isi kode unit, misalnya A-01."))
    if kind not in Unit.Kind.values:
        raise Refused(_("Pilih jenis unit dari daftar."))
    if not 0 <= fee <= DEAREST or (area is not None and not 1 <= area <= LARGEST):
        raise Refused(_("Sewa sebulan diisi 0 sampai Rp 1.000.000.000, luas 1 sampai 100.000 meter persegi."))
    made = Unit(
        centre=found, region=found.region, code=code.strip()[:12], kind=kind, fee=fee, area=area, since=today_in(found.region)
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Kode unit itu sudah dipakai di sentra ini. Pilih kode lain.")) from error
    record_event(
        by=by, action="add_unit", subject=("centre_unit", made.id), region=made.region, detail={"kind": kind, "fee": fee}
    )  # fmt: skip
    return made


@transaction.atomic
def retire_unit(*, by: Actor, unit: uuid.UUID) -> Unit:
    """From today on it counts no more; not while somebody is in it."""
    found = unit_of(by, unit)
    today = today_in(found.region)
    if found.retired_on:
        raise Conflict(_("Unit itu sudah tidak dipakai."))
    rows = Occupancy.objects.unscoped("of a unit in hand").filter(unit=found, ends_on__gte=today)
    if any(o.until >= today for o in rows):
        raise Conflict(_("Unit itu masih dihuni atau sudah dijanjikan. Akhiri dahulu kontraknya."))
    found.retired_on = today
    found.save(update_fields=["retired_on"])
    record_event(by=by, action="retire_unit", subject=("centre_unit", found.id), region=found.region)
    return found


@transaction.atomic
def add_room(
    *, by: Actor, centre: uuid.UUID, name: str, use: str, opens: datetime.time, closes: datetime.time
) -> SharedRoom:
    found = centre_of(by, centre)
    if not name.strip() or use not in SharedRoom.Use.values:
        raise Refused(_("Isi nama ruang dan pilih gunanya."))
    if opens.minute or closes.minute or closes <= opens:
        raise Refused(_("Ruang dipesan per jam: isi jam buka dan tutup yang bulat, tutup sesudah buka."))
    made = SharedRoom(
        centre=found, region=found.region, name=name.strip()[:80], use=use, opens=opens, closes=closes
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Nama ruang itu sudah ada di sentra ini.")) from error
    record_event(
        by=by, action="add_room", subject=("centre_room", made.id), region=made.region, detail={"use": use}
    )
    return made


@transaction.atomic
def close_room(*, by: Actor, room: uuid.UUID, reason: str) -> SharedRoom:
    """From now on nobody books it; hours still to come are given back, and those who booked them are told."""
    reached = SharedRoom.objects.for_actor(by, Permission.MANAGE_CENTRES).filter(id=room)
    rows = SharedRoom.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    found = rows.filter(pk__in=reached.values("pk")).select_related("centre").first()
    if found is None:
        raise Refused(_("Ruang itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.closed_at:
        raise Conflict(_("Ruang itu sudah ditutup."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa ruang ini ditutup, agar pemesannya tahu."))
    found.closed_at = timezone.now()
    found.save(update_fields=["closed_at"])
    given_back = _give_back(found)
    record_event(
        by=by, action="close_room", subject=("centre_room", found.id), region=found.region, reason=reason.strip()[:300],
        detail={"hours": given_back},
    )  # fmt: skip
    return found


def _give_back(room: SharedRoom) -> int:
    """How many hours of a closed room were still to come; each owner is told of the first of theirs."""
    rows = RoomHour.objects.unscoped("of a room in hand").filter(room=room, given_back_at=None)
    now = timezone.localtime(timezone=zone(room.region))
    coming = [
        h
        for h in rows.select_related("business__owner").order_by("day", "starts")
        if (h.day, h.starts) > (now.date(), now.time())
    ]
    rows.filter(id__in=[h.id for h in coming]).update(given_back_at=now)
    first = {h.business.owner.user_id: h for h in reversed(coming) if h.business.owner.user_id}
    for user, hour in first.items():
        told = {"room": room.name, "centre": room.centre.name, "day": hour.day.isoformat()}
        notify(users=[user], text=CLOSED, values=told, url=reverse("own_rooms"))
    return len(coming)


def centre_of(by: Actor, id: uuid.UUID) -> Centre:
    found = Centre.objects.for_actor(by, Permission.MANAGE_CENTRES).filter(id=id).first()
    if found is None:
        raise Refused(_("Sentra itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def unit_of(by: Actor, id: uuid.UUID) -> Unit:
    """The unit, locked: whoever changes who is in it waits for the other."""
    reached = Unit.objects.for_actor(by, Permission.MANAGE_CENTRES).filter(id=id)
    rows = Unit.objects.unscoped("reach is checked by the id").select_for_update(no_key=True)
    found = rows.filter(pk__in=reached.values("pk")).first()
    if found is None:
        raise Refused(_("Unit itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
