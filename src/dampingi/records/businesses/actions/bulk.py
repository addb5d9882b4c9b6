"""One change of many businesses: any number of them, part by part, as one batch with one event in the trail and one way back.

Each part is a transaction of its own, so that a change of a whole city keeps nobody waiting. What was done is told by the revisions
of the batch's origin: after a break the rest is done, and undoing sets back what nobody touched since.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import update_many
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.actions import keep_many, plain, typed
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.revisions.queries import versions_of
from dampingi.records.businesses.actions.constraints import insert_constraints
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.businesses.models import Business, Constraint

PART = 500
_WHY = "reach checked by the ids"


@dataclass(frozen=True)
class Bulk:
    """`what` is one of WAYS; `value` the sector or constraint; archiving asks for a `reason`."""

    what: str
    value: str = ""
    reason: str = ""

    def check(self) -> None:
        if self.what not in WAYS:
            raise Refused(_("Pilih apa yang hendak dilakukan."))
        known = {"sector": "sectors", "constraint": "constraints"}.get(self.what)
        if known and self.value not in choices(known):
            raise Refused(_("Pilih salah satu dari daftar."))
        if self.what in ("archive", "restore") and not self.reason.strip():
            raise Refused(_("Tulis alasannya; alasan ini tercatat pada setiap usaha."))


def open_bulk(*, by: Actor, bulk: Bulk, reference: str) -> Origin:
    """The origin that all changes of the batch name."""
    bulk.check()
    return open_origin(by=by, door="page", reference=reference)


@transaction.atomic
def change_part(*, by: Actor, bulk: Bulk, origin: Origin, ids: Sequence[uuid.UUID]) -> int:
    """Change those of these businesses the actor may change and that are not so already; returns how many were."""
    return WAYS[bulk.what](by, bulk, origin, list(_held(by, ids).values()))


def changed_by(origin: Origin) -> set[uuid.UUID]:
    """The businesses the batch has changed so far."""
    rows = Revision.objects.filter(origin=origin, undoes=None)
    found = set(rows.filter(kind="business").values_list("subject_id", flat=True))
    for kind, noted in NOTED.items():
        found.update(
            noted.businesses(rows.filter(kind=kind).values("subject_id")).values_list("business", flat=True)
        )
    return found


@transaction.atomic
def close_bulk(*, by: Actor, bulk: Bulk, origin: Origin) -> int:
    """The batch's one event, with a digest over all that was changed; returns how many businesses were."""
    rows = Revision.objects.filter(origin=origin, undoes=None).order_by("id")
    count = rows.count()
    record_event(
        by=by,
        action="change_many",
        subject=("origin", origin.id),
        reason=bulk.reason.strip(),
        detail={"what": bulk.what, "value": bulk.value, "rows": count},
        values=((str(id), changes) for id, changes in rows.values_list("subject_id", "changes").iterator()),
    )
    return count


@transaction.atomic
def undo_part(*, by: Actor, origin: Origin, revisions: Sequence[Revision]) -> list[tuple[uuid.UUID, str]]:
    """Set back what nobody changed since; returns the others as (business, why it stays)."""
    told = [r for r in revisions if r.kind == "business"]
    held = _held(by, [r.subject_id for r in told])
    latest = versions_of("business", held)
    kept, changes, undone = [], {}, {}
    for revision in told:
        record = held.get(revision.subject_id)
        if record is None:
            kept.append((revision.subject_id, _("di luar wilayah Anda, atau sudah digabungkan")))
        elif latest[record.id] != revision.version:
            kept.append((record.id, _("sudah diubah lagi sesudahnya")))
        else:
            wanted = {f: typed(record, f, old) for f, (old, _new) in revision.changes.items()}
            changes[record.id] = _set(record, wanted)
            undone[record.id] = revision.id
    _write(by, origin, held, changes, "undo", "", undone)
    for kind, noted in NOTED.items():
        kept += noted.take_back(by, [r for r in revisions if r.kind == kind])
    return kept


@transaction.atomic
def close_undo(*, by: Actor, origin: Origin, undone: Origin, kept: int) -> int:
    rows = Revision.objects.filter(origin=origin).order_by("id")
    count = rows.count()
    record_event(
        by=by,
        action="undo_many",
        subject=("origin", undone.id),
        detail={"rows": count, "kept": kept},
        values=((str(id), changes) for id, changes in rows.values_list("subject_id", "changes").iterator()),
    )
    return count


def _archive(by: Actor, bulk: Bulk, origin: Origin, records: list[Business]) -> int:
    at = timezone.now() if bulk.what == "archive" else None
    wanted = [r for r in records if bool(r.archived_at) != bool(at)]
    return _set_all(by, origin, wanted, {"archived_at": at}, bulk.what, bulk.reason.strip())


