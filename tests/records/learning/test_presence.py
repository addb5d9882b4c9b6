"""A code on the screen for a moment, opened by the participant: a second scan says when the first was."""

import datetime
import re

import pytest
import time_machine
from tests.records.learning.test_actions import hold
from tests.records.learning.test_registrations import ask
from tests.records.town import TODAY

from dampingi.records.learning import codes
from dampingi.records.learning.actions import cancel_training, record_attendance
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.learning.models import Attendance

START = datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def training(town, clock):
    return hold(town, on=TODAY)


def later(clock, **more):
    clock.move_to(START + datetime.timedelta(**more))


def opened(town, training, who="participant"):
    """The page a scan opens, and the address its button sends to."""
    page = town.client(who).get(f"/hadir/{codes.shown(training.id)}/")
    found = re.search(r'action="(/hadir/[^"]+)"', page.content.decode())
    return page, found and found[1]


def rows():
    return list(Attendance.objects.unscoped("test"))


def test_a_scan_asks_and_the_press_marks(town, training):
    page, address = opened(town, training)
    assert page.status_code == 200
    assert rows() == [], "opening changes nothing"
    answer = town.client("participant").post(address).content.decode()
    assert "Kehadiran Anda tercatat" in answer
    assert [(a.enrolment_id, a.present, a.own) for a in rows()] == [(town.first.id, True, True)]


def test_a_double_scan_says_when_the_first_was(town, training, clock):
    _page, address = opened(town, training)
    town.client("participant").post(address)
    later(clock, minutes=5)
    again = town.client("participant").post(address)
    assert again.status_code == 200
    for told in (again, opened(town, training)[0]):
        assert "Kehadiran Anda sudah tercatat" in told.content.decode()
        assert "10.00" in told.content.decode()
    assert len(rows()) == 1


def test_a_code_sent_on_is_too_late(town, training, clock):
    code = codes.shown(training.id)
    later(clock, minutes=3)
    answer = town.client("participant").get(f"/hadir/{code}/")
    assert answer.status_code == 409
    assert "sudah berganti" in answer.content.decode()


def test_an_opened_page_is_good_for_its_own_person_and_for_minutes(town, training, clock):
    _page, address = opened(town, training)
    later(clock, minutes=11)
    assert town.client("participant").post(address).status_code == 409
    theirs = codes.pressed(training.id, town.users["office"].id)
    later(clock)
    assert town.client("participant").post(f"/hadir/{theirs}/").status_code == 422
    assert town.client("participant").post(f"/hadir/{codes.shown(training.id)}/").status_code == 422, (
        "the screen's code presses nothing"
    )
    assert town.client("participant").get("/hadir/x/").status_code == 422
    assert rows() == []


def test_who_was_marked_absent_and_comes_late_is_present(town, training):
    record_attendance(
        by=town.actor("office"), training=training, rows=[AttendanceIntake(town.first.id, False)]
    )
    town.client("participant").post(opened(town, training)[1])
    assert [(a.present, a.own) for a in rows()] == [(True, True)]


def test_who_has_no_place_meets_the_organiser(town, clock):
    full = hold(town, on=TODAY, places=1)
    ask(town, full, 1, 0)
    answer = town.client("participant").post(opened(town, full)[1])
    assert answer.status_code == 409
    assert "Temui panitia" in answer.content.decode()


def test_a_cancelled_training_and_one_of_another_place_say_so(town, training):
    address = opened(town, training)[1]
    cancel_training(by=town.actor("office"), training=training.id, reason="banjir")
    assert town.client("participant").post(address).status_code == 409
    there = hold(town, on=TODAY, region=town.enrolments[4].region)
    assert "wilayah lain" in town.client("participant").post(opened(town, there)[1]).content.decode()


def test_scans_do_not_make_the_others_absent_nor_present(town, training):
    town.client("participant").post(opened(town, training)[1])
    listed = [str(e.id) for e in town.enrolments[1:]]
    town.client("office").post(f"/pelatihan/{training.id}/", {"invited": listed, "present": listed[:1]})
    assert sorted(a.present for a in rows()) == [False, False, False, True, True]


def test_the_screen_shows_a_code_on_the_day_only_and_renews_itself(town, training):
    answer = town.client("office").get(f"/pelatihan/{training.id}/kode/")
    assert answer["Refresh"] == "45"
    assert "<svg" in answer.content.decode()
    tomorrow = hold(town, on=TODAY + datetime.timedelta(days=1))
    assert town.client("office").get(f"/pelatihan/{tomorrow.id}/kode/").status_code == 409
    for who in ("ana", "camat", "head", "participant"):
        assert town.client(who).get(f"/pelatihan/{training.id}/kode/").status_code == 403


def test_only_participants_mark_themselves(town, training):
    for who in ("ana", "office", "head"):
        assert opened(town, training, who)[0].status_code == 403
    assert opened(town, training, "stranger")[0].url.startswith("/masuk/")
