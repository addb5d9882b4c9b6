"""Two people saving the same business in the same moment: only PostgreSQL lets them meet (SQLite's IMMEDIATE queues them)."""

import datetime

import pytest
from tests.records.programmes.test_concurrency import at_once, only_postgresql  # noqa: F401 - a fixture

from dampingi.foundation.errors import Conflict
from dampingi.foundation.revisions.merging import Overlapping
from dampingi.foundation.revisions.queries import history
from dampingi.records.businesses import actions
from dampingi.records.businesses.models import Closure

from .conftest import OFFICE, again

pytestmark = pytest.mark.postgresql
DAY = datetime.date(2026, 3, 1)


def tried(run):
    try:
        return run()
    except Conflict as conflict:
        return conflict


def saved(shop, **values):
    return lambda: tried(lambda: actions.edit_business(by=OFFICE, business=shop.id, values=values, base=0))


def test_different_fields_are_both_kept(only_postgresql, shop):  # noqa: F811
    at_once(saved(shop, product="kue"), saved(shop, address="Jl. Baru"))
    assert (again(shop).product, shop.address) == ("kue", "Jl. Baru")
    assert [r.version for r in history("business", shop.id)] == [2, 1]


def test_the_same_field_is_kept_once_and_the_other_is_asked(only_postgresql, shop):  # noqa: F811
    found = at_once(saved(shop, product="kue"), saved(shop, product="sambal"))
    assert [isinstance(each, Overlapping) for each in found].count(True) == 1
    assert history("business", shop.id).count() == 1


def test_a_business_closes_once(only_postgresql, shop):  # noqa: F811
    def close():
        return tried(lambda: actions.close_business(by=OFFICE, business=shop.id, reason="bankrupt", on=DAY))

    found = at_once(close, close)
    assert sorted(type(each).__name__ for each in found) == ["Closure", "Conflict"]
    assert Closure.objects.unscoped("test").count() == 1