def _assign_sector(by: Actor, bulk: Bulk, origin: Origin, records: list[Business]) -> int:
    living = [r for r in records if r.archived_at is None]
    return _set_all(by, origin, living, {"sector": bulk.value}, "edit", bulk.reason.strip())


def _note_constraint(by: Actor, bulk: Bulk, origin: Origin, records: list[Business]) -> int:
    since = timezone.localdate()
    rows = [
        ConstraintNote(r.id, bulk.value, since, source="office", note=bulk.reason.strip())
        for r in records
        if r.archived_at is None
    ]
    made = insert_constraints(by, rows)
    told = {m.id: {"code": [None, m.code]} for m in made}
    keep_many(by=by, kind="constraint", changes=told, origin=origin, act="note")
    return len(made)


@dataclass(frozen=True)
class Noted:
    """What a way notes beside the businesses, in revisions of its own kind: how it is taken back, and of which businesses it is.

    `take_back` returns the (business, why) it left; `businesses` makes a queryset of businesses' ids from one of subjects' ids.
    """

    take_back: Callable[[Actor, Sequence[Revision]], list[tuple[uuid.UUID, str]]]
    businesses: Callable[[Any], Any]


def changed_in(origin: uuid.UUID) -> Q:
    """The businesses a batch changed, or of which it noted something."""
    told = Revision.objects.filter(origin=origin)
    found = Q(id__in=told.filter(kind="business").values("subject_id"))
    for kind, noted in NOTED.items():
        found |= Q(id__in=noted.businesses(told.filter(kind=kind).values("subject_id")))
    return found


WAYS: dict[str, Callable[[Actor, Bulk, Origin, list[Business]], int]] = {
    "archive": _archive,
    "restore": _archive,
    "sector": _assign_sector,
    "constraint": _note_constraint,
}


def _held(by: Actor, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Business]:
    """Locked, within reach, and not taken over by another record."""
    ids = list(ids)
    reached = Business.objects.for_actor(by, Permission.EDIT_BUSINESSES).filter(id__in=ids, merged_into=None)
    rows = Business.objects.unscoped(_WHY).select_for_update().filter(id__in=ids, pk__in=reached.values("pk"))
    return {r.id: r for r in rows}


def _set_all(
    by: Actor, origin: Origin, records: list[Business], values: dict[str, Any], act: str, reason: str
) -> int:
    changes = {r.id: told for r in records if (told := _set(r, values))}
    _write(by, origin, {r.id: r for r in records}, changes, act, reason, {})
    return len(changes)


def _set(record: Business, values: dict[str, Any]) -> dict[str, list[Any]]:
    changes = {f: [plain(getattr(record, f)), plain(v)] for f, v in values.items() if getattr(record, f) != v}
    for name in changes:
        setattr(record, name, values[name])
    return changes


def _write(
    by: Actor,
    origin: Origin,
    held: dict[uuid.UUID, Business],
    changes: dict[uuid.UUID, dict[str, list[Any]]],
    act: str,
    reason: str,
    undone: dict[uuid.UUID, uuid.UUID],
) -> None:
    columns = sorted({name for told in changes.values() for name in told})
    if columns:
        update_many(Business, columns, [held[id] for id in changes])
        keep_many(
            by=by, kind="business", changes=changes, origin=origin, act=act, reason=reason, undoes=undone
        )


def _drop_constraints(by: Actor, noted: Sequence[Revision]) -> list[tuple[uuid.UUID, str]]:
    """Constraints noted by mistake are closed as such: they never counted as overcome."""
    latest = versions_of("constraint", [r.subject_id for r in noted])
    untouched = [r.subject_id for r in noted if latest.get(r.subject_id) == r.version]
    rows = Constraint.objects.for_actor(by, Permission.EDIT_BUSINESSES).select_for_update()
    open_now = list(rows.filter(id__in=untouched, resolved_on=None))
    for each in open_now:
        each.resolved_on, each.resolved_how = timezone.localdate(), "mistaken"
        each.resolution = _("Dibatalkan bersama perubahan massal yang mencatatnya.")
    update_many(Constraint, ["resolved_on", "resolved_how", "resolution"], open_now)
    left = {r.subject_id for r in noted} - {c.id for c in open_now}
    kept = Constraint.objects.unscoped(_WHY).filter(id__in=left).values_list("business_id", flat=True)
    return [(business, _("kendalanya sudah diubah atau diselesaikan")) for business in kept]


def _constrained(ids: Any) -> Any:
    return Constraint.objects.unscoped(_WHY).filter(id__in=ids).values("business")


NOTED = {"constraint": Noted(_drop_constraints, _constrained)}
"""Filled further by apps above, as WAYS is."""
