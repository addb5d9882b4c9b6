"""Changing many records at once, each against what the asker saw: what somebody changed meanwhile is left and told."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import update_many
from dampingi.foundation.identifiers import blind_index, seal
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.actions import keep_many, plain
from dampingi.records.businesses.actions.edit import (
    EDITABLE,
    PERSON_EDITABLE,
    _only,
    _with_derived,
    check_business,
    check_person,
)
from dampingi.records.businesses.models import Business, Channel, Constraint, Person
from dampingi.records.businesses.naming import person_key

_CHUNK = 500
NIK = {"nik_sealed", "nik_index"}


@dataclass(frozen=True, slots=True)
class Edit:
    """Fields of one record: the values wanted, and the values they had when that was decided.

    `undoes` is the revision it takes back.
    """

    id: uuid.UUID
    values: dict[str, Any]
    expected: dict[str, Any]
    undoes: uuid.UUID | None = None


@dataclass(slots=True)
class Edited:
    """`changed` {id: fields}; `stale` (id, fields) somebody changed in between; `missing` out of reach or archived."""

    changed: dict[uuid.UUID, list[str]] = field(default_factory=dict)
    stale: list[tuple[uuid.UUID, list[str]]] = field(default_factory=list)
    missing: list[uuid.UUID] = field(default_factory=list)


Derive = Callable[[Any, dict[str, Any]], dict[str, Any]]


@transaction.atomic
def edit_businesses(*, by: Actor, edits: Sequence[Edit], origin: Origin) -> Edited:
    """Change fields of many businesses as one batch: one revision each, one audit event for all."""
    for edit in edits:
        _only(edit.values, EDITABLE)
        check_business(by, edit.values)
    done = _edit(Business, "business", _with_derived, by=by, edits=edits, origin=origin)
    _take_constraints_along([id for id, fields in done.changed.items() if "region" in fields])
    return done


@transaction.atomic
def edit_persons(*, by: Actor, edits: Sequence[Edit], origin: Origin) -> Edited:
    """As for businesses. `nik` (16 digits, expected by its blind index) is sealed on the way."""
    edits = [_sealed(edit) for edit in edits]
    for edit in edits:
        _only(edit.values, PERSON_EDITABLE | NIK)
        check_person(by, edit.values)
    return _edit(Person, "person", _with_key, by=by, edits=edits, origin=origin)


def _sealed(edit: Edit) -> Edit:
    if "nik" not in edit.values:
        return edit
    values, expected = dict(edit.values), dict(edit.expected)
    nik, index = values.pop("nik"), expected.pop("nik")
    values |= {"nik_index": blind_index("nik", nik), "nik_sealed": seal("nik", nik)}
    return Edit(edit.id, values, expected | {"nik_index": index}, edit.undoes)


def _with_key(_record: Person, values: dict[str, Any]) -> dict[str, Any]:
    return values | {"key": person_key(values["name"])} if "name" in values else values


def _edit(
    model: Any, kind: str, derive: Derive, *, by: Actor, edits: Sequence[Edit], origin: Origin
) -> Edited:
    found = Edited()
    for start in range(0, len(edits), _CHUNK):
        chunk = {e.id: e for e in edits[start : start + _CHUNK]}
        held = _held(model, by, list(chunk))
        changes = {id: told for id, e in chunk.items() if (told := _set(held.get(id), e, derive, found))}
        columns = sorted({column for told in changes.values() for column in told})
        update_many(model, [_field(model, c) for c in columns], [held[id] for id in changes])
        undoes = {id: chunk[id].undoes for id in changes}
        keep_many(by=by, kind=kind, changes=changes, origin=origin, undoes=undoes)
        found.changed |= {id: sorted(told) for id, told in changes.items()}
    if found.changed:
        record_event(
            by=by,
            action=f"edit_{kind}",
            subject=("origin", origin.id),
            detail={"rows": len(found.changed)},
            values=((str(id), told) for id, told in found.changed.items()),
        )
    return found


def _held(model: Any, by: Actor, ids: list[uuid.UUID]) -> dict[uuid.UUID, Any]:
    reached = model.objects.for_actor(by, Permission.EDIT_BUSINESSES).filter(id__in=ids)
    rows = model.objects.unscoped("reach checked by the ids").select_for_update()
    return {r.id: r for r in rows.filter(id__in=ids, archived_at=None, pk__in=reached.values("pk"))}


def _set(record: Any, edit: Edit, derive: Derive, found: Edited) -> dict[str, list[Any]]:
    """Put the values into the record, those whose old value is still as expected; returns {column: [old, new]}."""
    if record is None:
        found.missing.append(edit.id)
        return {}
    stale = [f for f, was in edit.expected.items() if getattr(record, f) != was]
    if stale:
        found.stale.append((edit.id, stale))
    left = set(stale) | (NIK if "nik_index" in stale else set())
    wanted = derive(record, {f: v for f, v in edit.values.items() if f not in left})
    changes = {f: [plain(getattr(record, f)), plain(v)] for f, v in wanted.items() if getattr(record, f) != v}
    for column in changes:
        setattr(record, column, wanted[column])
    return changes


def _take_constraints_along(moved: list[uuid.UUID]) -> None:
    """What holds a business back today goes where the business went."""
    for start in range(0, len(moved), _CHUNK):
        chunk = moved[start : start + _CHUNK]
        where = dict(
            Business.objects.unscoped("just changed").filter(id__in=chunk).values_list("id", "region")
        )
        held_back = Constraint.objects.unscoped("of businesses in hand").filter(
            business__in=chunk, resolved_on=None
        )
        for constraint in held_back:
            constraint.region = where[constraint.business_id]
            constraint.save(update_fields=["region"])
        for channel in Channel.objects.unscoped("of businesses in hand").filter(
            business__in=chunk, until=None
        ):
            channel.region = where[channel.business_id]
            channel.save(update_fields=["region"])


def _field(model: Any, column: str) -> str:
    return next(f.name for f in model._meta.concrete_fields if column in (f.name, f.attname))
