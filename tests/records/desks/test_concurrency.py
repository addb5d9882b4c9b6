"""Fifty who take a number at once: only PostgreSQL lets them meet. With its control without the guard."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Refused
from dampingi.records.desks import actions, queries
from dampingi.records.desks.models import State, Ticket
from tests.records.conftest import someone
from tests.records.town import TODAY

pytestmark = pytest.mark.postgresql
OFFICE, CROWD = someone(Role.OFFICE, "32.76"), 50


@pytest.fixture
def desk(emptied, origin):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    return actions.open_desk(by=OFFICE, region="32.76.05", name="Sentra", place="Lantai 1")


def at_once(act):
    barrier = threading.Barrier(CROWD)

    def alone(_n):
        try:
            barrier.wait(30)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CROWD) as pool:
        return list(pool.map(alone, range(CROWD)))


def test_fifty_at_once_get_fifty_numbers(desk):
    found = at_once(lambda: actions.take_number(by=OFFICE, desk=desk.id, today=TODAY))
    assert sorted(t.number for t in found) == list(range(1, CROWD + 1))


def test_without_the_turn_most_get_none(desk, monkeypatch):
    """The database refuses a number given twice; without the turn fifty people ask for the same one."""

    def unlocked(by, id):
        found = queries.desk_of(by, id)
        time.sleep(0.3)
        return found

    monkeypatch.setattr(actions, "_turn", unlocked)
    found = at_once(lambda: actions.take_number(by=OFFICE, desk=desk.id, today=TODAY))
    assert sum(isinstance(f, Refused) for f in found) > 0


def test_two_desks_hands_never_call_one_number_twice(desk):
    for _n in range(CROWD):
        actions.take_number(by=OFFICE, desk=desk.id, today=TODAY)
    found = at_once(lambda: actions.call_next(by=OFFICE, desk=desk.id, today=TODAY))
    assert sorted(t.number for t in found) == list(range(1, CROWD + 1))
    assert Ticket.objects.filter(state=State.CALLED).count() == 1


def test_no_number_is_given_at_a_desk_that_is_being_closed(desk, monkeypatch):
    """Whoever waited for their turn finds it closed; before, they had a number nobody would ever call."""
    closing = threading.Event()

    def slowly(**told):
        if told["action"] == "close_desk":
            closing.set()
            time.sleep(0.5)

    monkeypatch.setattr(actions, "record_event", slowly)

    def close():
        actions.close_desk(by=OFFICE, desk=desk.id)
        connections.close_all()

    def take():
        closing.wait(30)
        try:
            return actions.take_number(by=OFFICE, desk=desk.id, today=TODAY)
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        pool.submit(close)
        assert isinstance(pool.submit(take).result(), Refused)
    assert not Ticket.objects.exists()
