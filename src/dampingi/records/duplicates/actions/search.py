"""Searching the register for businesses that are on record twice. A search proposes pairs; it decides nothing."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.engines.linkage import Model
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import update_many
from dampingi.foundation.canonical import digest
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.duplicates.actions.versions import stored_version
from dampingi.records.duplicates.models import LinkModel, Pair, Search
from dampingi.records.duplicates.queries.records import hashes, register_of, rows_of
from dampingi.records.duplicates.queries.versions import model_of

if TYPE_CHECKING:
    import pyarrow as pa

AT_LEAST = 0.2
"""Below even odds too: doubtful pairs teach most, and a person sees soon that there is nothing to them."""
WHY = "pairs of a search whose region was required"
Told = Callable[[int, int, str], None]
"""Progress: done, total, what is being done."""
_LOOSE = ("left", "right", "probability", "weight", "prior")


@transaction.atomic
def ask_for_search(*, by: Actor, region: str, origin: Origin | None = None) -> Search:
    """Queue a search over a region; a worker does it, the page shows how far it is.

    With an import's origin: of its rows against the register of the whole kabupaten or kota. What is found is shown to those
    who reach both records, whoever imported.
    """
    by.require(Permission.IMPORT_SHEETS if origin else Permission.MERGE_RECORDS, region=region)
    if origin:
        region = ancestor(region, min(2, depth(region)))
    made = Search(region=region, origin=origin, by=by.label)
    made.job = start(
        by=by, kind="find_repeats", params={"search": str(made.id)}, url=f"/kembar/pencarian/{made.id}/"
    )
    made.save(force_insert=True)
    record_event(by=by, action="search_repeats", subject=("search", made.id), region=region)
    return made


def search_now(*, by: Actor, region: str, told: Told | None = None) -> Search:
    """The same without a worker: for commands and the demo."""
    by.require(Permission.MERGE_RECORDS, region=region)
    made = Search.objects.create(region=region, by=by.label)
    record_event(by=by, action="search_repeats", subject=("search", made.id), region=region)
    return carry_out(made, told)


def carry_out(search: Search, told: Told | None = None) -> Search:
    """Compare, then keep what was found, all at once. Run again after a worker died, it starts from nothing."""
    if search.finished_at:
        return search
    tell = told or (lambda done, total, note: None)
    version = stored_version()
    records, found = compared(search, model_of(version), tell)
    tell(records.num_rows * 9 // 10, records.num_rows, _("Menyimpan pasangan"))
    with transaction.atomic():
        search.counts = {"businesses": records.num_rows, **_keep(search, version, records, found)}
        search.model, search.finished_at = version, timezone.now()
        search.save(update_fields=["counts", "model", "finished_at"])
    return search


def compared(search: Search, model: Model, tell: Told) -> "tuple[pa.Table, pa.Table]":
    """The records of the region, and the pairs among those that the search is about."""
    import pyarrow as pa  # here: a worker searches
    import pyarrow.compute as pc

    from dampingi.engines.linkage.linking import link

    records = register_of(
        search.region, told=lambda count: tell(count // 2, 2 * count, _("Membaca data usaha"))
    )
    tell(records.num_rows // 3, records.num_rows, _("Membandingkan usaha"))
    if search.origin is None:
        return records, link(records, model=model, at_least=AT_LEAST).pairs
    fresh = rows_of(search.origin)
    rest = records.filter(pc.invert(pc.is_in(records.column("id"), value_set=fresh.column("id"))))
    among = link(fresh, model=model, at_least=AT_LEAST).pairs
    across = link(fresh, against=rest, model=model, at_least=AT_LEAST).pairs
    return pa.concat_tables([fresh, rest]), pa.concat_tables([among, across])


def _keep(search: Search, version: LinkModel, records: "pa.Table", found: "pa.Table") -> dict[str, int]:
    """Store new pairs, refresh known ones; a decided one opens again only if what was compared has changed."""
    rows = found.to_pylist()
    hashed = hashes(records, (row[side] for row in rows for side in ("left", "right")))
    known = _known(search)
    fresh, again, reopened = [], [], 0
    for row in rows:
        told = _pair(row, hashed, version)
        old = known.pop((told.left_id, told.right_id), None)
        if old is None:
            fresh.append(told)
            continue
        reopened += _refresh(old, told)
        again.append(old)
    gone = [pair for pair in known.values() if _fades(pair)]
    for pair in gone:
        pair.state = Pair.State.GONE
    insert_objects(fresh)
    update_many(Pair, ("probability", "weight", "prior", "levels", "model", "hash", "state"), [*again, *gone])
    return {"pairs": len(rows), "new": len(fresh), "reopened": reopened, "gone": len(gone)}


def _known(search: Search) -> dict[tuple[uuid.UUID, uuid.UUID], Pair]:
    """The pairs this search would find again if they were still alike."""
    pairs = Pair.objects.unscoped(WHY).select_for_update()
    pairs = pairs.filter(inside(search.region, "left__region"), inside(search.region, "right__region"))
    if search.origin is not None:
        pairs = pairs.filter(left__origin=search.origin) | pairs.filter(right__origin=search.origin)
    return {(pair.left_id, pair.right_id): pair for pair in pairs}


def _pair(row: dict[str, Any], hashed: dict[str, str], version: LinkModel) -> Pair:
    left, right = sorted((row["left"], row["right"]))
    levels = {
        code: level for code, level in row.items() if code not in _LOOSE and not code.endswith("_weight")
    }
    return Pair(
        left_id=uuid.UUID(left), right_id=uuid.UUID(right), probability=row["probability"], weight=row["weight"],
        prior=row["prior"], levels=levels, model=version, hash=digest([hashed[left], hashed[right]]),
    )  # fmt: skip


def _refresh(old: Pair, told: Pair) -> bool:
    """Whether it opens again."""
    changed = old.hash != told.hash
    for name in ("probability", "weight", "prior", "levels", "model", "hash"):
        setattr(old, name, getattr(told, name))
    opens = old.state == Pair.State.GONE or (
        changed and old.state in (Pair.State.DIFFERENT, Pair.State.UNSURE)
    )
    if opens:
        old.state = Pair.State.OPEN
    return opens


def _fades(pair: Pair) -> bool:
    return pair.state == Pair.State.OPEN and not pair.by_hand
