"""The documents as the register's rows have them now."""

import uuid
from collections.abc import Iterator

from dampingi.foundation.accounts.scoping import ScopedQuerySet
from dampingi.records.businesses.models import Business
from dampingi.records.search.models import Document, Stale
from dampingi.records.search.wording import document_text

_FIELDS = ("id", "key", "owner__key", "product", "phone", "owner__phone", "nib", "region", "archived_at")


def texts(businesses: ScopedQuerySet) -> Iterator[tuple[uuid.UUID, str]]:
    """(business, text of its document)."""
    rows = businesses.values_list(*_FIELDS).iterator(chunk_size=10_000)
    for id, key, owner, product, phone, owner_phone, nib, region, archived_at in rows:
        phones = (phone, owner_phone)
        yield id, document_text(key, owner, product, phones, nib, region, archived=archived_at is not None)


def faults() -> int:
    """How many documents do not say what the register says, leaving aside businesses that wait to be indexed."""
    told = dict(Document.objects.values_list("business", "text").iterator(chunk_size=10_000))
    waiting = set(Stale.objects.values_list("business", flat=True))
    wrong = 0
    for business, text in texts(Business.objects.unscoped("compares the whole register with its index")):
        if told.pop(business, None) != text and business not in waiting:
            wrong += 1
    return wrong + len(told.keys() - waiting)
