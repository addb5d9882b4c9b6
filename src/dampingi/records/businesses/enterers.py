"""Who entered or edited what is on record of a business: those people may not be the ones who confirm it."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.revisions.queries import changes_by
from dampingi.records.businesses.models import Business, Person

WHY = "whether one's own word stands in a business in hand"


@dataclass
class Source:
    """A record whose values stand in businesses: their own, their owner's, or one that was merged into either at `since`."""

    entered_by: str
    entered_at: datetime.datetime
    since: datetime.datetime | None = None
    businesses: dict[uuid.UUID, Business] = field(default_factory=dict)

    def unseen(self, at: datetime.datetime) -> set[uuid.UUID]:
        """The businesses nobody has confirmed since the values of that moment stand in them."""
        stands = max(at, self.since) if self.since else at
        return {id for id, b in self.businesses.items() if b.verified_at is None or stands > b.verified_at}


def entered_by(actor: Actor, found: Collection[Business]) -> set[uuid.UUID]:
    """Those of the businesses in which this person's own word stands: someone else must look at them.

    Whoever brought the business never confirms it. What a person changed, entered about the owner, or entered in a record that was merged
    into it counts until another person has confirmed the business with it.
    """
    own = {b.id for b in found if b.origin.by == actor.label}
    sources = _sources(found)
    for by_id in sources.values():
        for source in by_id.values():
            if source.entered_by == actor.label:
                own |= source.unseen(source.entered_at)
    for kind, id, at in changes_by(actor, sources):
        own |= sources[kind][id].unseen(at)
    return own


def _sources(found: Collection[Business]) -> dict[str, dict[uuid.UUID, Source]]:
    owners: dict[uuid.UUID, dict[uuid.UUID, Business]] = defaultdict(dict)
    for b in found:
        owners[b.owner_id][b.id] = b
    businesses = {b.id: Source("", b.created_at, businesses={b.id: b}) for b in found}
    people = {p.id: Source(p.origin.by, p.created_at, businesses=owners[p.id]) for p in _rows(Person, owners)}
    return {
        "business": _with_absorbed(Business, "business", businesses),
        "person": _with_absorbed(Person, "person", people),
    }


def _with_absorbed(model: Any, kind: str, sources: dict[uuid.UUID, Source]) -> dict[uuid.UUID, Source]:
    """With the records that gave values to these when they were merged into them, and those merged into those."""
    every, into = dict(sources), _took_values(kind, sources)
    while into:
        fresh = {}
        for row in _rows(model, into, "merged_into"):
            keep = every[row.merged_into_id]
            since = max(row.archived_at, keep.since) if keep.since else row.archived_at
            fresh[row.id] = Source(row.origin.by, row.created_at, since, keep.businesses)
        every |= fresh
        into = set(fresh)
    return every


def _took_values(kind: str, ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    wanted, found = list(ids), set()
    for start in range(0, len(wanted), 500):
        rows = Revision.objects.filter(
            kind=kind, subject_id__in=wanted[start : start + 500], act="merge", undone_by=None
        )
        found.update(rows.values_list("subject_id", flat=True))
    return found


def _rows(model: Any, ids: Iterable[uuid.UUID], name: str = "pk") -> list[Any]:
    wanted, found = list(ids), []
    for start in range(0, len(wanted), 500):
        rows = model.objects.unscoped(WHY).filter(**{f"{name}__in": wanted[start : start + 500]})
        found += rows.select_related("origin")
    return found
