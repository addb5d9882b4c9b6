"""Fifty who book one room at once: only PostgreSQL lets them meet (SQLite's IMMEDIATE queues them). With its control."""

import datetime
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Refused
from dampingi.records.meetings import actions
from dampingi.records.meetings.actions import booking, inviting
from dampingi.records.meetings.models import Meeting
from tests.records.conftest import FEBRUARY, SYSTEM
from tests.records.meetings.conftest import AT

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("july")]
BOOKERS = 50


@pytest.fixture
def crowd(emptied, origin, programme):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    users = [add_user(by=SYSTEM, login=f"ramai{i}@contoh.id", name=f"Ramai {i}") for i in range(BOOKERS)]
    for user in users:
        assign(by=SYSTEM, user=user, role=Role.OFFICE, region="32.76", starts_on=FEBRUARY)
    return [u.id for u in users]


@pytest.fixture
def unguarded(monkeypatch):
    """Everybody looks before anybody writes, as a busy server makes it happen now and then."""
    looked = booking.check_free

    def slowly(*asked):
        looked(*asked)
        time.sleep(0.5)

    monkeypatch.setattr("dampingi.records.meetings.actions.meetings.check_free", slowly)
    monkeypatch.setattr("dampingi.records.meetings.actions.meetings.hold_room", lambda room: room)
    monkeypatch.setattr("dampingi.records.meetings.actions.meetings.hold_people", lambda users: None)


def at_once(programme, wanted):
    """What each got who called a meeting: it, or the sentence they were refused with. `wanted`: (who must come, room, place)."""
    barrier = threading.Barrier(len(wanted))

    def alone(asked):
        number, (must, room, place) = asked
        try:
            barrier.wait(30)
            return actions.call_meeting(
                by=SYSTEM, programme=programme, region="32.76", title=f"Rapat {number}", starts_at=AT, minutes=60,
                must=must, room=room, place=place,
            )  # fmt: skip
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(wanted)) as pool:
        return list(pool.map(alone, enumerate(wanted)))


def booked():
    return Meeting.objects.unscoped("test").count()


def room():
    return actions.open_room(by=SYSTEM, region="32.76", name="Aula", capacity=40)


def test_fifty_who_want_one_room_at_once_get_it_once_and_are_told(crowd, programme):
    hall = room()
    found = at_once(programme, [([user], hall, "") for user in crowd])
    told = [f for f in found if isinstance(f, Refused)]
    winner = Meeting.objects.unscoped("test").get()
    assert len(told) == BOOKERS - 1
    assert all(f"Aula sudah dipakai untuk “{winner.title}”" in refusal.message for refusal in told)


def test_without_holding_the_room_it_is_booked_over_and_over(crowd, programme, unguarded):
    hall = room()
    at_once(programme, [([user], hall, "") for user in crowd])
    assert booked() > 1


def test_fifty_meetings_that_need_one_person_get_them_once(crowd, programme):
    found = at_once(programme, [([crowd[0]], None, "Kantor")] * BOOKERS)
    assert booked() == 1
    assert sum(isinstance(f, Refused) for f in found) == BOOKERS - 1


def test_without_holding_the_person_they_must_be_everywhere(crowd, programme, unguarded):
    at_once(programme, [([crowd[0]], None, "Kantor")] * BOOKERS)
    assert booked() > 1


def test_two_lists_of_the_same_people_in_other_orders_do_not_wait_for_each_other(crowd, programme):
    found = at_once(programme, [(crowd, None, "Satu"), (crowd[::-1], None, "Dua")])
    assert booked() == 1
    assert sum(isinstance(f, Refused) for f in found) == 1


def together(*acts):
    """Each act in a thread of its own; what it returned or was refused with."""

    def alone(act):
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


@pytest.fixture
def called(crowd, programme):
    """A meeting of one person, and their invitation."""
    made = actions.call_meeting(
        by=SYSTEM, programme=programme, region="32.76", title="Rapat", starts_at=AT, minutes=60, must=[crowd[0]], place="Kantor"
    )  # fmt: skip
    return made, made.invitees.get()


def test_who_answers_while_the_meeting_moves_and_who_moves_it_do_not_wait_for_each_other(called, monkeypatch):
    made, row = called
    held, answering = inviting.hold_people, threading.Event()

    def slowly(users):
        answering.set()
        time.sleep(0.7)
        held(users)

    monkeypatch.setattr(inviting, "hold_people", slowly)

    def move():
        answering.wait(30)
        return actions.move_meeting(
            by=SYSTEM, meeting=made.id, starts_at=AT + datetime.timedelta(days=1), reason="Bentrok"
        )

    together(lambda: actions.answer(invitee=row.id, said="yes"), move)
    row.refresh_from_db()
    assert row.answer == ""  # asked anew for the new time


def test_an_answer_that_comes_while_the_meeting_is_cancelled_is_not_taken(called, monkeypatch):
    made, row = called
    cancelling = threading.Event()

    def slowly(*_told, **_more):
        cancelling.set()
        time.sleep(0.7)

    monkeypatch.setattr("dampingi.records.meetings.actions.meetings.tell", slowly)

    def answer():
        cancelling.wait(30)
        return actions.answer(invitee=row.id, said="yes")

    _cancelled, told = together(
        lambda: actions.cancel_meeting(by=SYSTEM, meeting=made.id, reason="Libur"), answer
    )
    row.refresh_from_db()
    assert isinstance(told, Refused)
    assert row.answer == ""


def test_two_who_take_one_plan_over_at_once_move_each_meeting_once(crowd, programme):
    """Two meetings of one person change places; the second taker finds them moved and nothing half done."""
    later = AT + datetime.timedelta(hours=3)
    made = [
        actions.call_meeting(
            by=SYSTEM, programme=programme, region="32.76", title=f"Rapat {at:%H}", starts_at=at, minutes=60, must=[crowd[0]], place="Kantor"
        )
        for at in (AT, later)
    ]  # fmt: skip
    swap = [actions.Move(made[0].id, AT, later), actions.Move(made[1].id, later, AT)]
    barrier = threading.Barrier(2)

    def take(moves):
        barrier.wait(30)
        return actions.move_together(by=SYSTEM, moves=moves, reason="Lebih pas")

    found = together(lambda: take(swap), lambda: take(swap[::-1]))
    assert sum(isinstance(f, Refused) for f in found) == 1
    stands = Meeting.objects.unscoped("test").in_bulk()
    assert [stands[m.id].starts_at for m in made] == [later, AT]
    assert {stands[m.id].sequence for m in made} == {made[0].sequence + 1}
