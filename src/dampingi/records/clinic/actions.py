import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import load, source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import exists
from dampingi.foundation.rows import new_id
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.records.businesses.actions import resolve_constraints
from dampingi.records.businesses.intake import ResolutionNote
from dampingi.records.businesses.models import Constraint
from dampingi.records.businesses.queries import reached, regions_of
from dampingi.records.clinic.intake import SlotIntake
from dampingi.records.clinic.models import Booking, Slot
from dampingi.records.clinic.overlaps import Span
from dampingi.records.clinic.turns import take_turns

LONGEST, MOST = 12 * 60, 500
CHUNK = 500
HELD = (Booking.State.BOOKED, Booking.State.ATTENDED, Booking.State.ABSENT)
"""States that take a place."""


@transaction.atomic
def open_slots(*, by: Actor, rows: Sequence[SlotIntake], today: datetime.date | None = None) -> list[Slot]:
    """Open slots, all or none; those who wait for such a place get it."""
    now = today or timezone.localdate()
    take_turns([*(row.field for row in rows), *(_named(row.adviser) for row in rows)])
    taken: list[Slot] = []
    made = each_row(rows, lambda row: _beside(_slot(by, row, now), taken))
    insert_objects(made)
    for slot in made:
        record_event(by=by, action="open_slot", subject=("slot", slot.id), region=slot.region)
    for field in dict.fromkeys(slot.field for slot in made):
        _place_waiting(field, now)
    return made


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
    take_turns([field])
    wanted = reached(by, Permission.PLAN_HELP, businesses)
    already = _booked(wanted, field)
    fresh = [b for b in wanted if b not in already]
    if not fresh:
        raise Refused(
            _("Tidak ada usaha baru untuk dijadwalkan: semuanya sudah terjadwal atau menunggu di bidang ini.")
        )
    regions, about = regions_of(fresh), _about(fresh, codes or _codes_of(field))
    batch = new_id()
    made = [
        Booking(
            batch=batch, business_id=b, region=regions[b], field=field, constraint_id=about.get(b),
            state=Booking.State.WAITING, by=by.user_id, by_name=by.name,
        )
        for b in fresh
    ]  # fmt: skip
    _spread(made, field, now)
    insert_objects(made)
    record_event(
        by=by, action="book_clinic", subject=("booking", made[0].id),
        detail={"rows": len(made), "waiting": sum(b.slot_id is None for b in made)}, values=[str(b.business_id) for b in made],
    )  # fmt: skip
    return made


@transaction.atomic
def cancel_bookings(*, by: Actor, bookings: Sequence[uuid.UUID], today: datetime.date | None = None) -> int:
    """Take bookings back; their places go to those who wait. Returns how many were taken back."""
    _take_turns_of(Booking.objects.for_actor(by, Permission.PLAN_HELP).filter(id__in=list(bookings)))
    found = _locked(by, bookings).filter(state__in=[Booking.State.BOOKED, Booking.State.WAITING])
    rows = list(found)
    if not rows:
        raise Conflict(_("Tidak ada jadwal yang masih dapat dibatalkan."))
    Booking.objects.unscoped("of rows in hand").filter(id__in=[r.id for r in rows]).update(
        state=Booking.State.CANCELLED
    )
    record_event(
        by=by, action="cancel_bookings", subject=("booking", rows[0].id),
        detail={"rows": len(rows)}, values=[str(r.id) for r in rows],
    )  # fmt: skip
    for field in dict.fromkeys(r.field for r in rows):
        _place_waiting(field, today or timezone.localdate())
    return len(rows)


@transaction.atomic
def cancel_slot(*, by: Actor, slot: uuid.UUID, reason: str, today: datetime.date | None = None) -> Slot:
    """Call a slot off; who was booked waits again and takes the first place that is free."""
    _take_turns_of(Slot.objects.for_actor(by, Permission.MANAGE_CLINIC).filter(id=slot))
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
    bookings.filter(state=Booking.State.BOOKED).update(state=Booking.State.WAITING, slot=None)
    record_event(
        by=by, action="cancel_slot", subject=("slot", found.id), region=found.region, reason=reason.strip()
    )
    _place_waiting(found.field, today or timezone.localdate())
    return found


