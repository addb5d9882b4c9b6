"""The documents as the register's rows have them now."""

import uuid
from collections.abc import Iterable, Iterator

from dampingi.foundation.accounts.scoping import ScopedQuerySet
from dampingi.records.businesses.models import Business
from dampingi.records.search.models import Document, Stale
from dampingi.records.search.wording import document_text

_FIELDS = (
    "id", "name", "owner__name", "key", "owner__key", "product", "phone", "other_phone", "owner__phone", "nib", "region",
    "archived_at",
)  # fmt: skip


def texts(businesses: ScopedQuerySet) -> Iterator[tuple[uuid.UUID, str]]:
    """(business, text of its document)."""
    rows = businesses.values_list(*_FIELDS).iterator(chunk_size=10_000)
    for id, name, owner_name, key, owner, product, *phones, nib, region, archived_at in rows:
        written, archived = f"{name} {owner_name}", archived_at is not None
        yield id, document_text(key, owner, product, phones, nib, region, archived=archived, written=written)


def businesses_of(noted: Iterable[Stale]) -> set[uuid.UUID]:
    """The businesses whose documents the notes concern."""
    noted = list(noted)
    owners = list({each.owner for each in noted if each.owner})
    found = {each.business for each in noted if each.business}
    for start in range(0, len(owners), 500):
        owned = Business.objects.unscoped("to be indexed").filter(owner__in=owners[start : start + 500])
        found.update(owned.values_list("id", flat=True))
    return found


def faults() -> int:
    """How many documents do not say what the register says, leaving aside businesses that wait to be indexed."""
    told = dict(Document.objects.values_list("business", "text").iterator(chunk_size=10_000))
    waiting = businesses_of(Stale.objects.all())
    wrong = 0
    for business, text in texts(Business.objects.unscoped("compares the whole register with its index")):
        if told.pop(business, None) != text and business not in waiting:
            wrong += 1
    return wrong + len(told.keys() - waiting)
