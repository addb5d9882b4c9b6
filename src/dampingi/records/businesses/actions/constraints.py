import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import update_many
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.revisions.actions import change
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.records.businesses.intake import ConstraintNote, ResolutionNote
from dampingi.records.businesses.models import Business, Constraint

SEVERITIES = (1, 2, 3)
HELPERS = ("", "visit", "training", "clinic")
CHUNK = 500


@transaction.atomic
def note_constraints(*, by: Actor, rows: Sequence[ConstraintNote]) -> list[Constraint]:
    """Record what holds businesses back; an open constraint of the same code at the same business is kept, not doubled.

    One that was resolved before is back: the new row knows it.
    """
    made = insert_constraints(by, rows)
    record_event(
        by=by,
        action="note_constraints",
        subject=("constraint", made[0].id if made else ""),
        region=made[0].region if len({m.region for m in made}) == 1 else "",
        detail={"rows": len(made)},
        values=[(str(m.business_id), m.code) for m in made],
    )
    return made


def insert_constraints(by: Actor, rows: Sequence[ConstraintNote]) -> list[Constraint]:
    """Without the event: for a batch that writes one of its own."""
    for row in rows:
        check_constraint(row)
    regions = regions_of(by, [r.business_id for r in rows])
    if any(r.business_id not in regions for r in rows):
        raise Refused(_("Ada usaha yang tidak ada atau di luar wilayah Anda."), status=404)
    held, over = _open({r.business_id for r in rows}), _over(rows)
    made = []
    for r in rows:
        if (r.business_id, r.code) not in held:
            held.add((r.business_id, r.code))
            noted = _noted(by, r, regions[r.business_id])
            earlier = over.get((r.business_id, r.code))
            is_back = earlier and earlier.resolved_on and earlier.resolved_on <= r.since
            noted.reopens = earlier if is_back else None
            made.append(noted)
    insert_objects(made)
    return made


@transaction.atomic
def weigh_constraint(*, by: Actor, constraint: uuid.UUID, severity: int) -> Constraint:
    """Say that it weighs heavier or lighter than before; what it was stays in the history."""
    found = _held(by, constraint)
    if found.resolved_on:
        raise Conflict(_("Kendala itu sudah selesai. Buka kembali bila muncul lagi."))
    if severity not in SEVERITIES:
        raise Refused(_("Berat kendala diisi 1 sampai 3."))
    changes = change(by=by, record=found, kind="constraint", values={"severity": severity})
    if changes:
        record_event(
            by=by, action="weigh_constraint", subject=("constraint", found.id), region=found.region, values=[changes]
        )  # fmt: skip
    return found


@transaction.atomic
def resolve_constraints(*, by: Actor, rows: Sequence[ResolutionNote]) -> list[Constraint]:
    """Close open constraints with what ended them, all or none."""
    open_now = _open_by_id(by, [r.constraint_id for r in rows])

    def resolved(row: ResolutionNote) -> Constraint:
        found = open_now.pop(row.constraint_id, None)
        if found is None:
            raise Refused(_("Kendala itu tidak ada, sudah selesai, atau di luar wilayah Anda."), status=404)
        _check_resolution(row, found)
        found.resolved_on, found.resolved_how, found.resolution = row.on, row.how, row.told
        found.helped_by, found.helped_id = row.helped_by, row.helped_id
        return found

    made = each_row(rows, resolved)
    update_many(Constraint, ["resolved_on", "resolved_how", "resolution", "helped_by", "helped_id"], made)
    if made:
        record_event(
            by=by,
            action="resolve_constraint",
            subject=("constraint", made[0].id),
            region=made[0].region if len({m.region for m in made}) == 1 else "",
            detail={"rows": len(made)},
            values=[(str(m.id), m.resolved_on, m.resolved_how) for m in made],
        )
    return made


def resolve_constraint(
    *,
    by: Actor,
    constraint: uuid.UUID,
    on: datetime.date,
    how: str,
    told: str = "",
    helped_by: str = "",
    helped_id: uuid.UUID | None = None,
) -> Constraint:
    row = ResolutionNote(constraint, on, how, told, helped_by, helped_id)
    return resolve_constraints(by=by, rows=[row])[0]


