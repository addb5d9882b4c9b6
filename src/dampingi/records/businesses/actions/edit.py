import uuid
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.foundation.identifiers import blind_index, seal
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.actions import change
from dampingi.foundation.revisions.merging import changed_since_shown
from dampingi.records.businesses.actions.held import held, living, today_at
from dampingi.records.businesses.followers import tell
from dampingi.records.businesses.models import Business, Channel, Constraint, Person
from dampingi.records.businesses.naming import business_key, person_key
from dampingi.records.businesses.sizes import size_class

EDITABLE = {
    "name", "region", "address", "sector", "kbli", "kbli_edition", "product", "phone", "other_phone", "nib", "started_year", "capital",
    "annual_sales", "workers", "latitude", "longitude", "owner_id",
}  # fmt: skip
PERSON_EDITABLE = {"name", "sex", "born_on", "phone", "address", "region"}
SOUTH, NORTH, WEST, EAST = Decimal("-11.5"), Decimal("6.5"), Decimal(94), Decimal(142)


@transaction.atomic
def edit_business(
    *,
    by: Actor,
    business: uuid.UUID,
    values: dict[str, Any],
    origin: Origin | None = None,
    base: int | None = None,
) -> Business:
    """Change fields of a business and keep what they were.

    `base` is the version a form showed: what others changed since stays, and a field that both changed raises
    `Overlapping`.
    """
    record = living(by, business, values)
    _only(values, EDITABLE)
    if base is not None:
        values = changed_since_shown(record=record, kind="business", values=values, base=base)
    write_business(by=by, record=record, values=values, origin=origin)
    return record


def write_business(*, by: Actor, record: Business, values: dict[str, Any], **told: Any) -> dict[str, Any]:
    """Check and write fields of a locked business with what follows from them; returns what changed. `told`: see `change`."""
    check_business(by, values)
    changes = change(by=by, record=record, kind="business", values=_with_derived(record, values), **told)
    if "region" in changes:
        # what holds the business back today goes with it; what is past stays where it happened
        open_now = Constraint.objects.unscoped("of a business in hand").filter(business=record)
        open_now.filter(resolved_on=None).update(region=record.region)
        channels = Channel.objects.unscoped("of a business in hand").filter(business=record, until=None)
        channels.update(region=record.region)
    _audit(by, record, "business", changes, told.get("act", "edit"))
    tell(by, record, changes, today_at(record))
    return changes


@transaction.atomic
def edit_person(
    *,
    by: Actor,
    person: uuid.UUID,
    values: dict[str, Any],
    origin: Origin | None = None,
    base: int | None = None,
    nik: str = "",
) -> Person:
    """Change fields of a person; `nik` (16 digits) replaces the one on record, '' leaves it."""
    record = held(Person, by, person)
    _only(values, PERSON_EDITABLE)
    if base is not None:
        values = changed_since_shown(record=record, kind="person", values=values, base=base)
    if nik and blind_index("nik", nik) != record.nik_index:
        values = values | {"nik_sealed": seal("nik", nik), "nik_index": blind_index("nik", nik)}
    write_person(by=by, record=record, values=values, origin=origin)
    return record


def write_person(*, by: Actor, record: Person, values: dict[str, Any], **told: Any) -> dict[str, Any]:
    check_person(by, values)
    if "name" in values:
        values = values | {"key": person_key(values["name"])}
    changes = change(by=by, record=record, kind="person", values=values, **told)
    _audit(by, record, "person", changes, told.get("act", "edit"))
    return changes


def check_business(by: Actor, values: dict[str, Any]) -> None:
    if "region" in values:
        by.require(Permission.EDIT_BUSINESSES, region=values["region"])
    _check_name(values)
    if (values.get("capital") or 0) < 0 or (values.get("annual_sales") or 0) < 0:
        raise Refused(_("Modal dan omzet tidak boleh kurang dari nol. Perbaiki angkanya."))
    if (values.get("workers") or 0) < 0:
        raise Refused(_("Jumlah tenaga kerja tidak boleh kurang dari nol. Perbaiki angkanya."))
    if (values.get("started_year") or 0) > timezone.localdate().year:
        raise Refused(_("Tahun berdiri itu belum tiba. Perbaiki tahunnya."))
    _check_position(values.get("latitude"), values.get("longitude"))


def check_person(by: Actor, values: dict[str, Any]) -> None:
    if "region" in values:
        by.require(Permission.EDIT_BUSINESSES, region=values["region"])
    _check_name(values)
    if values.get("born_on") and values["born_on"] > timezone.localdate():
        raise Refused(_("Tanggal lahir itu belum tiba. Perbaiki tanggalnya."))


def _check_name(values: dict[str, Any]) -> None:
    if "name" in values and not values["name"].strip():
        raise Refused(_("Nama tidak boleh kosong. Isi namanya."))


def _check_position(latitude: Decimal | None, longitude: Decimal | None) -> None:
    if latitude is not None and not SOUTH <= latitude <= NORTH:
        raise Refused(_("Lintang itu di luar Indonesia. Periksa apakah lintang dan bujur tertukar."))
    if longitude is not None and not WEST <= longitude <= EAST:
        raise Refused(_("Bujur itu di luar Indonesia. Periksa apakah lintang dan bujur tertukar."))


def _with_derived(record: Business, values: dict[str, Any]) -> dict[str, Any]:
    if "name" in values:
        values = values | {"key": business_key(values["name"])}
    if {"capital", "annual_sales"} & values.keys():
        capital = values.get("capital", record.capital)
        sales = values.get("annual_sales", record.annual_sales)
        size, basis = size_class(capital, sales, on=timezone.localdate())
        values = values | {"size": size, "size_basis": basis}
    return values


def _only(values: dict[str, Any], allowed: set[str]) -> None:
    if strange := values.keys() - allowed:
        raise Refused(_("Kolom ini tidak dapat diubah: %(fields)s.") % {"fields": ", ".join(sorted(strange))})


def _audit(by: Actor, record: Business | Person, kind: str, changes: dict[str, Any], act: str) -> None:
    """Moves and changes of owner write an event of their own."""
    if changes and act in ("edit", "undo"):
        record_event(
            by=by,
            action=f"{act}_{kind}",
            subject=(kind, record.id),
            region=record.region,
            detail={"fields": sorted(changes)},
            values=[changes],
        )
