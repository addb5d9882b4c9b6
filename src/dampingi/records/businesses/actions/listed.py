"""What a list says of the life of businesses on record - closed, open again, how they sell - and taking that back."""

import datetime
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.businesses.intake import ClosureNote
from dampingi.records.businesses.models import Business, Channel, Closure

CHUNK = 500
WHY = "businesses whose reach was checked"


@transaction.atomic
def close_listed(*, by: Actor, origin: Origin, rows: Sequence[ClosureNote]) -> list[uuid.UUID]:
    """Close what is neither closed already nor archived; returns the businesses."""
    open_now = _living(by, [r.business_id for r in rows])
    open_now -= {c.business_id for c in _closures(open_now, reopened_on=None)}
    wanted = {r.business_id: r for r in rows if r.business_id in open_now}
    made = [
        Closure(business_id=id, reason=r.reason, closed_on=r.on, note=r.note, by=by.label, origin=origin)
        for id, r in wanted.items()
    ]
    insert_objects(made)
    _told(by, "close_business", origin, list(wanted))
    return list(wanted)


@transaction.atomic
def reopen_listed(
    *, by: Actor, origin: Origin, businesses: Sequence[uuid.UUID], on: datetime.date
) -> list[uuid.UUID]:
    found = [c for c in _closures(_living(by, businesses), reopened_on=None) if c.closed_on <= on]
    for closure in found:
        closure.reopened_on, closure.reopened_by, closure.reopened_at = on, by.label, timezone.now()
        closure.reopened_origin = origin
        closure.save(update_fields=["reopened_on", "reopened_by", "reopened_at", "reopened_origin"])
    _told(by, "reopen_business", origin, [c.business_id for c in found])
    return [c.business_id for c in found]


@transaction.atomic
def take_back_listed(*, by: Actor, origin: Origin) -> set[uuid.UUID]:
    """What the list said of businesses that were on record before it, where nobody said otherwise since; returns them."""
    closures = Closure.objects.unscoped(WHY).exclude(business__origin=origin)
    closed, reopened = (
        closures.filter(origin=origin, reopened_on=None),
        closures.filter(reopened_origin=origin),
    )
    channels = (
        Channel.objects.unscoped(WHY).filter(origin=origin, until=None).exclude(business__origin=origin)
    )
    gone, back = _mine(by, closed), _mine(by, reopened) - _closed_again(reopened)
    sold = _mine(by, channels)
    for ids in _chunks(gone):
        Closure.objects.unscoped(WHY).filter(origin=origin, reopened_on=None, business__in=ids).delete()
    for ids in _chunks(back):
        Closure.objects.unscoped(WHY).filter(reopened_origin=origin, business__in=ids).update(
            reopened_on=None, reopened_by="", reopened_at=None, reopened_origin=None
        )
    for ids in _chunks(sold):
        Channel.objects.unscoped(WHY).filter(origin=origin, until=None, business__in=ids).delete()
    _told(by, "take_back_life", origin, sorted(gone | back | sold))
    return gone | back | sold


def _closed_again(reopened: Any) -> set[uuid.UUID]:
    again = Closure.objects.unscoped(WHY).filter(reopened_on=None)
    return {c.business_id for c in again.filter(business__in=reopened.values("business"))}


def _mine(by: Actor, rows: Any) -> set[uuid.UUID]:
    return _living(by, list(rows.values_list("business_id", flat=True)))


def _living(by: Actor, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    reached = Business.objects.for_actor(by, Permission.EDIT_BUSINESSES).filter(archived_at=None)
    return {id for chunk in _chunks(ids) for id in reached.filter(id__in=chunk).values_list("id", flat=True)}


def _closures(ids: set[uuid.UUID], **told: Any) -> list[Closure]:
    rows = Closure.objects.unscoped(WHY).filter(**told)
    return [c for chunk in _chunks(ids) for c in rows.filter(business__in=chunk)]


def _chunks(ids: Any) -> Iterator[list[uuid.UUID]]:
    wanted = list(ids)
    yield from (wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK))


def _told(by: Actor, action: str, origin: Origin, ids: list[uuid.UUID]) -> None:
    if ids:
        record_event(
            by=by, action=action, subject=("origin", origin.id), detail={"rows": len(ids)}, values=[str(id) for id in ids]
        )  # fmt: skip
