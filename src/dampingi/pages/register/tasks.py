"""Changing many businesses, and taking it back: long work run by a worker."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.errors import Conflict
from dampingi.foundation.jobs.actions import Cancelled, advance
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.ui import formats
from dampingi.pages.register.asking import tell_mentors
from dampingi.pages.register.selecting import Selection
from dampingi.records.businesses.actions.bulk import (
    PART,
    Bulk,
    change_part,
    changed_by,
    close_bulk,
    close_undo,
    open_bulk,
    undo_part,
)

CHANGE, UNDO = "change_businesses", "undo_change"
KEPT_TOLD = 200


@job(CHANGE, lazy("Mengubah banyak usaha"))
def change_businesses(work: Job) -> dict[str, Any]:
    """Run again after a break, it finds its origin and does the rest - if they are still the businesses agreed to."""
    by, bulk = _asker(work), Bulk(**work.params["bulk"])
    ids = Selection(by, QueryDict(work.params["chosen"])).ids()
    origin = origin_of(work)
    if origin is None:
        origin = _begin(work, by, bulk, ids)
    else:
        _must_be_the_same(work, by, bulk, origin, ids)
    done = 0
    try:
        for part in _parts(ids):
            change_part(by=by, bulk=bulk, origin=origin, ids=part)
            done += len(part)
            advance(work, done=done, total=len(ids), note=_("Mengubah usaha"))
    except Cancelled:
        _finish(by, bulk, origin)
        raise
    changed = _finish(by, bulk, origin)
    return {"origin": str(origin.id), "changed": changed, "same": max(0, work.params["count"] - changed)}


@job(UNDO, lazy("Membatalkan perubahan banyak usaha"))
def undo_change(work: Job) -> dict[str, Any]:
    by = _asker(work)
    undone = Origin.objects.get(id=uuid.UUID(work.params["origin"]))
    origin = origin_of(work) or open_origin(by=by, door="page", reference=_reference(work))
    made = Revision.objects.filter(origin=undone, undoes=None, undone_by=None).order_by("id")
    ids, kept, done = list(made.values_list("id", flat=True)), [], 0
    for part in _parts(ids):
        kept += undo_part(by=by, origin=origin, revisions=list(made.filter(id__in=part)))
        done += len(part)
        advance(work, done=done, total=len(ids), note=_("Mengembalikan usaha"))
    restored = close_undo(by=by, origin=origin, undone=undone, kept=len(kept))
    told = [{"id": str(id), "why": str(why)} for id, why in kept[:KEPT_TOLD]]
    return {
        "restored": len(ids) - len(kept),
        "written": restored,
        "kept": told,
        "kept_count": len(kept),
    }


def _finish(by: Actor, bulk: Bulk, origin: Origin) -> int:
    changed = close_bulk(by=by, bulk=bulk, origin=origin)
    if bulk.what == "look":
        tell_mentors(origin)
    return changed


def origin_of(work: Job) -> Origin | None:
    """What the job's changes name as theirs; None if it has not begun."""
    return Origin.objects.filter(door="page", reference=_reference(work)).first()


@transaction.atomic
def _begin(work: Job, by: Actor, bulk: Bulk, ids: Sequence[uuid.UUID]) -> Origin:
    _must_be(work.params["count"], len(ids))
    work.params["agreed"] = _digest(ids)
    work.save(update_fields=["params"])
    return open_bulk(by=by, bulk=bulk, reference=_reference(work))


def _must_be_the_same(work: Job, by: Actor, bulk: Bulk, origin: Origin, ids: Sequence[uuid.UUID]) -> None:
    """What was changed already may no longer fit the filters; with it, the businesses are those of the beginning, or the rest is left."""
    done = changed_by(origin)
    if _digest(done | set(ids)) == work.params["agreed"]:
        return
    close_bulk(by=by, bulk=bulk, origin=origin)
    raise Conflict(
        _(
            "Pekerjaan ini terputus setelah %(done)s usaha diubah, dan sesudah itu usaha yang cocok dengan pilihan Anda tidak lagi sama. "
            "Sisanya tidak diubah. Yang sudah diubah dapat dibatalkan; untuk sisanya, periksa lagi pilihannya dan setujui jumlah yang baru."
        )
        % {"done": formats.number(len(done))}
    )


def _digest(ids: Iterable[uuid.UUID]) -> str:
    return hashlib.sha256(b"".join(sorted(id.bytes for id in ids))).hexdigest()


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
