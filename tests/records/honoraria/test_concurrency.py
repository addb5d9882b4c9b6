"""Two people paying or drafting at once: only PostgreSQL lets them meet (SQLite's IMMEDIATE queues them)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from dampingi.foundation.errors import Refused
from dampingi.records.honoraria.actions import check_many, draft_honorarium
from dampingi.records.honoraria.models import Honorarium, Payment
from tests.records.conftest import SYSTEM
from tests.records.honoraria.conftest import honoraria
from tests.records.honoraria.test_life import settle

pytestmark = pytest.mark.postgresql


def at_once(run, times=4):
    def alone(_n):
        try:
            return run()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


@pytest.fixture
def only_postgresql(emptied):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")


def test_paid_at_once_by_four_it_is_paid_once(only_postgresql, town, rates, account, approved):
    rates(), account(), approved()
    check_many(by=town.actor("office"), honoraria=[h.id for h in honoraria()])
    found = at_once(lambda: settle(town, *honoraria()))
    assert sum(isinstance(f, Payment) for f in found) == 1
    assert Payment.objects.unscoped("test").count() == 1


def test_drafted_at_once_there_is_one(only_postgresql, town, rates, approved):
    report = approved()
    rates()
    at_once(lambda: draft_honorarium(by=SYSTEM, report=report))
    assert Honorarium.objects.unscoped("test").count() == 1