@transaction.atomic
def move_bookings(*, business: uuid.UUID, region: str, today: datetime.date | None = None) -> None:
    """The business is elsewhere now: what is to come goes along, and a place not open to it there goes to who waits.

    What was held already stays where it was, also before its result is written.
    """
    now = today or timezone.localdate()
    held = Booking.objects.unscoped("of a business that moved").filter(business=business)
    _take_turns_of(held)
    rows = held.select_for_update(of=("self",)).filter(
        Q(slot=None) | Q(slot__on__gte=now),
        state__in=[Booking.State.BOOKED, Booking.State.WAITING],
    )
    for booking in rows.select_related("slot"):
        booking.region = region
        if booking.slot and not contains(booking.slot.region, region):
            booking.slot, booking.state = None, Booking.State.WAITING
        booking.save(update_fields=["region", "slot", "state"])
        _place_waiting(booking.field, now)


@transaction.atomic
def record_consultation(
    *,
    by: Actor,
    booking: uuid.UUID,
    came: bool,
    result: str = "",
    resolved: bool = False,
    today: datetime.date | None = None,
) -> Booking:
    """Whether the business came, what was advised, and whether its constraint is over with that."""
    _take_turns_of(Booking.objects.for_actor(by, Permission.PLAN_HELP).filter(id=booking))
    found = _locked(by, [booking]).select_related("slot").filter(slot__isnull=False).first()
    if found is None or found.state == Booking.State.CANCELLED:
        raise Refused(_("Jadwal itu tidak ada, sudah dibatalkan, atau di luar wilayah Anda."), status=404)
    if found.slot.on > (today or timezone.localdate()):
        raise Refused(_("Klinik itu belum berlangsung. Catat hasilnya pada hari itu atau sesudahnya."))
    if resolved and not (came and found.constraint_id):
        raise Refused(_("Kendala hanya dapat diselesaikan bila usahanya datang dan kendalanya tercatat."))
    found.state = Booking.State.ATTENDED if came else Booking.State.ABSENT
    found.result = result.strip()[:2000]
    found.save(update_fields=["state", "result"])
    if resolved:
        note = ResolutionNote(
            found.constraint_id, found.slot.on, "clinic", found.result, "clinic", found.slot_id
        )
        resolve_constraints(by=by, rows=[note])
    record_event(
        by=by, action="record_consultation", subject=("booking", found.id), region=found.region,
        values=[(found.state, found.result)],
    )  # fmt: skip
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
    if not row.place.strip() or not row.adviser.strip():
        raise Refused(_("Isi tempat dan siapa yang memberi konsultasi."))
    return Slot(
        id=row.id or new_id(), region=row.region, field=row.field, on=row.on, starts=row.starts, minutes=row.minutes,
        place=row.place.strip(), adviser=row.adviser.strip(), capacity=row.capacity,
    )  # fmt: skip


def _named(adviser: str) -> str:
    """One queue for each adviser as well, however their name is written."""
    return f"adviser:{' '.join(adviser.casefold().split())}"


def _beside(slot: Slot, taken: list[Slot]) -> Slot:
    """The slot, unless its adviser is elsewhere at that time, by a slot on record or by one of the same batch."""
    known = Slot.objects.unscoped("one adviser's own day").filter(on=slot.on, cancelled_at=None)
    others = [s for s in (*known, *taken) if _named(s.adviser) == _named(slot.adviser)]
    clash = next((s for s in others if s.span.overlaps(slot.span)), None)
    if clash:
        raise Conflict(
            _(
                "%(adviser)s sudah memberi konsultasi pukul %(held)s di %(place)s pada hari itu; jadwal pukul %(new)s bertabrakan. Ubah jamnya, atau tulis nama orang lain."
            )
            % {"adviser": slot.adviser, "held": clash.span.told, "place": clash.place, "new": slot.span.told}
        )
    taken.append(slot)
    return slot


