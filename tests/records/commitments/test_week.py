"""/agenda-saya/pola/: seven days by five parts, and what planners then see."""

import datetime

import pytest
from django.utils.translation import gettext, override

from dampingi.foundation.audit.models import AuditEvent
from dampingi.records.commitments import linking
from dampingi.records.commitments.models import Habit
from dampingi.records.commitments.queries import busy_between

JULY = datetime.datetime(2026, 7, 20, tzinfo=datetime.UTC)


def local(found) -> list[str]:
    jakarta = datetime.timezone(datetime.timedelta(hours=7))
    return [f"{b.start.astimezone(jakarta):%a %H}-{b.end.astimezone(jakarta):%H}" for b in found]


def busy(town, days=7):
    return local(busy_between([town.mentors["ana"].id], JULY, JULY + datetime.timedelta(days=days)))


def test_what_is_ticked_is_busy_every_week_and_neighbours_are_one(town):
    answer = town.client("ana").post("/agenda-saya/pola/", {"cell": ["0pagi", "0siang", "5malam"]})
    assert answer.status_code == 302
    assert busy(town) == ["Mon 07-14", "Sat 18-21"]
    assert busy(town, 14) == ["Mon 07-14", "Sat 18-21"] * 2


def test_saving_again_replaces_it_and_an_empty_one_clears_it(town):
    ana = town.client("ana")
    ana.post("/agenda-saya/pola/", {"cell": ["0pagi"]})
    ana.post("/agenda-saya/pola/", {"cell": ["1sore"]})
    assert busy(town) == ["Tue 14-18"]
    page = ana.get("/agenda-saya/pola/").content.decode()
    assert page.count("checked") == 1
    ana.post("/agenda-saya/pola/", {})
    assert not Habit.objects.unscoped("test").exists()


def test_a_box_that_does_not_exist_changes_nothing(town):
    ana = town.client("ana")
    ana.post("/agenda-saya/pola/", {"cell": ["0pagi"]})
    assert ana.post("/agenda-saya/pola/", {"cell": ["9pagi"]}).status_code == 422
    assert busy(town) == ["Mon 07-10"]


def test_the_trail_says_that_and_not_what(town):
    town.client("ana").post("/agenda-saya/pola/", {"cell": ["3pagi"]})
    event = AuditEvent.objects.get(action="keep_week")
    assert not event.detail


@pytest.mark.parametrize("persona", ["inspector", "participant", "province"])
def test_others_have_none(town, persona):
    assert town.client(persona).post("/agenda-saya/pola/", {"cell": ["0pagi"]}).status_code == 403
    assert not Habit.objects.unscoped("test").exists()


def test_the_last_day_is_sunday_and_not_a_number_of_weeks():
    with override("en"):
        assert linking._days()[-1] != gettext("Minggu")
