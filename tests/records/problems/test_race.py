"""Many who do the same at once: only PostgreSQL lets them meet (SQLite's IMMEDIATE queues them). With its control."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.db.models import QuerySet

from dampingi.foundation.errors import Refused
from dampingi.records.problems import actions
from dampingi.records.problems.actions import closing
from dampingi.records.problems.intake import ProblemIntake
from dampingi.records.problems.models import Handing, Problem
from tests.records.conftest import SYSTEM

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("july")]
AT_ONCE = 12


@pytest.fixture
def problem(emptied, origin):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    said = ProblemIntake(
        region="32.76", title="Izin lambat", what="Dua bulan", topic="permits", matter="small"
    )
    return actions.note_problem(by=SYSTEM, said=said)


@pytest.fixture
def unguarded(monkeypatch):
    """Nobody waits for the row, and everybody looks before anybody writes, as a busy server makes it happen now and then."""
    ends = closing._may_end_so

    def slowly(*asked):
        ends(*asked)
        time.sleep(0.5)

    monkeypatch.setattr(closing, "_may_end_so", slowly)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)


def at_once(act):
    """What each got: the row, or the sentence they were refused with, or what the database said."""
    barrier = threading.Barrier(AT_ONCE)

    def alone(_n):
        try:
            barrier.wait(30)
            return act()
        except Exception as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(alone, range(AT_ONCE)))


def own(problem):
    Problem.objects.unscoped("test").filter(id=problem.id).update(level="local")


def close(problem):
    return actions.close(by=SYSTEM, problem=problem.id, result="solved", text="Terbit")


def closed(problem):
    return problem.course.filter(kind="closed").count()


def test_many_who_close_at_once_close_it_once(problem):
    own(problem)
    got = at_once(lambda: close(problem))
    assert sum(isinstance(g, Problem) for g in got) == closed(problem) == 1
    assert all("sudah ditutup" in str(g) for g in got if isinstance(g, Refused))
    assert sum(isinstance(g, Refused) for g in got) == AT_ONCE - 1


def test_without_the_lock_it_is_closed_again_and_again(problem, unguarded):
    """What the lock is for."""
    own(problem)
    at_once(lambda: close(problem))
    assert closed(problem) > 1


def test_many_who_hand_it_up_at_once_hand_it_up_one_level_each(problem):
    got = at_once(lambda: actions.hand_up(by=SYSTEM, problem=problem.id, text="Mohon"))
    assert sum(isinstance(g, Handing) for g in got) == Handing.objects.count() == 1
    assert all(isinstance(g, Handing | Refused) for g in got)


def test_many_who_answer_at_once_answer_once(problem):
    actions.hand_up(by=SYSTEM, problem=problem.id, text="Mohon")
    got = at_once(lambda: actions.answer(by=SYSTEM, problem=problem.id, kind="decided", text="Ya"))
    assert sum(isinstance(g, Handing) for g in got) == problem.course.filter(kind="answered").count() == 1
