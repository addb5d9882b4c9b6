"""The record an action is about to change: locked, within the reach of who changes it, and in a state that allows it."""

import datetime
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.regions.codes import zone
from dampingi.records.businesses.models import Business

CORRECTABLE = {"address", "product", "phone", "latitude", "longitude", "channels"}
"""What a mentor may set right of a business in their caseload; the rest is the office's."""


def held(model, by: Actor, id: uuid.UUID, fields: Iterable[str] = ()):
    """The record, locked, for someone who may change these fields of it (without fields: anything)."""
    fields = set(fields)
    if not _reached(model, by, Permission.EDIT_BUSINESSES, id):
        if model is not Business or not _reached(model, by, Permission.CORRECT_BUSINESSES, id):
            raise Refused(_("Data itu tidak ada, atau di luar wilayah Anda."), status=404)
        if not fields or fields - CORRECTABLE:
            raise Denied(
                _(
                    "Pendamping hanya dapat membetulkan telepon, alamat, produk, posisi, dan saluran penjualan usaha. "
                    "Minta penyelenggara untuk perubahan lain."
                )
            )
    rows = model.objects.unscoped("reach checked above").select_for_update()
    record = rows.get(id=id)
    if record.merged_into_id:
        raise Conflict(
            _("%(name)s sudah digabungkan ke data lain. Ubah data itu, atau pisahkan dulu penggabungannya.")
            % {"name": record.name}
        )
    return record


def living(by: Actor, business: uuid.UUID, fields: Iterable[str] = ()) -> Business:
    """A business that is not archived."""
    record = held(Business, by, business, fields)
    if record.archived_at:
        raise Conflict(_("Usaha ini diarsipkan. Pulihkan dahulu sebelum mengubahnya."))
    return record


def today_at(business: Business) -> datetime.date:
    return timezone.now().astimezone(zone(business.region)).date()


def must_have_come(on: datetime.date, business: Business) -> None:
    if on > today_at(business):
        raise Refused(_("Tanggal itu belum tiba. Perbaiki tanggalnya."))


def must_say_why(reason: str) -> str:
    if len(reason.strip()) < 3:
        raise Refused(_("Tulis alasannya, agar orang lain mengerti perubahan ini."))
    return reason.strip()


def _reached(model, by: Actor, permission: Permission, id: uuid.UUID) -> bool:
    return model.objects.for_actor(by, permission).filter(id=id).exists()
