"""Two connections at once, in real transactions: one id, one device; and the server's order."""

import threading

import pytest
from django.db import connection, connections

from dampingi.capture.field.actions import receive
from dampingi.capture.field.items import Item
from dampingi.foundation.accounts.queries import actor_of
from dampingi.records.mentoring.models import Visit
from tests.capture.field.conftest import Phone, phone_of, stored
from tests.records.town import TODAY, build

pytestmark = pytest.mark.postgresql


@pytest.fixture
def phones(emptied, programme, origin, july):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    town = build(programme, origin)
    return [phone_of(town, "ana"), phone_of(town, "ana")]


def at_once(*calls):
    """Run them in threads that start together; returns what each returned."""
    start, found = threading.Barrier(len(calls)), {}

    def run(n, call):
        start.wait()
        try:
            found[n] = call()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return [found[n] for n in range(len(calls))]


def sending(phone: Phone, *items):
    by = actor_of(phone.town.users["ana"], on=TODAY)
    return lambda: receive(by=by, device=phone.device, items=[Item.told(i) for i in items])


def test_a_resend_that_overtakes_the_first_records_once(phones):
    phone = phones[0]
    items = [phone.visit(n % 3) for n in range(10)]
    found = at_once(*[sending(phone, *items)] * 4)
    assert all(receipts == found[0] for receipts in found)
    assert Visit.objects.unscoped("test").count() == len(stored()) == 10


def test_the_same_id_from_two_phones_records_once(phones):
    items = [phones[0].visit(n % 3) for n in range(10)]
    found = at_once(sending(phones[0], *items), sending(phones[1], *items))
    assert {r.state for receipts in found for r in receipts} == {"applied"}
    assert Visit.objects.unscoped("test").count() == len(stored()) == 10


def test_two_bodies_under_one_id_from_two_phones_are_both_kept(phones):
    one = phones[0].visit()
    other = phones[1].visit(id=one["id"], minutes=90)
    found = at_once(sending(phones[0], one), sending(phones[1], other))
    assert sorted(receipts[0].state for receipts in found) == ["applied", "quarantined"]
    assert (Visit.objects.unscoped("test").count(), len(stored())) == (1, 2)


def test_the_servers_order_has_neither_gaps_nor_repeats(phones):
    at_once(*[sending(p, *(p.visit(n) for n in range(3))) for p in phones * 3])
    assert [s.seq for s in stored()] == list(range(1, 19))
