"""Changing many businesses, and taking it back: long work run by a worker."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.errors import Conflict
from dampingi.foundation.jobs.actions import advance
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.ui import formats
from dampingi.pages.register.selecting import Selection
from dampingi.records.businesses.actions.bulk import (
    PART,
    Bulk,
    change_part,
    close_bulk,
    close_undo,
    open_bulk,
    undo_part,
)

CHANGE, UNDO = "change_businesses", "undo_change"
KEPT_TOLD = 200


@job(CHANGE, lazy("Mengubah banyak usaha"))
def change_businesses(work: Job) -> dict[str, Any]:
    """Run again after a break, it finds its origin and does the rest."""
    by, bulk = _asker(work), Bulk(**work.params["bulk"])
    selection = Selection(by, QueryDict(work.params["chosen"]))
    origin = Origin.objects.filter(door="page", reference=_reference(work)).first()
    ids = selection.ids()
    if origin is None:
        _must_be(work.params["count"], len(ids))
        origin = open_bulk(by=by, bulk=bulk, reference=_reference(work))
    done = 0
    for part in _parts(ids):
        change_part(by=by, bulk=bulk, origin=origin, ids=part)
        done += len(part)
        advance(work, done=done, total=len(ids), note=_("Mengubah usaha"))
    changed = close_bulk(by=by, bulk=bulk, origin=origin)
    return {"origin": str(origin.id), "changed": changed, "same": max(0, work.params["count"] - changed)}


@job(UNDO, lazy("Membatalkan perubahan banyak usaha"))
def undo_change(work: Job) -> dict[str, Any]:
    by = _asker(work)
    undone = Origin.objects.get(id=uuid.UUID(work.params["origin"]))
    origin = Origin.objects.filter(door="page", reference=_reference(work)).first() or open_origin(
        by=by, door="page", reference=_reference(work)
    )
    made = Revision.objects.filter(origin=undone, undoes=None, undone_by=None).order_by("id")
    ids, kept, done = list(made.values_list("id", flat=True)), [], 0
    for part in _parts(ids):
        kept += undo_part(by=by, origin=origin, revisions=list(made.filter(id__in=part)))
        done += len(part)
        advance(work, done=done, total=len(ids), note=_("Mengembalikan usaha"))
    restored = close_undo(by=by, origin=origin, undone=undone, kept=len(kept))
    told = [{"id": str(id), "why": str(why)} for id, why in kept[:KEPT_TOLD]]
    return {"restored": len(ids) - len(kept), "written": restored, "kept": told, "kept_count": len(kept)}


def _must_be(confirmed: int, found: int) -> None:
    if found != confirmed:
        raise Conflict(
            _(
                "Saat Anda menyetujui ada %(then)s usaha yang cocok, sekarang %(now)s. "
                "Tidak ada yang diubah. Buka lagi daftarnya, periksa, lalu setujui jumlah yang baru."
            )
            % {"then": formats.number(confirmed), "now": formats.number(found)}
        )


def _parts(ids: Sequence[uuid.UUID]) -> Iterator[Sequence[uuid.UUID]]:
    for start in range(0, len(ids), PART):
        yield ids[start : start + PART]


def _reference(work: Job) -> str:
    return f"{work.kind} {work.id}"


def _asker(work: Job) -> Actor:
    if work.by is None:
        return Actor.for_system("change of many businesses")
    return actor_of(User.objects.get(id=work.by), on=timezone.localdate())
