"""Who is to be called about the clinic: their owner has no account, so that no notice reaches them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.ui.formats import day
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.records.businesses.addresses import business_address
from dampingi.records.businesses.contacts import (
    masked_phone,
    reachable_businesses,
    spoken_phone,
    whatsapp_address,
)
from dampingi.records.clinic.listing import BOOKED, name_bookings
from dampingi.records.clinic.models import Booking

STATES = (
    (Booking.State.BOOKED, _("Terjadwal")),
    (Booking.State.CANCELLED, _("Dibatalkan")),
    (Booking.State.WAITING, _("Menunggu tempat")),
)
PHONES = (("ada", _("Ada nomornya")), ("tidak", _("Tidak ada nomornya")))


def calls_list(actor: Actor) -> ListOf:
    filters = [
        Filter("keadaan", _("Keadaan"), lambda: STATES, field="state"),
        Filter("bidang", _("Bidang"), lambda: list(choices("constraint_fields").items()), field="field"),
        Filter("telepon", _("Telepon"), lambda: PHONES, _with_phone),
    ]
    if actor.regions(Permission.VIEW_CLINIC):
        filters.insert(1, Filter("wilayah", _("Wilayah"), lambda: places_below(actor, Permission.VIEW_CLINIC), lambda found, code: found.filter(inside(code))))  # fmt: skip
    return ListOf(
        name="hubungi-klinik", noun=_("usaha"), columns=COLUMNS, order="slot", ties=("business__key", "id"), filters=tuple(filters),
        search=("business__name", "business__owner__name"), search_label=_("Nama usaha, pemilik"), enrich=lambda rows: _tell(actor, rows),
    )  # fmt: skip


def _with_phone(found: Any, value: str) -> Any:
    bare = {"business__phone": "", "business__owner__phone": ""}
    return found.exclude(**bare) if value == "ada" else found.filter(**bare)


def _tell(actor: Actor, rows: list[Any]) -> None:
    """Numbers only for those who may read them; others see that there is one."""
    name_bookings(rows)
    open_to = reachable_businesses(actor, [row.business_id for row in rows])
    for row in rows:
        number = row.business.phone or row.business.owner.phone
        may = row.business_id in open_to
        row.spoken = spoken_phone(number) if may else masked_phone(number)
        with override("id"):  # whoever sends it, an owner reads it
            row.whatsapp = whatsapp_address(number, words(row)) if may else ""


def words(booking: Booking) -> str:
    """Ready to be sent, and to be changed before."""
    owner = booking.business.owner.name
    if booking.slot is None:
        return _now("Yth. %(name)s, usaha Anda masih menunggu jadwal klinik bisnis. Kami kabari begitu ada tempat.") % {"name": owner}  # fmt: skip
    told = {"name": owner, "day": day(booking.slot.on), "clock": f"{booking.slot.starts:%H.%M}", "where": booking.slot.where}  # fmt: skip
    if booking.state == Booking.State.CANCELLED:
        return _now("Yth. %(name)s, jadwal klinik bisnis Anda %(day)s pukul %(clock)s di %(where)s dibatalkan. Hubungi kami untuk jadwal lain.") % told  # fmt: skip
    return _now("Yth. %(name)s, usaha Anda terjadwal di klinik bisnis %(day)s pukul %(clock)s, %(where)s. Mohon kabari kami bila berhalangan.") % told  # fmt: skip


COLUMNS = (
    Column("business", _("Usaha"), lambda b: b.business.name or b.business.owner.name, sort=("business__key",),
           href=lambda b: business_address(b.business_id), note=lambda b: b.business.owner.name),
    Column("region", _("Kelurahan"), "region_name", sort=("region",)),
    Column("state", _("Keadaan"), lambda b: (BOOKED[b.state], b.get_state_display()), "state", sort=("state",)),
    Column("slot", _("Jadwal"), lambda b: b.slot.on if b.slot else None, kind="day", sort=("slot__on", "slot__starts"),
           href=lambda b: reverse("slot", args=[b.slot_id]) if b.slot_id else "",
           note=lambda b: f"{b.slot.starts:%H.%M} {b.slot.where}" if b.slot else ""),
    Column("phone", _("Telepon"), "spoken"),
    Column("whatsapp", _("WhatsApp"), "whatsapp", kind="link"),
)  # fmt: skip
