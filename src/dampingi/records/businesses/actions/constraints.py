import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.businesses.models import Business, Constraint


@transaction.atomic
def note_constraints(*, by: Actor, rows: Sequence[ConstraintNote]) -> list[Constraint]:
    """Record what holds businesses back; an open constraint of the same code at the same business is kept, not doubled."""
    known = choices("constraints")
    wrong = next((r for r in rows if r.code not in known or r.severity not in (1, 2, 3)), None)
    if wrong:
        raise Refused(
            _("Kode kendala %(code)s tidak dikenal. Pilih dari daftar kendala.") % {"code": wrong.code}
        )
    regions = _regions(by, [r.business_id for r in rows])
    missing = [r for r in rows if r.business_id not in regions]
    if missing:
        raise Refused(_("Ada usaha yang tidak ada atau di luar wilayah Anda."), status=404)
    open_now = _open({r.business_id for r in rows})
    made = [
        Constraint(
            business_id=r.business_id, region=regions[r.business_id], code=r.code, severity=r.severity, since=r.since,
            source=r.source, note=r.note,
        )
        for r in rows
        if (r.business_id, r.code) not in open_now
    ]  # fmt: skip
    insert_objects(made)
    record_event(
        by=by,
        action="note_constraints",
        subject=("constraint", made[0].id if made else ""),
        region=made[0].region if len({m.region for m in made}) == 1 else "",
        detail={"rows": len(made)},
        values=[(str(m.business_id), m.code) for m in made],
    )
    return made


@transaction.atomic
def resolve_constraint(*, by: Actor, constraint: uuid.UUID, on: datetime.date, resolution: str) -> Constraint:
    found = (
        Constraint.objects.for_actor(by, Permission.VIEW_BUSINESSES)
        .filter(id=constraint, resolved_on=None)
        .first()
    )
    if found is None:
        raise Refused(_("Kendala itu tidak ada, sudah selesai, atau di luar wilayah Anda."), status=404)
    if on < found.since:
        raise Refused(_("Tanggal selesai lebih awal daripada tanggal mulai kendala. Perbaiki tanggalnya."))
    found.resolved_on, found.resolution = on, resolution
    found.save(update_fields=["resolved_on", "resolution"])
    record_event(by=by, action="resolve_constraint", subject=("constraint", found.id), region=found.region)
    return found


def _regions(by: Actor, ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    found: dict[uuid.UUID, str] = {}
    for start in range(0, len(ids), 500):
        rows = Business.objects.for_actor(by, Permission.VIEW_BUSINESSES).filter(
            id__in=ids[start : start + 500]
        )
        found.update(rows.values_list("id", "region"))
    return found


def _open(ids: set[uuid.UUID]) -> set[tuple[uuid.UUID, str]]:
    found: set[tuple[uuid.UUID, str]] = set()
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        rows = Constraint.objects.unscoped("businesses whose reach was checked").filter(
            business__in=wanted[start : start + 500], resolved_on=None
        )
        found.update(rows.values_list("business_id", "code"))
    return found
