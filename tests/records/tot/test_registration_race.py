"""Mentors who register at once for fewer places: only PostgreSQL lets them meet."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from dampingi.foundation.errors import Conflict
from dampingi.records.tot.actions import register, registrations
from dampingi.records.tot.models import Course, Request, Trainee
from tests.meeting import FOR_NOBODY, FOR_OTHERS, meeting
from tests.records.tot.test_registrations import BEFORE, places
from tests.records.tot.test_tot import held as hold

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("july")]
NAMES = ("ana", "budi", "camat", "kota")


@pytest.fixture
def course(emptied, town):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    return places(town, hold(town), 1)


def at_once(town, course, names, monkeypatch, seconds=FOR_NOBODY) -> int:
    """How many were registered; whoever has looked at the waiting list waits for another before filling it."""
    actors = [(town.actor("office"), town.mentor(n).id) for n in names]
    barrier = Barrier(len(actors))

    def send(actor, mentor):
        try:
            barrier.wait(30)
            return len(register(by=actor, course=course.id, mentors=[mentor], today=BEFORE))
        except Conflict:
            return 0
        finally:
            connection.close()

    with monkeypatch.context() as patched:
        patched.setattr(registrations, "waiting", meeting(registrations.waiting, seconds))
        with ThreadPoolExecutor(len(actors)) as pool:
            return sum(pool.map(send, *zip(*actors, strict=True)))


def test_all_at_once_for_one_place(course, town, monkeypatch):
    assert at_once(town, course, NAMES, monkeypatch) == len(NAMES)
    assert Trainee.objects.count() == 1
    assert sorted(Request.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_the_same_mentor_at_once_is_registered_once(course, town, monkeypatch):
    assert at_once(town, course, ["ana"] * 5, monkeypatch) == 1
    assert (Trainee.objects.count(), Request.objects.count()) == (1, 1)


def test_without_the_lock_the_course_is_overbooked(course, town, monkeypatch):
    """The control: the same four, and nobody waits for anybody."""
    rows = Course.objects.unscoped("control")
    monkeypatch.setattr(registrations, "lock_course", lambda id: rows.filter(id=id).first())
    at_once(town, course, NAMES, monkeypatch, FOR_OTHERS)
    assert Trainee.objects.count() > 1
