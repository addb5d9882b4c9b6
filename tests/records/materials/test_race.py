"""Joining and ordering at the same moment: whoever joined is in the order, and it is placed and paid once."""

import pytest
from django.db import connection

from dampingi.records.materials import actions, queries
from dampingi.records.materials.intake import Arrived
from tests.records.memberships.test_race import at_once

from .conftest import TOLD

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def real(emptied):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads need a database of their own")


def test_an_order_is_placed_once(real, town, pool, wanted):
    def order():
        actions.place_order(by=town.actor("office"), pool=pool.id)

    assert at_once(order, order) == ["done", "refused"]


def test_asked_twice_at_once_is_one_share(real, town, pool):
    def join():
        actions.join_pool(
            by=town.actor("participant"), pool=pool.id, business=town.first.business_id, quantity=5, needed_by=TOLD.deliver_by
        )  # fmt: skip

    assert at_once(join, join) == ["done", "done"]
    assert [d.quantity for d in queries.demands(pool)] == [5]


def test_a_share_is_paid_once(real, town, pool, wanted):
    actions.place_order(by=town.actor("office"), pool=pool.id)
    actions.note_delivery(
        by=town.actor("office"), pool=pool.id, arrived={d.id: Arrived(d.quantity) for d in wanted}
    )

    def pay(receipt):
        return lambda: actions.note_payment(by=town.actor("office"), demand=wanted[0].id, receipt=receipt)

    assert at_once(pay("B-1"), pay("B-2")) == ["done", "refused"]


def test_a_delivery_is_noted_once(real, town, pool, wanted):
    actions.place_order(by=town.actor("office"), pool=pool.id)

    def receive(short):
        arrived = {d.id: Arrived(d.quantity - short) for d in wanted}
        return lambda: actions.note_delivery(by=town.actor("office"), pool=pool.id, arrived=arrived)

    assert at_once(receive(0), receive(1)) == ["done", "refused"]
    assert {d.short for d in queries.demands(pool)} in ({0}, {1})
