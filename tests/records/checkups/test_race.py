"""Two who write one check-up down at once: only PostgreSQL lets them meet."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import IntegrityError, connection, connections

from dampingi.records.checkups import actions
from dampingi.records.checkups.intake import Heard
from dampingi.records.checkups.models import CheckUp, Said
from tests.records.checkups.test_checkups import LATER, OVER, of

pytestmark = pytest.mark.postgresql
WRITERS = 8


@pytest.fixture
def due(emptied, town):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    actions.call_due(today=OVER)
    with time_machine.travel(LATER, tick=False):
        yield of(town, 0)


def at_once(town, due):
    barrier, by = threading.Barrier(WRITERS), town.actor("ana")

    def alone(workers):
        try:
            barrier.wait(30)
            heard = Heard("running", "phone", workers=workers)
            return actions.note_check_up(by=by, check_up=due.id, heard=heard, now=LATER)
        except IntegrityError as clash:
            return clash
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(alone, range(WRITERS)))


def test_all_that_was_said_at_once_is_kept_in_one_order(due, town):
    found = at_once(town, due)
    assert all(isinstance(f, Said) for f in found)
    assert sorted(due.said.values_list("number", flat=True)) == list(range(1, WRITERS + 1))


def test_without_holding_the_check_up_some_of_it_is_lost(due, town, monkeypatch):
    """The control: all look at the last number before anybody writes."""
    meet = threading.Barrier(WRITERS)

    def unheld(by, id):
        return CheckUp.objects.unscoped("test").select_related("enrolment").get(id=id), False

    monkeypatch.setattr(actions, "_held", unheld)
    monkeypatch.setattr(actions, "record_event", lambda **told: None)
    monkeypatch.setattr(actions, "Said", lambda **told: (meet.wait(30), Said(**told))[1])
    found = at_once(town, due)
    assert sum(isinstance(f, IntegrityError) for f in found) == WRITERS - 1
