import pytest
from django.db import OperationalError

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit import tasks
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.audit.queries import verify
from dampingi.foundation.jobs import chores


@pytest.fixture
def turns(monkeypatch):
    monkeypatch.setattr(chores, "chores", [])
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    return []


def test_each_is_done_at_its_own_pace(turns):
    chores.every(2, lambda: turns.append("quick"))
    chores.every(60, lambda: turns.append("slow"))
    for second in range(1, 6):
        chores.do_due(float(second))
    assert turns == ["quick", "slow", "quick", "quick"]


@pytest.mark.parametrize("error", [OperationalError("database is locked"), ValueError("no luck")])
def test_one_that_fails_stops_no_other_and_is_tried_again(turns, error):
    def fails():
        turns.append("tried")
        raise error

    chores.every(1, fails)
    chores.every(1, lambda: turns.append("other"))
    chores.do_due(1.0)
    chores.do_due(2.0)
    assert turns == ["tried", "other", "tried", "other"]


def test_a_worker_seals_the_audit_log_and_takes_over_dead_jobs():
    known = {chore.work.__name__ for chore in chores.chores}
    assert {"seal_what_waits", "sign_today", "requeue_dead"} <= known


def test_the_sealer_seals_what_waits_and_only_that(db):
    record_event(by=Actor.for_system("test"), action="try", subject=("thing", 1))
    assert tasks.seal_what_waits() == 1
    assert tasks.seal_what_waits() == 0
    tasks.sign_today()
    found = verify()
    assert (found.sealed, found.unsealed, found.heads, found.sound) == (1, 0, 1, True)
