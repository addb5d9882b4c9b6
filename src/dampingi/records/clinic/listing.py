"""The clinic's slots with how many places are left."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.businesses.addresses import business_address
from dampingi.records.clinic.models import Booking, Channel

WHEN = (("nanti", _("Mendatang")), ("lalu", _("Sudah lewat")))


def slots_list(today: Any) -> ListOf:
    return ListOf(
        name="klinik",
        noun=_("jadwal"),
        columns=COLUMNS,
        order="on",
        ties=("starts", "region", "id"),
        filters=(
            Filter("bidang", _("Bidang"), lambda: list(choices("constraint_fields").items()), field="field"),
            Filter("lewat", _("Lewat"), lambda: Channel.choices, field="channel"),
            Filter("waktu", _("Waktu"), lambda: WHEN, lambda found, v: _when(found, v, today)),
        ),
        search=("place", "adviser"),
        search_label=_("Tempat, yang memberi konsultasi"),
        enrich=_enrich,
    )


BOOKED = {
    Booking.State.BOOKED: State.WATCH,
    Booking.State.WAITING: State.NONE,
    Booking.State.ATTENDED: State.GOOD,
    Booking.State.ABSENT: State.LATE,
    Booking.State.CANCELLED: State.NONE,
    Booking.State.UNNOTED: State.WATCH,
}


def booked_list() -> ListOf:
    """What was booked in one go: who got which slot, who waits."""
    return ListOf(
        name="penjadwalan-klinik",
        noun=_("usaha"),
        columns=BOOKINGS,
        order="slot",
        ties=("business__key", "id"),
        filters=(Filter("keadaan", _("Keadaan"), lambda: Booking.State.choices, field="state"),),
        search=("business__name", "business__owner__name"),
        search_label=_("Nama usaha, pemilik"),
        enrich=name_bookings,
    )


def name_bookings(rows: list[Booking]) -> None:
    called, places = choices("constraints"), names(row.region for row in rows)
    for row in rows:
        row.about = called.get(row.constraint.code, "") if row.constraint else ""  # type: ignore[attr-defined]
        row.region_name = places.get(row.region, row.region)  # type: ignore[attr-defined]


BOOKINGS = (
    Column("business", _("Usaha"), lambda b: b.business.name or b.business.owner.name, sort=("business__key",),
           href=lambda b: business_address(b.business_id), note=lambda b: b.about),
    Column("region", _("Kelurahan"), "region_name", sort=("region",)),
    Column("slot", _("Jadwal"), lambda b: b.slot.on if b.slot else None, kind="day", sort=("slot__on", "slot__starts"),
           href=lambda b: reverse("slot", args=[b.slot_id]) if b.slot_id else "",
           note=lambda b: f"{b.slot.starts:%H.%M} {b.slot.where}" if b.slot else ""),
    Column("state", _("Keadaan"), lambda b: (BOOKED[b.state], b.get_state_display()), "state", sort=("state",)),
)  # fmt: skip


def _when(found: Any, value: str, today: Any) -> Any:
    return found.filter(on__gte=today) if value == "nanti" else found.filter(on__lt=today)


COLUMNS = (
    Column("on", _("Hari"), kind="day", sort=("over", "on"), href=lambda s: reverse("slot", args=[s.id]),
           note=lambda s: f"{s.starts:%H.%M}"),
    Column("field", _("Bidang"), lambda s: choices("constraint_fields").get(s.field, s.field), sort=("field",),
           note=lambda s: s.adviser),
    Column("place", _("Tempat"), "where", sort=("place",), note=lambda s: s.region_name),
    Column("taken", _("Terisi"), lambda s: _now("%(taken)s dari %(all)s") % {"taken": number(s.taken), "all": number(s.capacity)}),
    Column("state", _("Keadaan"), "standing", kind="state"),
)  # fmt: skip


def _enrich(rows: list[Any]) -> None:
    called = names(row.region for row in rows)
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        if row.cancelled_at:
            row.standing = (State.NONE, _now("Dibatalkan"))
        elif row.over:
            row.standing = (
                (State.WATCH, _now("Hasil belum dicatat")) if row.owed else (State.NONE, _now("Selesai"))
            )
        elif row.taken >= row.capacity:
            row.standing = (State.WATCH, _now("Penuh"))
        else:
            row.standing = (State.GOOD, _now("Masih ada tempat"))
