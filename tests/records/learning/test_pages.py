import datetime

import pytest
from tests.records.conftest import SYSTEM
from tests.records.learning.test_actions import hold

from dampingi.records.learning.actions import record_attendance
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.learning.models import Attendance, Training

pytestmark = pytest.mark.usefixtures("july")
NEW = {"title": "Dasar", "subject": "basic", "region": "32.76.05", "on": "2026-07-10", "minutes": "120"}


@pytest.fixture
def training(town):
    return hold(town)


def count(town, who: str, **narrowed) -> int:
    return town.client(who).get("/pelatihan/", narrowed).context["listing"].count


def test_trainings_are_seen_by_region_or_by_whom_one_accompanies(town, training):
    assert count(town, "office") == count(town, "camat") == 1
    assert count(town, "office", bidang="finance") == 0
    assert count(town, "ana") == 0
    row = AttendanceIntake(town.first.id, present=True)
    record_attendance(by=SYSTEM, training=training, rows=[row])
    assert count(town, "ana") == 1
    assert count(town, "budi") == 0


@pytest.mark.parametrize("who", ["panel", "partner", "province"])
def test_others_are_turned_away(town, who):
    assert town.client(who).get("/pelatihan/").status_code == 403


def test_the_office_holds_a_training(town):
    client = town.client("office")
    assert client.get("/pelatihan/baru/").status_code == 200
    answer = client.post("/pelatihan/baru/", NEW)
    assert answer.url == f"/pelatihan/{Training.objects.unscoped('test').get().id}/"


@pytest.mark.parametrize(
    "wrong", [{"on": "2027-01-01"}, {"minutes": "0"}, {"title": ""}, {"region": "32.77"}, {"subject": "x"}]
)
def test_a_wrong_training_is_told(town, wrong):
    answer = town.client("office").post("/pelatihan/baru/", NEW | wrong)
    assert answer.status_code == 422
    assert not Training.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["ana", "camat", "head", "participant"])
def test_only_the_office_holds(town, who):
    assert town.client(who).post("/pelatihan/baru/", NEW).status_code == 403


def test_the_office_ticks_off_who_came(town, training):
    client, address = town.client("office"), f"/pelatihan/{training.id}/"
    assert len(client.get(address).context["invited"]) == 5
    listed = [str(e.id) for e in town.enrolments]
    assert client.post(address, {"invited": listed, "present": listed[:2]}).status_code == 302
    came = Attendance.objects.unscoped("test").filter(present=True)
    assert {str(a.enrolment_id) for a in came} == set(listed[:2])
    assert Attendance.objects.unscoped("test").count() == 5
    assert client.post(address, {"invited": listed, "present": listed}).status_code == 422, "listed already"


def test_who_is_added_later_came_and_nobody_else_is_marked_absent(town, training):
    listed = [str(e.id) for e in town.enrolments]
    record_attendance(by=SYSTEM, training=training, rows=[AttendanceIntake(town.first.id, present=True)])
    body = {"invited": listed[1:], "present": listed[1:2]}
    assert town.client("office").post(f"/pelatihan/{training.id}/", body).status_code == 302
    assert Attendance.objects.unscoped("test").filter(present=True).count() == 2
    assert Attendance.objects.unscoped("test").count() == 2


def test_long_lists_come_in_parts(town, training, monkeypatch):
    monkeypatch.setattr("dampingi.records.learning.views.trainings.AT_ONCE", 2)
    answer = town.client("office").get(f"/pelatihan/{training.id}/")
    assert (len(answer.context["invited"]), answer.context["count"]) == (2, 5)


def test_nobody_else_ticks(town, training):
    row = {"invited": [str(town.first.id)], "present": [str(town.first.id)]}
    for who in ("camat", "head", "coordinator"):
        assert town.client(who).post(f"/pelatihan/{training.id}/", row).status_code == 422
    assert town.client("elsewhere").get(f"/pelatihan/{training.id}/").status_code == 404
    assert not Attendance.objects.unscoped("test").exists()


def test_a_training_to_come_takes_no_attendance(town):
    later = hold(town, on=datetime.date(2026, 7, 25))
    address = f"/pelatihan/{later.id}/"
    assert "dicatat pada hari pelatihan" in town.client("office").get(address).content.decode()
    row = {"invited": [str(town.first.id)]}
    assert town.client("office").post(address, row).status_code == 422


def test_mentors_see_only_their_own_on_the_list(town, training):
    rows = [AttendanceIntake(e.id, present=True) for e in town.enrolments]
    record_attendance(by=SYSTEM, training=training, rows=rows)
    content = town.client("ana").get(f"/pelatihan/{training.id}/").content.decode()
    assert "Warga 0" in content
    assert "Warga 4" not in content
