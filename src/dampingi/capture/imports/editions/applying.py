"""Carrying a difference out: what was decided goes into the register as one batch, against what was seen."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from dampingi.capture.imports.editions.comparing import Difference, Field, is_same_person
from dampingi.capture.imports.editions.values import LIFE, PERSON
from dampingi.capture.imports.kinds.businesses import CLOSED, closures, people_of
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.origins.models import Origin
from dampingi.records.businesses.actions import (
    Edit,
    close_listed,
    edit_businesses,
    edit_persons,
    note_channels,
    register_persons,
    reopen_listed,
)
from dampingi.records.businesses.intake import ChannelNote, PersonIntake

LIST, REGISTER = "daftar", "register"


@dataclass(frozen=True, slots=True)
class Decisions:
    """`fields` {field: LIST or REGISTER} for every record; `records` {business: {field: LIST or REGISTER}} goes before."""

    fields: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[uuid.UUID, Mapping[str, str]] = field(default_factory=dict)

    def taken(self, business: uuid.UUID, told: Field) -> bool:
        """Whether the list's value goes into the register; by itself a conflict does not, and another NIK never does."""
        if told.key == "nik" and told.conflict:
            return False
        said = self.records.get(business, {}).get(told.key) or self.fields.get(told.key)
        return said == LIST if said else not told.conflict


@dataclass(slots=True)
class Applied:
    """`records` how many were changed; `left` [(business, fields)] what somebody changed while the list was checked."""

    records: int = 0
    left: list[tuple[uuid.UUID, list[str]]] = field(default_factory=list)


def apply_differences(
    *,
    by: Actor,
    origin: Origin,
    region: str,
    differences: Sequence[Difference],
    values: Mapping[int, Mapping[str, Any]],
    decisions: Decisions,
) -> Applied:
    """Call inside the import's transaction. `values` are the rows by position."""
    wanted = [(d, fields) for d in differences if (fields := _taken(d, decisions))]
    new_owners = dict(_other_owners(by, origin, region, wanted, values))
    businesses = [
        edit
        for d, fields in wanted
        if (edit := _business_edit(d, fields, new_owners.get(d.at), values[d.at]["kbli_edition"]))
    ]
    persons = [edit for d, fields in wanted if d.at not in new_owners and (edit := _person_edit(d, fields))]
    alive = _live_on(by, origin, wanted)
    done = edit_businesses(by=by, edits=businesses, origin=origin)
    owners = edit_persons(by=by, edits=_merged(persons), origin=origin)
    business_of = {d.record.owner_id: d.record.id for d, _fields in wanted}
    changed = set(done.changed) | alive | {business_of[id] for id in owners.changed}
    left = [*done.stale, *((business_of[id], fields) for id, fields in owners.stale)]
    return Applied(len(changed), left + [(id, []) for id in done.missing])


def _taken(difference: Difference, decisions: Decisions) -> list[Field]:
    return [f for f in difference.fields if decisions.taken(difference.record.id, f)]


def _business_edit(
    difference: Difference, fields: list[Field], owner: uuid.UUID | None, kbli_edition: str
) -> Edit | None:
    own = [f for f in fields if f.key not in PERSON and f.key not in LIFE]
    told, expected = {f.key: f.new for f in own}, {f.key: f.now for f in own}
    if owner and owner != difference.record.owner_id:
        told["owner_id"], expected["owner_id"] = owner, difference.record.owner_id
    if "kbli" in told:
        told["kbli_edition"], expected["kbli_edition"] = kbli_edition, difference.record.kbli_edition
    return Edit(difference.record.id, told, expected) if told else None


def _live_on(by: Actor, origin: Origin, wanted: Sequence[tuple[Difference, list[Field]]]) -> set[uuid.UUID]:
    """Close, open again and note ways of selling; returns the businesses."""
    said = [(d.record.id, f) for d, fields in wanted for f in fields if f.key in LIFE]
    shut = [id for id, f in said if f.key == "status" and f.new == CLOSED]
    open_again = [id for id, f in said if f.key == "status" and f.new != CLOSED]
    sold = [ChannelNote(id, code) for id, f in said if f.key == "channels" for code in f.new.split(",")]
    note_channels(by=by, rows=sold, origin=origin)
    changed = set(close_listed(by=by, origin=origin, rows=closures(shut)))
    changed.update(reopen_listed(by=by, origin=origin, businesses=open_again, on=timezone.localdate()))
    return changed | {row.business_id for row in sold}


def _person_edit(difference: Difference, fields: list[Field]) -> Edit | None:
    told = {PERSON[f.key]: f.new for f in fields if f.key in PERSON}
    expected = {PERSON[f.key]: f.now for f in fields if f.key in PERSON}
    phone = next((f for f in fields if f.key == "phone"), None)
    if phone and phone.now and difference.record.owner_phone == phone.now:
        told["phone"], expected["phone"] = phone.new, phone.now
    return Edit(difference.record.owner_id, told, expected) if told else None


def _merged(edits: list[Edit]) -> list[Edit]:
    """One edit per owner: with several businesses in the list, the first row that tells a field counts."""
    found: dict[uuid.UUID, Edit] = {}
    for edit in edits:
        first = found.get(edit.id)
        found[edit.id] = (
            Edit(edit.id, edit.values | first.values, edit.expected | first.expected) if first else edit
        )
    return list(found.values())


def _other_owners(
    by: Actor,
    origin: Origin,
    region: str,
    wanted: Sequence[tuple[Difference, list[Field]]],
    values: Mapping[int, Mapping[str, Any]],
) -> Iterator[tuple[int, uuid.UUID]]:
    """Where the list names another person as the owner: that person, put on record if not known yet."""
    changed = [
        (d, f)
        for d, fields in wanted
        for f in fields
        if f.key == "owner" and f.now and not is_same_person(f.now, f.new)
    ]
    if not changed:
        return
    people = people_of(region, [dict(values[d.at]) for d, _f in changed])
    made: list[PersonIntake] = []
    for d, f in changed:
        met = people.intake(dict(values[d.at]), name=f.new, region=values[d.at]["region"], address="")
        if isinstance(met, uuid.UUID):
            yield d.at, met
        else:
            made.append(met)
            assert met.id is not None
            yield d.at, met.id
    register_persons(by=by, origin=origin, rows=made)
