"""Merges as they stand: of a record, of a region, and what of an import took part in one."""

import uuid
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.models import Merge

WHY = "whether records took part in a merge; tells nothing of them"


def merges(actor: Actor):
    """Merges of records that the actor reaches both of; owners merged along with their businesses are told with those."""
    return reached(actor, Permission.REVIEW_REPEATS).filter(part_of=None)


def reached(actor: Actor, permission: Permission):
    """Where both records were, and what became of them today: a business that moved away is the office's there."""
    today = Business.objects.for_actor(actor, permission)
    found = Merge.objects.for_actor(actor, permission)
    return found.filter(~Q(kind="business") | Q(keep__in=today.values("pk")))


def merge_of(actor: Actor, id: uuid.UUID) -> Merge:
    found = reached(actor, Permission.REVIEW_REPEATS).filter(id=id).first()
    if found is None:
        raise Refused(_("Penggabungan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def absorbed_by(record: uuid.UUID) -> list[Merge]:
    """What a record took over and still holds, newest first. The caller has checked that the record may be seen."""
    return list(
        Merge.objects.unscoped("of a record in reach").filter(keep=record, undone_at=None).order_by("-at")
    )


def kept_by_merges(kind: str, ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the records that hold another one now."""
    wanted, found = list(ids), set()
    for start in range(0, len(wanted), 500):
        rows = Merge.objects.unscoped(WHY).filter(
            kind=kind, undone_at=None, keep__in=wanted[start : start + 500]
        )
        found.update(rows.values_list("keep", flat=True))
    return found
