import datetime
import uuid
from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import update_many
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.photos import reencoded
from dampingi.foundation.regions.codes import ancestor, contains, depth
from dampingi.foundation.rows import new_id
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.foundation.sealing import Seal
from dampingi.records.businesses.enterers import entered_by
from dampingi.records.businesses.intake import VerificationNote
from dampingi.records.businesses.models import FOUND, Business, Standing, Verification
from dampingi.records.businesses.observed import observed_values
from dampingi.records.businesses.positions import check_position

METHODS = ("visit", "call", "document")
ORIGINALS = Seal("photos", b"verification photo")
"""Opened only for an inspection ordered by law; no page does."""


@transaction.atomic
def verify_business(*, by: Actor, row: VerificationNote) -> Verification:
    """Record what was found at one business. Never by a person who entered its data."""
    return verify_businesses(by=by, rows=[row])[0]


@transaction.atomic
def verify_businesses(*, by: Actor, rows: Sequence[VerificationNote]) -> list[Verification]:
    """Record what was found at businesses, all or none. Never by a person who entered the data of one."""
    found = _within_reach(by, [r.business_id for r in rows])
    own = entered_by(by, found.values())
    made = each_row(rows, lambda r: _verification(by, r, found.get(r.business_id), own))
    shown = each_row(rows, lambda r: reencoded(r.photo) if r.photo else b"")
    for row, picture, each in zip(rows, shown, made, strict=True):
        if row.photo:
            _keep(each, picture, row.photo)
    insert_objects(made)
    if made:
        _stand(made, found)
        regions = sorted({found[r.business_id].region for r in rows})
        record_event(
            by=by,
            action="verify_business",
            subject=("business", rows[0].business_id),
            region=_common(regions[0], regions[-1]),
            detail=_detail(rows),
            values=[(str(r.business_id), r.method, r.outcome, r.observed) for r in rows],
        )
    return made


def _within_reach(by: Actor, ids: list[uuid.UUID]) -> dict[uuid.UUID, Business]:
    found: dict[uuid.UUID, Business] = {}
    for start in range(0, len(ids), 500):
        rows = Business.objects.for_actor(by, Permission.VERIFY_BUSINESSES).select_related("origin")
        found |= {b.id: b for b in rows.filter(id__in=ids[start : start + 500])}
    return found


def _verification(
    by: Actor, row: VerificationNote, business: Business | None, own: set[uuid.UUID]
) -> Verification:
    if business is None or business.archived_at:
        raise Refused(_("Usaha itu tidak ada, diarsipkan, atau di luar wilayah Anda."), status=404)
    if by.user_id is None or business.id in own:
        raise Denied(_("Data ini Anda sendiri yang memasukkan; orang lain yang harus memverifikasinya."))
    _check(row)
    return Verification(
        id=new_id(),
        business=business,
        region=business.region,
        outcome=row.outcome,
        by=by.user_id,
        by_name=by.name,
        method=row.method,
        note=row.note,
        at=row.at or timezone.now(),
        observed=observed_values(row.observed) if row.outcome == Standing.DIFFERS else {},
        latitude=row.latitude,
        longitude=row.longitude,
        accuracy=row.accuracy,
    )


def _keep(made: Verification, shown: bytes, original: bytes) -> None:
    """After every check of the batch: what a later failure leaves behind is swept (foundation/stored.py)."""
    made.photo.save(f"{made.id}.jpg", ContentFile(shown), save=False)
    made.photo_original.save(f"{made.id}.bin", ContentFile(ORIGINALS.close(original)), save=False)


def _check(row: VerificationNote) -> None:
    if row.method not in METHODS:
        raise Refused(_("Pilih cara verifikasi: kunjungan, telepon, atau dokumen."))
    if row.outcome not in FOUND:
        raise Refused(_("Pilih hasilnya: sesuai, berbeda, atau tidak ditemukan."))
    if row.outcome != Standing.CONFIRMED and not (row.note.strip() or row.observed):
        raise Refused(_("Tulis apa yang berbeda, atau di mana Anda mencarinya."))
    if row.at and row.at > timezone.now() + datetime.timedelta(minutes=5):
        raise Refused(_("Waktu verifikasi ada di masa depan. Perbaiki tanggalnya."))
    check_position(row.latitude, row.longitude)


def _stand(made: Sequence[Verification], found: dict[uuid.UUID, Business]) -> None:
    """Businesses stand as the latest look found them; an older look told late changes nothing."""
    later = _latest(list(found))
    for each in made:
        if later[each.business_id] == each.id:
            business = found[each.business_id]
            business.standing = each.outcome
            if each.outcome == Standing.CONFIRMED:
                business.verified_at = each.at
    update_many(Business, ("standing", "verified_at"), found.values())


def _latest(ids: list[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """business -> its latest verification."""
    found: dict[uuid.UUID, uuid.UUID] = {}
    for start in range(0, len(ids), 500):
        rows = Verification.objects.filter(business__in=ids[start : start + 500]).order_by("at", "id")
        found.update(rows.values_list("business_id", "id"))
    return found


def _detail(rows: Sequence[VerificationNote]) -> dict[str, object]:
    if len(rows) > 1:
        return {"rows": len(rows)}
    return {"method": rows[0].method, "outcome": rows[0].outcome, "photo": bool(rows[0].photo)}


def _common(first: str, last: str) -> str:
    """The smallest region that holds both."""
    depths = range(depth(first), 0, -1)
    return next((ancestor(first, d) for d in depths if contains(ancestor(first, d), last)), "")
