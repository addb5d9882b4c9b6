"""What a list tells beside a business itself: what holds it back and how it sells, said of businesses just put on record.

Nothing can be open there yet, so nothing is looked up: a hundred thousand rows cost their insertion only.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import insert_many
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.rows import new_ids
from dampingi.records.businesses.actions.channels import check_channels
from dampingi.records.businesses.actions.constraints import check_constraint
from dampingi.records.businesses.intake import ChannelNote, ConstraintNote
from dampingi.records.businesses.models import Channel, Constraint

_CONSTRAINT = (
    "id", "business", "region", "code", "severity", "since", "source", "note", "noted_by", "noted_by_name",
    "resolved_how", "resolution", "helped_by",
)  # fmt: skip
_CHANNEL = ("id", "business", "region", "code", "since", "origin")


@transaction.atomic
def describe_new(
    *,
    by: Actor,
    origin: Origin,
    regions: Mapping[uuid.UUID, str],
    constraints: Sequence[ConstraintNote] = (),
    channels: Sequence[ChannelNote] = (),
) -> None:
    """`regions` {business: its region} of those the caller registered in this transaction; other businesses are not known here."""
    for region in set(regions.values()):
        by.require(Permission.NOTE_CONSTRAINTS, region=region)
    for row in {(r.code, r.severity, r.source): r for r in constraints}.values():
        check_constraint(row)
    check_channels(row.code for row in channels)
    noted = _once(constraints)
    _insert(by, origin, "note_constraints", Constraint, _CONSTRAINT, noted, (
        (r.business_id, regions[r.business_id], r.code, r.severity, r.since, r.source, r.note, by.user_id, by.name, "", "", "")
        for r in noted
    ))  # fmt: skip
    sold = _once(channels)
    rows = ((r.business_id, regions[r.business_id], r.code, r.since, origin.id) for r in sold)
    _insert(by, origin, "set_channels", Channel, _CHANNEL, sold, rows)


def _once(rows: Sequence[Any]) -> list[Any]:
    """The first of each code at a business."""
    return list({(r.business_id, r.code): r for r in reversed(rows)}.values())[::-1]


def _insert(
    by: Actor,
    origin: Origin,
    action: str,
    model: Any,
    columns: Sequence[str],
    told: Sequence[Any],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    if not told:
        return
    insert_many(model, columns, ((id, *row) for id, row in zip(new_ids(len(told)), rows, strict=True)))
    record_event(
        by=by,
        action=action,
        subject=("origin", origin.id),
        detail={"rows": len(told)},
        values=[(str(r.business_id), r.code) for r in told],
    )
