"""One business takes one place: its owner on the phone, or whoever enters it for them at the desk."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains, zone
from dampingi.foundation.rows import new_id
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.businesses.models import Business
from dampingi.records.clinic.actions.booking import codes_of, heaviest
from dampingi.records.clinic.actions.placing import OPEN, days_of, open_places, place_waiting, set_aside
from dampingi.records.clinic.actions.telling import PLACED, tell_owners
from dampingi.records.clinic.models import Booking, Slot
from dampingi.records.clinic.turns import take_turns
from dampingi.records.programmes.rosters import today_in

LONGEST = 1_000


@transaction.atomic
def take_place(
    *, by: Actor, business: uuid.UUID, slot: uuid.UUID, wish: str = "", now: datetime.datetime | None = None
) -> Booking:
    """The business gets a place in this very slot. What it had or waited for in the same field is given back: a change is one press."""
    take_turns()
    found = Slot.objects.unscoped("open to every business of its region").filter(id=slot).first()
    if found is None:
        raise Refused(_("Jadwal itu tidak ada lagi. Muat ulang halaman, lalu pilih yang lain."), status=404)
    shop, moment = _shop(by, business), now or timezone.now()
    today = moment.astimezone(zone(found.region)).date()
    _check_open(found, shop, moment)
    set_aside([shop.id], found.field, today, moment)
    before = _open(shop, found.field)
    if before and before.slot_id == found.id:
        return before
    _check_free(shop, found, before, today)
    if before:
        _cancel(before)
    made = _made(by, shop, found.field, wish, found)
    record_event(
        by=by, action="take_clinic_place", subject=("booking", made.id), region=made.region, values=[str(shop.id), made.wish]
    )  # fmt: skip
    tell_owners([made], PLACED, by=by)
    place_waiting(found.field, today)
    return made


@transaction.atomic
def ask_for_place(
    *, by: Actor, business: uuid.UUID, field: str, wish: str = "", today: datetime.date | None = None
) -> Booking:
    """Nothing suits, or all is full: the business waits for the next place in the field. Twice is once."""
    if field not in source_names("constraint_fields"):
        raise Refused(_("Bidang %(code)s tidak dikenal. Pilih dari daftar.") % {"code": field})
    take_turns()
    shop = _shop(by, business)
    now = today or today_in(shop.region)
    set_aside([shop.id], field, now)
    before = _open(shop, field)
    if before:
        return before
    made = _made(by, shop, field, wish, None)
    record_event(
        by=by, action="ask_for_clinic_place", subject=("booking", made.id), region=made.region, values=[str(shop.id), made.wish]
    )  # fmt: skip
    place_waiting(field, now, by=by)
    made.refresh_from_db()
    return made


@transaction.atomic
def give_back(*, by: Actor, booking: uuid.UUID, today: datetime.date | None = None) -> Booking:
    """The owner, or whoever speaks for them, says they cannot come: the place goes to who waits. A consultation whose day is over is not called off any more."""
    rows = Booking.objects.for_actor(by, Permission.GIVE_VOICE).filter(id=booking)
    if not rows.exists():
        rows = Booking.objects.for_actor(by, Permission.ENTER_QUESTIONS).filter(id=booking)
    take_turns()
    held = Booking.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    found = held.filter(pk__in=rows.values("pk")).select_related("slot").first()
    if found is None:
        raise Refused(_("Jadwal itu tidak ada, atau bukan milik Anda."), status=404)
    now = today or today_in(found.region)
    if found.state not in OPEN or (found.slot and found.slot.on < now):
        raise Conflict(_("Jadwal itu sudah dibatalkan, atau sudah berlangsung."))
    _cancel(found)
    record_event(by=by, action="give_back_clinic_place", subject=("booking", found.id), region=found.region)
    place_waiting(found.field, now)
    return found


def _shop(by: Actor, id: uuid.UUID) -> Business:
    """One's own, or one that the actor plans help for. It moves and is booked in turns, so that nothing is locked here."""
    for permission in (Permission.GIVE_VOICE, Permission.PLAN_HELP, Permission.ENTER_QUESTIONS):
        found: Business | None = (
            Business.objects.for_actor(by, permission).filter(id=id, archived_at=None).first()
        )
        if found:
            return found
    raise Refused(_("Usaha itu tidak ada, atau di luar wilayah Anda."), status=404)


def _check_open(slot: Slot, shop: Business, now: datetime.datetime) -> None:
    if slot.cancelled_at:
        raise Conflict(_("Jadwal itu dibatalkan dinas. Pilih jadwal lain."))
    if slot.starts_at <= now:
        raise Conflict(_("Jadwal itu sudah mulai atau lewat. Pilih jadwal lain."))
    if not contains(slot.region, shop.region):
        raise Refused(_("Jadwal itu untuk usaha di wilayah lain. Pilih jadwal lain."), status=409)


def _check_free(shop: Business, slot: Slot, before: Booking | None, today: datetime.date) -> None:
    """A place is left, and the business is nowhere else at that time."""
    free = {s.id: left for s, left in open_places(slot.field, today)}
    if free.get(slot.id, 0) < 1:
        raise Conflict(_("Tempat terakhir baru saja terisi. Pilih jadwal lain, atau tunggu tempat."))
    own = before.slot.span if before and before.slot else None
    taken = [s for s in days_of([Booking(business=shop)], today).get(shop.id, []) if s != own]
    clash = next((s for s in taken if s.overlaps(slot.span)), None)
    if clash:
        raise Conflict(
            _("Usaha ini sudah dijadwalkan di klinik pukul %(clock)s pada hari itu. Pilih jam lain.")
            % {"clock": clash.told}
        )


def _open(shop: Business, field: str) -> Booking | None:
    rows = Booking.objects.unscoped("of a business in hand").filter(
        business=shop, field=field, state__in=OPEN
    )
    return rows.select_related("slot").first()


def _cancel(booking: Booking) -> None:
    booking.state = Booking.State.CANCELLED
    booking.save(update_fields=["state"])


def _made(by: Actor, shop: Business, field: str, wish: str, slot: Slot | None) -> Booking:
    if len(wish) > LONGEST:
        raise Refused(_("Tulis yang ingin dibicarakan paling banyak %(most)d huruf.") % {"most": LONGEST})
    made = Booking(
        batch=new_id(), business=shop, region=shop.region, field=field, slot=slot, wish=wish.strip(), by=by.user_id, by_name=by.name,
        constraint_id=heaviest([shop.id], codes_of(field)).get(shop.id),
        state=Booking.State.BOOKED if slot else Booking.State.WAITING,
    )  # fmt: skip
    insert_objects([made])
    return made
