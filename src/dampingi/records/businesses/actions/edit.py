import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.actions import change
from dampingi.records.businesses.models import Business, Person
from dampingi.records.businesses.naming import business_key, person_key
from dampingi.records.businesses.sizes import size_class

EDITABLE = {
    "name", "region", "address", "sector", "kbli", "kbli_edition", "product", "phone", "nib", "started_year", "capital",
    "annual_sales", "workers", "latitude", "longitude", "owner_id",
}  # fmt: skip
PERSON_EDITABLE = {"name", "sex", "born_on", "phone", "address", "region"}


@transaction.atomic
def edit_business(
    *, by: Actor, business: uuid.UUID, values: dict[str, Any], origin: Origin | None = None
) -> Business:
    """Change fields of a business and keep what they were."""
    record = _held(Business, by, business)
    _only(values, EDITABLE)
    if "region" in values:
        by.require(Permission.EDIT_BUSINESSES, region=values["region"])
    if (values.get("capital") or 0) < 0 or (values.get("annual_sales") or 0) < 0:
        raise Refused(_("Modal dan omzet tidak boleh kurang dari nol. Perbaiki angkanya."))
    if "name" in values:
        values = values | {"key": business_key(values["name"])}
    if {"capital", "annual_sales"} & values.keys():
        capital = values.get("capital", record.capital)
        sales = values.get("annual_sales", record.annual_sales)
        size, basis = size_class(capital, sales, on=timezone.localdate())
        values = values | {"size": size, "size_basis": basis}
    return _change(by, record, "business", values, origin)


@transaction.atomic
def edit_person(
    *, by: Actor, person: uuid.UUID, values: dict[str, Any], origin: Origin | None = None
) -> Person:
    record = _held(Person, by, person)
    _only(values, PERSON_EDITABLE)
    if "name" in values:
        values = values | {"key": person_key(values["name"])}
    return _change(by, record, "person", values, origin)


def _held(model, by: Actor, id: uuid.UUID):
    rows = model.objects.for_actor(by, Permission.EDIT_BUSINESSES)
    record = (
        model.objects.unscoped("reach checked by the id")
        .select_for_update()
        .filter(id=id, pk__in=rows.filter(id=id).values("pk"))
        .first()
    )
    if record is None:
        raise Refused(_("Data itu tidak ada, atau di luar wilayah Anda."), status=404)
    return record


def _only(values: dict[str, Any], allowed: set[str]) -> None:
    if strange := values.keys() - allowed:
        raise Refused(_("Kolom ini tidak dapat diubah: %(fields)s.") % {"fields": ", ".join(sorted(strange))})


def _change(by: Actor, record, kind: str, values: dict[str, Any], origin: Origin | None):
    changes = change(by=by, record=record, kind=kind, values=values, origin=origin)
    if changes:
        record_event(
            by=by,
            action=f"edit_{kind}",
            subject=(kind, record.id),
            region=record.region,
            detail={"fields": sorted(changes)},
            values=[changes],
        )
    return record
