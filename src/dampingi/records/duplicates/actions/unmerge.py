"""Taking a merge back, value by value: what still stands as the merge left it returns to what it was.

What was changed since belongs to the kept record and stays there; what was added to it stays too. Both are listed.
"""

import uuid
from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.revisions.actions import change, plain, typed
from dampingi.records.duplicates.actions.merge import REVISED
from dampingi.records.duplicates.actions.settle import RELATION as PAIRS
from dampingi.records.duplicates.attachments import attachments
from dampingi.records.duplicates.facets import DERIVED, KINDS, STANDING, derived, facet_of
from dampingi.records.duplicates.models import Merge, Move
from dampingi.records.duplicates.queries.merges import reached

WHY = "of a merge whose undoing was required"
AUDITED = {"business": "unmerge_businesses", "person": "unmerge_persons"}
_THE_TWO = ("keep", "absorbed")
CHANGED = "changed"
"""Why a value stays: it is not as the merge left it."""


@transaction.atomic
def unmerge(*, by: Actor, merge: uuid.UUID, reason: str, owners: bool = True) -> Merge:
    """The absorbed record stands again as it was. `owners` parts the owners too, if this merge brought them together."""
    if not reason.strip():
        raise Refused(_("Tulis alasan memisahkan kembali."))
    found = _held(by, merge)
    _take_back(by, found, reason)
    if owners:
        for part in found.parts.filter(undone_at=None):
            _take_back(by, part, reason)
    return found