def _days_of(bookings: Sequence[Booking], today: datetime.date) -> dict[uuid.UUID, list[Span]]:
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


def _take_turns_of(rows: Any) -> None:
    """The queues that these slots or bookings stand in."""
    take_turns(rows.order_by().values_list("field", flat=True).distinct())


def _slot_of(by: Actor, id: uuid.UUID) -> Slot:
    reached_by = Slot.objects.for_actor(by, Permission.MANAGE_CLINIC).filter(id=id)
    rows = Slot.objects.unscoped("reach is checked by the id").select_for_update()
    found = rows.filter(id=id, pk__in=reached_by.values("pk")).first()
    if found is None:
        raise Refused(_("Jadwal itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def _locked(by: Actor, ids: Sequence[uuid.UUID]):
    rows = Booking.objects.for_actor(by, Permission.PLAN_HELP).filter(id__in=list(ids))
    return (
        Booking.objects.unscoped("reach is checked by the ids")
        .select_for_update(of=("self",))
        .filter(pk__in=rows.values("pk"))
    )


def _booked(businesses: Sequence[uuid.UUID], field: str) -> set[uuid.UUID]:
    found: set[uuid.UUID] = set()
    for start in range(0, len(businesses), CHUNK):
        rows = Booking.objects.unscoped("of businesses whose reach is checked").filter(
            business__in=businesses[start : start + CHUNK],
            field=field,
            state__in=[Booking.State.BOOKED, Booking.State.WAITING],
        )
        found.update(rows.values_list("business_id", flat=True))
    return found


def _codes_of(field: str) -> list[str]:
    return [entry["code"] for entry in load("constraints") if entry["field"] == field]


def _about(businesses: Sequence[uuid.UUID], codes: Sequence[str]) -> dict[uuid.UUID, uuid.UUID]:
    found: dict[uuid.UUID, uuid.UUID] = {}
    for start in range(0, len(businesses), CHUNK):
        rows = Constraint.objects.unscoped("of businesses whose reach is checked").filter(
            business__in=businesses[start : start + CHUNK], code__in=list(codes), resolved_on=None
        )
        found |= dict(rows.order_by("severity", "-since").values_list("business_id", "id"))
    return found


def _open_slots(field: str, today: datetime.date) -> list[tuple[Slot, int]]:
    """Slots of the field still to come with their free places; whoever may fill them has taken turns."""
    slots = list(
        Slot.objects.unscoped("open to every business of its region")
        .filter(field=field, on__gte=today, cancelled_at=None)
        .order_by("on", "starts", "id")
    )
    held = Booking.objects.unscoped("counts only").filter(slot__in=slots, state__in=HELD)
    taken = dict(held.values_list("slot").annotate(n=Count("id")).order_by())
    return [(slot, slot.capacity - taken.get(slot.id, 0)) for slot in slots]


def _spread(bookings: Sequence[Booking], field: str, today: datetime.date) -> list[Booking]:
    """Give each the nearest slot with a free place, the earliest of those; returns those placed."""
    slots = _open_slots(field, today)
    free = {slot.id: left for slot, left in slots}
    nearest = sorted((slot for slot, _left in slots), key=lambda s: (-len(s.region), s.on, s.starts, s.id))
    days, placed = _days_of(bookings, today), []
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


def _place_waiting(field: str, today: datetime.date) -> None:
    """Those who waited longest first."""
    waiting = Booking.objects.unscoped("the office's own queue").filter(
        Q(slot=None), field=field, state=Booking.State.WAITING
    )
    for booking in _spread(list(waiting.order_by("at", "id")), field, today):
        booking.save(update_fields=["slot", "state"])
