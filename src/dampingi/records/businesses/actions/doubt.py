"""Asking somebody to look at businesses that a newer list no longer names; they wait in the queue of verification."""

import uuid
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import Case, QuerySet, Value, When

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.origins.models import Origin
from dampingi.records.businesses.models import Business, Standing

CHUNK = 500


@transaction.atomic
def ask_for_looks(*, by: Actor, origin: Origin, businesses: Sequence[uuid.UUID]) -> int:
    """Those found otherwise before, and still waiting for it, keep that reason. Returns how many were asked for."""
    settled = ("", Standing.CONFIRMED)
    asked = sum(
        rows.filter(archived_at=None, standing__in=settled).update(standing=Standing.UNLISTED)
        for rows in _reached(by, businesses)
    )
    _told(by, "ask_for_looks", origin, asked, businesses)
    return asked


@transaction.atomic
def withdraw_looks(*, by: Actor, origin: Origin, businesses: Sequence[uuid.UUID]) -> int:
    """The list that asked is taken back: those nobody has looked at since stand as before."""
    before = Case(When(verified_at=None, then=Value("")), default=Value(Standing.CONFIRMED.value))
    freed = sum(
        rows.filter(standing=Standing.UNLISTED).update(standing=before) for rows in _reached(by, businesses)
    )
    _told(by, "withdraw_looks", origin, freed, businesses)
    return freed


def _reached(by: Actor, ids: Sequence[uuid.UUID]) -> Iterator[QuerySet[Business]]:
    for start in range(0, len(ids), CHUNK):
        reached = Business.objects.for_actor(by, Permission.EDIT_BUSINESSES).filter(
            id__in=ids[start : start + CHUNK]
        )
        yield Business.objects.unscoped("reach checked by the ids").filter(
            pk__in=list(reached.values_list("pk", flat=True))
        )


def _told(by: Actor, action: str, origin: Origin, count: int, businesses: Iterable[uuid.UUID]) -> None:
    if count:
        record_event(
            by=by, action=action, subject=("origin", origin.id), detail={"rows": count}, values=[str(id) for id in businesses]
        )  # fmt: skip