def _held(by: Actor, id: uuid.UUID) -> Merge:
    reach = reached(by, Permission.MERGE_RECORDS).filter(id=id)
    found = (
        Merge.objects.unscoped("reach checked by the id")
        .select_for_update(of=("self",))
        .filter(pk__in=reach.values("pk"))
        .first()
    )
    if found is None:
        raise Refused(_("Penggabungan itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.undone_at:
        raise Conflict(_("Penggabungan ini sudah dipisahkan kembali."))
    if found.part_of and found.part_of.undone_at is None:
        raise Refused(
            _(
                "Kedua orang ini digabungkan bersama usahanya. Pisahkan penggabungan usahanya; pemiliknya ikut terpisah."
            )
        )
    return found


def _take_back(by: Actor, merge: Merge, reason: str) -> None:
    keep, absorbed = _records(merge)
    merge.undo_reason = reason.strip()
    moves = list(merge.moves.order_by("-position"))
    stays: list[dict[str, Any]] = []
    restored = _free_account(by, merge, keep, absorbed, moves, stays)
    restored += _rows_back(by, merge, moves, stays)
    restored += _absorbed_back(by, merge, absorbed, moves, stays)
    restored += _values_back(by, merge, keep, moves, stays) + _standing_back(keep, moves)
    merge.undone_at, merge.undone_by, merge.undone_by_name = timezone.now(), by.label, by.name
    merge.undo_summary = {"restored": restored, "stays": stays, "added": _added(merge, keep)}
    merge.save(update_fields=["undone_at", "undone_by", "undone_by_name", "undo_reason", "undo_summary"])
    record_event(
        by=by, action=AUDITED[merge.kind], subject=(merge.kind, merge.keep),
        region=merge.region, reason=reason,
        detail={"absorbed": str(merge.absorbed), "merge": str(merge.id), "restored": restored, "stays": len(stays)},
    )  # fmt: skip


def _records(merge: Merge) -> tuple[Any, Any]:
    rows = KINDS[merge.kind].objects.unscoped(WHY).select_for_update(of=("self",))
    found = {row.pk: row for row in rows.filter(pk__in=[merge.keep, merge.absorbed]).order_by("pk")}
    keep, absorbed = found[merge.keep], found[merge.absorbed]
    if keep.merged_into_id:
        raise Refused(
            _(
                "%(name)s sendiri sudah digabungkan ke %(other)s. Pisahkan penggabungan itu lebih dulu, baru yang ini."
            )
            % {"name": keep.name, "other": keep.merged_into.name}
        )
    return keep, absorbed


def _free_account(
    by: Actor, merge: Merge, keep: Any, absorbed: Any, moves: list[Move], stays: list[dict[str, Any]]
) -> int:
    """A login belongs to one person at a time: the kept one lets go before the other takes it again."""
    given = next((m for m in moves if m.relation == "absorbed" and m.field == "user_id"), None)
    held = next((m for m in moves if m.relation == "keep" and m.field == "user_id"), None)
    if given is None or held is None:
        return 0
    if plain(keep.user_id) != held.new:
        stays.append(_told(held, CHANGED))
        return 0
    _set(by, merge, keep, {"user_id": typed(keep, "user_id", held.old)})
    _set(by, merge, absorbed, {"user_id": typed(absorbed, "user_id", given.old)})
    return 2


def _rows_back(by: Actor, merge: Merge, moves: list[Move], stays: list[dict[str, Any]]) -> int:
    count = 0
    for move in moves:
        if move.relation in _THE_TWO:
            continue
        model = _model(move.relation)
        row = model._base_manager.select_for_update().filter(pk=move.row).first()
        if row is None or plain(getattr(row, move.field)) != move.new:
            _release(move)
            if row is not None and _came_home(merge, move, row):
                model._base_manager.filter(pk=row.pk).update(region=move.old)
                count += 1
                continue
            if move.relation != PAIRS:
                stays.append(_told(move, CHANGED))
            continue
        value = {move.field: typed(row, move.field, move.old)}
        if type(row) in REVISED:
            _set(by, merge, row, value)
        else:
            model._base_manager.filter(pk=row.pk).update(**value)
        count += 1
    return count


def _came_home(merge: Merge, move: Move, row: Any) -> bool:
    """The region of what belongs to the parted business again is that business's, wherever the kept one went meanwhile."""
    return move.field == "region" and getattr(row, "business_id", None) == merge.absorbed


def _absorbed_back(
    by: Actor, merge: Merge, absorbed: Any, moves: list[Move], stays: list[dict[str, Any]]
) -> int:
    back = {}
    for move in moves:
        if move.relation != "absorbed" or move.field == "user_id":
            continue
        back[move.field] = typed(absorbed, move.field, move.old)
    _set(by, merge, absorbed, back)
    return len(back)


def _values_back(by: Actor, merge: Merge, keep: Any, moves: list[Move], stays: list[dict[str, Any]]) -> int:
    """Facet by facet: fields that belong together return together or not at all."""
    mine = {m.field: m for m in moves if m.relation == "keep" and m.field != "user_id"}
    groups: dict[str, list[Move]] = defaultdict(list)
    for move in mine.values():
        if move.field not in (*DERIVED, *STANDING):
            groups[facet_of(type(keep), move.field)].append(move)
    back: dict[str, Any] = {}
    for group in groups.values():
        if all(plain(getattr(keep, m.field)) == m.new for m in group):
            back |= {m.field: typed(keep, m.field, m.old) for m in group}
            continue
        for move in group:
            _release(move)
            stays.append(_told(move, CHANGED))
    _set(by, merge, keep, back | _derived_back(keep, mine, back))
    return len(back)


def _standing_back(keep: Any, moves: list[Move]) -> int:
    """What a look since the merge found stays, as that look does."""
    mine = [m for m in moves if m.relation == "keep" and m.field in STANDING]
    if not mine:
        return 0
    if any(plain(getattr(keep, m.field)) != m.new for m in mine):
        for move in mine:
            _release(move)
        return 0
    back = {m.field: typed(keep, m.field, m.old) for m in mine}
    type(keep).objects.unscoped(WHY).filter(pk=keep.pk).update(**back)
    return len(back)


def _derived_back(keep: Any, mine: dict[str, Move], back: dict[str, Any]) -> dict[str, Any]:
    """As it was where everything it was read from is as it was; else read again from what stands now."""
    found = {}
    for name, sources in DERIVED.items():
        if name not in mine:
            continue
        moved = [source for source in sources if source in mine]
        whole = all(source in back for source in moved) and plain(getattr(keep, name)) == mine[name].new
        if whole:
            found[name] = typed(keep, name, mine[name].old)
        else:
            _release(mine[name])
    # what this merge left alone may follow from values another one brought
    return derived(keep, back) | found


def _release(move: Move) -> None:
    """A later merge that covered this value must not bring it back when it is taken back itself."""
    later = Move.objects.filter(
        row=move.row, field=move.field, merge__undone_at=None, merge__at__gte=move.merge.at
    ).exclude(merge=move.merge_id)
    for covering in later.order_by("merge__at"):
        if covering.old == move.new:
            covering.old = move.old
            covering.save(update_fields=["old"])
            return


def _set(by: Actor, merge: Merge, record: Any, values: dict[str, Any]) -> None:
    change(
        by=by,
        record=record,
        kind=REVISED[type(record)],
        values=values,
        origin=merge.origin,
        act="unmerge",
        reason=merge.undo_reason,
    )


def _added(merge: Merge, keep: Any) -> list[dict[str, Any]]:
    """What hangs on the kept record now and neither hung there before nor came with another merge."""
    others = Move.objects.filter(merge__keep=merge.keep, merge__undone_at=None).exclude(merge=merge)
    brought = set(others.exclude(relation__in=_THE_TWO).values_list("row", flat=True))
    found = []
    for attachment in attachments(type(keep)):
        before = set(merge.held.get(attachment.key, ()))
        now = [
            id
            for id in attachment.rows(keep).values_list("pk", flat=True)
            if str(id) not in before and id not in brought
        ]
        if now:
            found.append({"relation": attachment.key, "rows": [str(id) for id in now]})
    return found


def _model(relation: str) -> Any:
    app, model, _field = relation.split(".")
    return apps.get_model(app, model)


def _told(move: Move, why: str) -> dict[str, Any]:
    return {"relation": move.relation, "field": move.field, "row": str(move.row), "why": why}
