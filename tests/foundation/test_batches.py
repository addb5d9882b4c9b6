"""Many rows at once: all or nothing inside their transaction, and whatever watches the table still sees each."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.records.conftest import HERE, origin  # noqa: F401 - fixture

from dampingi.foundation.batches import insert_many
from dampingi.foundation.rows import new_id
from dampingi.records.businesses.models import Business, Person
from dampingi.records.search.models import Stale

PERSON = (
    "id",
    "name",
    "key",
    "sex",
    "phone",
    "address",
    "region",
    "nik_sealed",
    "nik_index",
    "origin",
    "created_at",
)
BUSINESS = (
    "id", "owner", "name", "key", "region", "address", "sector", "kbli", "kbli_edition", "product", "phone", "other_phone", "nib",
    "size", "size_basis", "origin", "created_at", "capital",
)  # fmt: skip


def owner(origin):  # noqa: F811
    id = new_id()
    insert_many(Person, PERSON, [(id, "Ani", "ani", "", "", "", HERE, "", "", origin.id, timezone.now())])
    return id


def shop(origin, owner, capital=None, id=None):  # noqa: F811
    texts = ("Kue Ani", "ani kue", HERE, "", "", "", "", "", "", "", "", "", "")
    return (id or new_id(), owner, *texts, origin.id, timezone.now(), capital)


def test_the_search_is_told_of_every_row(origin):  # noqa: F811
    rows = [shop(origin, owner(origin)) for _ in range(3)]
    with transaction.atomic():
        insert_many(Business, BUSINESS, rows)
    assert set(Stale.objects.values_list("business", flat=True)) == {row[0] for row in rows}


@pytest.mark.parametrize("bad", ["money", "twice"])
def test_one_bad_row_among_many_leaves_none(origin, bad):  # noqa: F811
    first = shop(origin, owner(origin))
    last = shop(origin, first[1], capital=-1) if bad == "money" else shop(origin, first[1], id=first[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many(Business, BUSINESS, [first, shop(origin, first[1]), last])
    assert Business.objects.unscoped("test").count() == Stale.objects.count() == 0
