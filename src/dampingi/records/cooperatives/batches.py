"""Cooperatives as they come in a list: many at once, with the list as their origin."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import insert_many
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.rows import new_ids
from dampingi.records.cooperatives.actions import check_year, checked, numbered
from dampingi.records.cooperatives.intake import BookYearIntake, CooperativeIntake
from dampingi.records.cooperatives.models import BookYear, Cooperative

WHY = "rows of a list whose import was required and granted"
_YEAR = (
    "id", "cooperative", "year", "meeting_on", "members_men", "members_women", "assets", "equity", "loans", "turnover", "surplus",
    "by_name", "at",
)  # fmt: skip


@transaction.atomic
def register_listed(*, by: Actor, origin: Origin, rows: Sequence[CooperativeIntake]) -> list[uuid.UUID]:
    """Put cooperatives on record; returns their ids in the order of the rows. Refused as one by one."""
    _require(by, {r.region for r in rows})
    now, ids = timezone.now(), new_ids(len(rows))
    values = [checked(r) | {"origin": origin.id, "noted_at": now} for r in rows]
    if not rows:
        return []
    columns = ("id", *values[0])
    numbered(
        lambda: insert_many(
            Cooperative, columns, ((id, *v.values()) for id, v in zip(ids, values, strict=True))
        )
    )
    _audit(
        by,
        "register_cooperatives",
        origin,
        rows,
        ((str(i), r.name, r.region) for i, r in zip(ids, rows, strict=True)),
    )
    return ids


@transaction.atomic
def note_listed_years(
    *, by: Actor, origin: Origin, rows: Sequence[tuple[uuid.UUID, BookYearIntake]]
) -> list[uuid.UUID]:
    """Write down book years that are not on record yet; returns their ids in the order of the rows."""
    found = Cooperative.objects.unscoped(WHY).in_bulk([id for id, _told in rows])
    _require(by, {c.region for c in found.values()})
    for id, told in rows:
        check_year(found[id], told)
    now, ids = timezone.now(), new_ids(len(rows))
    insert_many(
        BookYear, _YEAR,
        (
            (key, id, t.year, t.meeting_on, t.members_men, t.members_women, t.assets, t.equity, t.loans, t.turnover, t.surplus, by.name, now)
            for key, (id, t) in zip(ids, rows, strict=True)
        ),
    )  # fmt: skip
    if rows:
        told_values = ((str(id), *(str(v) for v in asdict(told).values())) for id, told in rows)
        _audit(by, "note_book_years", origin, list(found.values()), told_values)
    return ids


@transaction.atomic
def archive_listed(*, by: Actor, origin: Origin, ids: Collection[uuid.UUID]) -> int:
    """Take back what came with a list; the caller has made sure that nothing rests on it."""
    rows = Cooperative.objects.unscoped(WHY).filter(id__in=list(ids), origin=origin, archived_at=None)
    gone = list(rows)
    _require(by, {c.region for c in gone})
    rows.update(archived_at=timezone.now())
    if gone:
        _audit(by, "archive_cooperatives", origin, gone, ((str(c.id),) for c in gone))
    return len(gone)


def _require(by: Actor, regions: Iterable[str]) -> None:
    for region in regions:
        by.require(Permission.MANAGE_COOPERATIVES, region=region)


def _audit(by: Actor, action: str, origin: Origin, rows: Sequence, values: Iterable[tuple[str, ...]]) -> None:
    tops = {ancestor(r.region, min(2, depth(r.region))) for r in rows}
    region = tops.pop() if len(tops) == 1 else ""
    record_event(
        by=by, action=action, subject=("origin", origin.id), region=region, detail={"rows": len(rows)}, values=values
    )  # fmt: skip