@transaction.atomic
def reopen_constraint(
    *, by: Actor, constraint: uuid.UUID, since: datetime.date, severity: int = 2, source: str = "visit", note: str = ""
) -> Constraint:  # fmt: skip
    """It holds the business back again: a new constraint that knows the resolved one, whose history stays."""
    earlier = _held(by, constraint)
    if earlier.resolved_on is None:
        raise Conflict(_("Kendala itu masih terbuka."))
    if since < earlier.resolved_on:
        raise Refused(
            _("Tanggal muncul kembali lebih awal daripada tanggal selesainya. Perbaiki tanggalnya.")
        )
    row = ConstraintNote(earlier.business_id, earlier.code, since, severity, source, note)
    check_constraint(row)
    again = Constraint.objects.unscoped("of a constraint in reach")
    if again.filter(business=earlier.business_id, code=earlier.code, resolved_on=None).exists():
        raise Conflict(_("Kendala ini sudah tercatat terbuka kembali."))
    made = _noted(by, row, earlier.business.region)
    made.reopens = None if again.filter(reopens=earlier).exists() else earlier
    insert_objects([made])
    record_event(by=by, action="reopen_constraint", subject=("constraint", made.id), region=made.region)
    return made


def check_constraint(row: ConstraintNote) -> None:
    if row.code not in source_names("constraints") or row.severity not in SEVERITIES:
        raise Refused(
            _("Kode kendala %(code)s tidak dikenal. Pilih dari daftar kendala.") % {"code": row.code}
        )
    if row.source not in source_names("constraint_sources"):
        raise Refused(_("Sumber kendala %(code)s tidak dikenal. Pilih dari daftar.") % {"code": row.source})


def _check_resolution(row: ResolutionNote, found: Constraint) -> None:
    if row.on < found.since:
        raise Refused(_("Tanggal selesai lebih awal daripada tanggal mulai kendala. Perbaiki tanggalnya."))
    if row.how not in source_names("resolutions"):
        raise Refused(_("Cara penyelesaian %(code)s tidak dikenal. Pilih dari daftar.") % {"code": row.how})
    if row.helped_by not in HELPERS or bool(row.helped_by) != bool(row.helped_id):
        raise Refused(_("Pilih kegiatan yang membantu dari daftar, atau kosongkan."))


def _noted(by: Actor, row: ConstraintNote, region: str) -> Constraint:
    return Constraint(
        business_id=row.business_id, region=region, code=row.code, severity=row.severity, since=row.since,
        source=row.source, note=row.note, noted_by=by.user_id, noted_by_name=by.name,
    )  # fmt: skip


def _held(by: Actor, constraint: uuid.UUID) -> Constraint:
    reached = Constraint.objects.for_actor(by, Permission.NOTE_CONSTRAINTS).filter(id=constraint)
    found = (
        Constraint.objects.unscoped("reach is checked by the id")
        .select_for_update(of=("self",))
        .select_related("business")
        .filter(id=constraint, pk__in=reached.values("pk"))
        .first()
    )
    if found is None:
        raise Refused(_("Kendala itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def _open_by_id(by: Actor, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Constraint]:
    found: dict[uuid.UUID, Constraint] = {}
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        reached = Constraint.objects.for_actor(by, Permission.NOTE_CONSTRAINTS).filter(id__in=chunk)
        rows = (
            Constraint.objects.unscoped("reach is checked by the ids")
            .select_for_update()
            .filter(id__in=chunk, resolved_on=None, pk__in=reached.values("pk"))
        )
        found |= {row.id: row for row in rows}
    return found


def regions_of(by: Actor, ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    """business -> its region, for those within reach."""
    found: dict[uuid.UUID, str] = {}
    for start in range(0, len(ids), CHUNK):
        rows = Business.objects.for_actor(by, Permission.NOTE_CONSTRAINTS).filter(
            id__in=ids[start : start + CHUNK]
        )
        found.update(rows.values_list("id", "region"))
    return found


def _over(rows: Sequence[ConstraintNote]) -> dict[tuple[uuid.UUID, str], Constraint]:
    """(business, code) -> the latest resolved one that nothing has reopened yet."""
    found: dict[tuple[uuid.UUID, str], Constraint] = {}
    wanted = list(dict.fromkeys(r.business_id for r in rows))
    for start in range(0, len(wanted), CHUNK):
        earlier = Constraint.objects.unscoped("businesses whose reach was checked").filter(
            business__in=wanted[start : start + CHUNK], resolved_on__isnull=False, reopened_as=None
        )
        found |= {(c.business_id, c.code): c for c in earlier.order_by("resolved_on")}
    return found


def _open(ids: set[uuid.UUID]) -> set[tuple[uuid.UUID, str]]:
    found: set[tuple[uuid.UUID, str]] = set()
    wanted = list(ids)
    for start in range(0, len(wanted), CHUNK):
        rows = Constraint.objects.unscoped("businesses whose reach was checked").filter(
            business__in=wanted[start : start + CHUNK], resolved_on=None
        )
        found.update(rows.values_list("business_id", "code"))
    return found
