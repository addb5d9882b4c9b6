import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import insert_many
from dampingi.foundation.errors import Refused
from dampingi.foundation.identifiers import blind_indexes, seals
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.rows import new_id
from dampingi.records.businesses.actions.edit import check_business, check_person
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Business, Person
from dampingi.records.businesses.naming import business_key, person_key
from dampingi.records.businesses.queries import person
from dampingi.records.businesses.sizes import size_class

_PERSON = (
    "id", "name", "key", "sex", "born_on", "phone", "address", "region", "nik_sealed", "nik_index", "origin", "created_at",
)  # fmt: skip
_BUSINESS = (
    "id", "owner", "name", "key", "region", "address", "sector", "kbli", "kbli_edition", "product", "phone", "other_phone", "nib",
    "started_year", "capital", "annual_sales", "size", "size_basis", "workers", "latitude", "longitude", "origin",
    "created_at",
)  # fmt: skip


@transaction.atomic
def register_persons(*, by: Actor, origin: Origin, rows: Sequence[PersonIntake]) -> list[uuid.UUID]:
    """Put people on record; returns their ids in the order of the rows."""
    _check(by, rows)
    ids = _insert_persons(rows, origin, timezone.now())
    _audit(by, "register_persons", origin, rows, ids)
    return ids


@transaction.atomic
def register_business(*, by: Actor, row: BusinessIntake) -> Business:
    """Put one business on record from its form. The same `row.id` sent twice is registered once."""
    known = Business.objects.for_actor(by, Permission.EDIT_BUSINESSES).filter(id=row.id).first()
    if known:
        return known
    if row.owner_id:
        person(by, row.owner_id)
    values = {f: getattr(row, f) for f in ("started_year", "workers", "latitude", "longitude")}
    check_business(by, values | {"name": row.name})
    if row.owner:
        check_person(by, {"name": row.owner.name, "born_on": row.owner.born_on})
    origin = open_origin(by=by, door=Origin.Door.PAGE, reference="business")
    register_businesses(by=by, origin=origin, rows=[row])
    return Business.objects.unscoped("just registered").get(id=row.id)


@transaction.atomic
def register_businesses(*, by: Actor, origin: Origin, rows: Sequence[BusinessIntake]) -> list[uuid.UUID]:
    """Put businesses (and their owners, where new) on record; returns the businesses' ids in the order of the rows."""
    _check(by, rows)
    _check_money(rows)
    now, today = timezone.now(), timezone.localdate()
    fresh = [r.owner for r in rows if r.owner_id is None]
    if None in fresh:
        raise Refused(_("Setiap usaha harus punya pemilik. Isi nama pemiliknya."))
    owners = iter(_insert_persons([o for o in fresh if o], origin, now))
    ids = [r.id or new_id() for r in rows]
    insert_many(
        Business,
        _BUSINESS,
        (
            _business(i, r, r.owner_id or next(owners), origin, now, today)
            for i, r in zip(ids, rows, strict=True)
        ),
    )
    _audit(by, "register_businesses", origin, rows, ids)
    return ids


def _business(
    id: uuid.UUID,
    r: BusinessIntake,
    owner: uuid.UUID,
    origin: Origin,
    now: datetime.datetime,
    today: datetime.date,
) -> tuple:
    size, basis = size_class(r.capital, r.annual_sales, on=today)
    return (
        id, owner, r.name, business_key(r.name), r.region, r.address, r.sector, r.kbli, r.kbli_edition, r.product,
        r.phone, r.other_phone, r.nib, r.started_year, r.capital, r.annual_sales, size, basis, r.workers, r.latitude, r.longitude,
        origin.id, now,
    )  # fmt: skip


def _insert_persons(rows: Sequence[PersonIntake], origin: Origin, now: datetime.datetime) -> list[uuid.UUID]:
    ids, niks = [r.id or new_id() for r in rows], [r.nik for r in rows]
    insert_many(
        Person,
        _PERSON,
        (
            (i, r.name, person_key(r.name), r.sex, r.born_on, r.phone, r.address, r.region, sealed, index, origin.id, now)
            for i, r, sealed, index in zip(ids, rows, seals("nik", niks), blind_indexes("nik", niks), strict=True)
        ),
    )  # fmt: skip
    return ids


def _check(by: Actor, rows: Iterable[PersonIntake | BusinessIntake]) -> None:
    for region in {r.region for r in rows}:
        if not region:
            raise Refused(_("Ada baris tanpa wilayah. Isi kelurahan atau kecamatannya."))
        by.require(Permission.EDIT_BUSINESSES, region=region)
    if any(not r.name.strip() for r in rows):
        raise Refused(_("Ada baris tanpa nama. Isi namanya, lalu coba lagi."))


def _check_money(rows: Iterable[BusinessIntake]) -> None:
    for r in rows:
        if (r.capital or 0) < 0 or (r.annual_sales or 0) < 0:
            raise Refused(
                _("%(name)s: modal dan omzet tidak boleh kurang dari nol. Perbaiki angkanya.")
                % {"name": r.name}
            )


def _audit(by: Actor, action: str, origin: Origin, rows: Sequence, ids: list[uuid.UUID]) -> None:
    tops = {ancestor(r.region, min(2, depth(r.region))) for r in rows}
    record_event(
        by=by,
        action=action,
        subject=("origin", origin.id),
        region=tops.pop() if len(tops) == 1 else "",
        detail={"rows": len(ids)},
        values=((str(i), r.name, r.region) for i, r in zip(ids, rows, strict=True)),
    )
