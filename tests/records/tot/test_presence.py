"""A code on the screen of a session: a mentor scans it, once, and the office's roll keeps what was scanned."""

import datetime
import re

import pytest
import time_machine

from dampingi.foundation.errors import Conflict
from dampingi.records.learning import codes
from dampingi.records.tot import actions
from dampingi.records.tot.models import Presence
from tests.records.tot.test_tot import DAYS, invited

START = datetime.datetime(2026, 7, 14, 3, tzinfo=datetime.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def course(town, clock):
    return invited(town, "ana", "budi")[0]


def opened(town, session, who="ana"):
    page = town.client(who).get(f"/tot/hadir/{codes.shown(session.id)}/")
    found = re.search(r'action="(/tot/hadir/[^"]+)"', page.content.decode())
    return page, found and found[1]


def test_a_scan_asks_the_press_marks_and_a_second_scan_says_when(town, course, clock):
    session = course.sessions.first()
    page, address = opened(town, session)
    assert page.status_code == 200
    assert not Presence.objects.exists(), "opening changes nothing"
    assert "Kehadiran Anda tercatat" in town.client("ana").post(address).content.decode()
    clock.move_to(START + datetime.timedelta(minutes=4))
    again = town.client("ana").post(address).content.decode()
    assert "sudah tercatat" in again
    assert "10.00" in again
    assert [(p.trainee.mentor.name, p.own) for p in Presence.objects.all()] == [("Ana", True)]


def test_the_office_s_roll_keeps_the_moment_of_the_scan(town, course):
    session = course.sessions.first()
    town.client("ana").post(opened(town, session)[1])
    rows = dict(town.client("office").get(f"/tot/sesi/{session.id}/").context["rows"])
    assert {t.mentor.name: there for t, there in rows.items()} == {"Ana": True, "Budi": False}
    ids = [t.id for t in course.trainees.all()]
    actions.record_presence(by=town.actor("office"), session=session.id, present=ids)
    assert sorted(p.own for p in Presence.objects.all()) == [False, True]
    actions.record_presence(by=town.actor("office"), session=session.id, present=[])
    assert not Presence.objects.exists()


def test_a_code_is_good_for_its_own_person_its_day_and_for_minutes(town, course, clock):
    first, second = list(course.sessions.all())[:2]
    address = opened(town, first)[1]
    assert town.client("budi").post(address).status_code == 422
    assert opened(town, first, "camat")[0].status_code == 404, "not invited"
    with pytest.raises(Conflict, match="hari pelatihan"):
        actions.mark_own_presence(by=town.actor("ana"), session=second.id)
    clock.move_to(START + datetime.timedelta(minutes=11))
    assert town.client("ana").post(address).status_code == 409
    assert not Presence.objects.exists()


def test_the_screen_shows_a_code_on_its_day(town, course):
    session, later = course.sessions.first(), course.sessions.last()
    answer = town.client("office").get(f"/tot/sesi/{session.id}/kode/")
    assert (answer["Refresh"], answer["Cache-Control"]) == ("45", "no-store")
    assert "<svg" in answer.content.decode()
    assert town.client("office").get(f"/tot/sesi/{later.id}/kode/").status_code == 409
    for who in ("ana", "camat", "head", "participant"):
        assert town.client(who).get(f"/tot/sesi/{session.id}/kode/").status_code == 403
    assert DAYS[0] == session.on
