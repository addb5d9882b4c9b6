import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.codes import ancestor, contains, depth
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.records.businesses.intake import VerificationNote
from dampingi.records.businesses.models import Business, Verification

METHODS = ("visit", "call", "document")


@transaction.atomic
def verify_business(
    *, by: Actor, business: uuid.UUID, method: str, note: str = "", at: datetime.datetime | None = None
) -> Verification:
    """Confirm that a business exists as recorded. Never by the person who entered it."""
    return verify_businesses(by=by, rows=[VerificationNote(business, method, note, at)])[0]


@transaction.atomic
def verify_businesses(*, by: Actor, rows: Sequence[VerificationNote]) -> list[Verification]:
    """Confirm that businesses exist as recorded, all or none. Never by the person who entered one."""
    found = _within_reach(by, [r.business_id for r in rows])
    made = each_row(rows, lambda r: _verification(by, r, found.get(r.business_id)))
    insert_objects(made)
    if made:
        regions = sorted({found[r.business_id].region for r in rows})
        record_event(
            by=by,
            action="verify_business",
            subject=("business", rows[0].business_id),
            region=_common(regions[0], regions[-1]),
            detail={"method": rows[0].method} if len(rows) == 1 else {"rows": len(rows)},
            values=[(str(r.business_id), r.method) for r in rows],
        )
    return made


def _within_reach(by: Actor, ids: list[uuid.UUID]) -> dict[uuid.UUID, Business]:
    found: dict[uuid.UUID, Business] = {}
    for start in range(0, len(ids), 500):
        rows = Business.objects.for_actor(by, Permission.VIEW_BUSINESSES).select_related("origin")
        found |= {b.id: b for b in rows.filter(id__in=ids[start : start + 500])}
    return found


def _verification(by: Actor, row: VerificationNote, business: Business | None) -> Verification:
    if business is None:
        raise Refused(_("Usaha itu tidak ada, atau di luar wilayah Anda."), status=404)
    if row.method not in METHODS:
        raise Refused(_("Pilih cara verifikasi: kunjungan, telepon, atau dokumen."))
    if by.user_id is None or business.origin.by == by.label:
        raise Denied(_("Data ini Anda sendiri yang memasukkan; orang lain yang harus memverifikasinya."))
    return Verification(
        business=business,
        by=by.user_id,
        by_name=by.name,
        method=row.method,
        note=row.note,
        at=row.at or timezone.now(),
    )


def _common(first: str, last: str) -> str:
    """The smallest region that holds both."""
    depths = range(depth(first), 0, -1)
    return next((ancestor(first, d) for d in depths if contains(ancestor(first, d), last)), "")
