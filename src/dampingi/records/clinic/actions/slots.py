"""Slots are opened and called off by the office."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.queries import exists
from dampingi.foundation.rows import new_id
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.records.clinic.actions.placing import place_waiting
from dampingi.records.clinic.actions.telling import SLOT_OFF, tell_owners
from dampingi.records.clinic.intake import SlotIntake
from dampingi.records.clinic.models import Booking, Channel, Slot
from dampingi.records.clinic.queries import advisers
from dampingi.records.clinic.turns import take_turns
from dampingi.records.programmes.models import Mentor

LONGEST, MOST = 12 * 60, 500


@transaction.atomic
def open_slots(*, by: Actor, rows: Sequence[SlotIntake], today: datetime.date | None = None) -> list[Slot]:
    """Open slots, all or none; those who wait for such a place get it."""
    now = today or timezone.localdate()
    take_turns()
    taken: list[Slot] = []
    made = each_row(rows, lambda row: _beside(_slot(by, row, now), taken))
    insert_objects(made)
    for slot in made:
        record_event(by=by, action="open_slot", subject=("slot", slot.id), region=slot.region)
    for field in dict.fromkeys(slot.field for slot in made):
        place_waiting(field, now)
    return made


@transaction.atomic
def cancel_slot(*, by: Actor, slot: uuid.UUID, reason: str, today: datetime.date | None = None) -> Slot:
    """Call a slot off; who was booked waits again and takes the first place that is free."""
    take_turns()
    found = _slot_of(by, slot)
    if found.cancelled_at:
        raise Conflict(_("Jadwal itu sudah dibatalkan."))
    if not reason.strip():
        raise Refused(_("Tulis alasan membatalkan jadwal ini."))
    bookings = Booking.objects.unscoped("of a slot in hand").filter(slot=found)
    if bookings.filter(state__in=[Booking.State.ATTENDED, Booking.State.ABSENT]).exists():
        raise Conflict(_("Hasilnya sudah dicatat; jadwal yang sudah berlangsung tidak dapat dibatalkan."))
    found.cancelled_at, found.cancel_reason = timezone.now(), reason.strip()
    found.save(update_fields=["cancelled_at", "cancel_reason"])
    tell_owners(list(bookings.filter(state=Booking.State.BOOKED).select_related("slot")), SLOT_OFF, by=by)
    bookings.filter(state=Booking.State.BOOKED).update(state=Booking.State.WAITING, slot=None)
    record_event(
        by=by, action="cancel_slot", subject=("slot", found.id), region=found.region, reason=reason.strip()
    )
    place_waiting(found.field, today or timezone.localdate())
    return found


def _slot(by: Actor, row: SlotIntake, today: datetime.date) -> Slot:
    by.require(Permission.MANAGE_CLINIC, region=row.region)
    if not exists(row.region):
        raise Refused(_("Wilayah %(code)s tidak ada. Pilih dari daftar.") % {"code": row.region})
    if row.field not in source_names("constraint_fields"):
        raise Refused(_("Bidang %(code)s tidak dikenal. Pilih dari daftar.") % {"code": row.field})
    if row.on < today:
        raise Refused(_("Jadwal klinik mulai hari ini. Perbaiki tanggalnya."))
    if not 5 <= row.minutes <= LONGEST:
        raise Refused(_("Lama klinik diisi antara 5 menit dan 12 jam."))
    if not 1 <= row.capacity <= MOST:
        raise Refused(_("Isi berapa usaha yang dapat dilayani: 1 sampai %(most)d.") % {"most": MOST})
    if row.channel not in Channel.values:
        raise Refused(_("Pilih tatap muka, telepon, atau daring."))
    mentor = _mentor(by, row)
    adviser = row.adviser.strip() or (mentor.name if mentor else "")
    if not adviser or (row.channel == Channel.PERSON and not row.place.strip()):
        raise Refused(_("Isi tempat dan siapa yang memberi konsultasi."))
    if row.channel == Channel.ONLINE and not row.link.startswith("https://"):
        raise Refused(_("Isi tautan ruang daringnya, dimulai dengan https://."))
    return Slot(
        id=row.id or new_id(), region=row.region, field=row.field, on=row.on, starts=row.starts, minutes=row.minutes,
        channel=row.channel, link=row.link if row.channel == Channel.ONLINE else "", place=row.place.strip(), adviser=adviser, mentor=mentor, capacity=row.capacity,
    )  # fmt: skip


def _mentor(by: Actor, row: SlotIntake) -> Mentor | None:
    if row.mentor is None:
        return None
    found = advisers(by, on=row.on).filter(id=row.mentor).first()
    if found is None:
        raise Refused(
            _(
                "Konsultan itu tidak ada, tidak bertugas pada hari itu, atau di luar wilayah Anda. Pilih orang lain, atau tulis namanya saja."
            )
        )
    return found


def _named(adviser: str) -> str:
    """One adviser, however their name is written."""
    return " ".join(adviser.casefold().split())


def _one_person(one: Slot, other: Slot) -> bool:
    if one.mentor and other.mentor:
        return one.mentor.user_id == other.mentor.user_id
    return _named(one.adviser) == _named(other.adviser)


def _beside(slot: Slot, taken: list[Slot]) -> Slot:
    """The slot, unless its adviser is elsewhere at that time, by a slot on record or by one of the same batch."""
    known = (
        Slot.objects.unscoped("one adviser's own day")
        .filter(on=slot.on, cancelled_at=None)
        .select_related("mentor")
    )
    others = [s for s in (*known, *taken) if _one_person(s, slot)]
    clash = next((s for s in others if s.span.overlaps(slot.span)), None)
    if clash:
        raise Conflict(
            _(
                "%(adviser)s sudah memberi konsultasi pukul %(held)s di %(place)s pada hari itu; jadwal pukul %(new)s bertabrakan. Ubah jamnya, atau tulis nama orang lain."
            )
            % {"adviser": slot.adviser, "held": clash.span.told, "place": clash.where, "new": slot.span.told}
        )
    taken.append(slot)
    return slot


def _slot_of(by: Actor, id: uuid.UUID) -> Slot:
    reached_by = Slot.objects.for_actor(by, Permission.MANAGE_CLINIC).filter(id=id)
    rows = Slot.objects.unscoped("reach is checked by the id").select_for_update()
    found = rows.filter(id=id, pk__in=reached_by.values("pk")).first()
    if found is None:
        raise Refused(_("Jadwal itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
