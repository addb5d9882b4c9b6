import datetime

import pytest
from django.utils import timezone
from tests.records.conftest import SYSTEM
from tests.records.town import KECAMATAN, TODAY

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.learning.actions import hold_training, record_attendance
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.learning.models import Attendance, Training
from dampingi.records.programmes.actions import close_month, withdraw

JUNE = datetime.date(2026, 6, 10)


def hold(town, by=SYSTEM, **more):
    values = {"region": KECAMATAN, "subject": "basic", "title": "Dasar usaha", "on": JUNE, "minutes": 120}
    return hold_training(by=by, programme=town.programme, **(values | more))


@pytest.fixture
def training(town):
    return hold(town)


def attend(town, training, *rows, by=SYSTEM):
    intake = [AttendanceIntake(town.enrolments[n].id, **more) for n, more in rows]
    return record_attendance(by=by, training=training, rows=intake, today=TODAY)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"subject": "memasak"}, "Bidang"),
        ({"region": "32.77"}, "Wilayah"),
        ({"on": datetime.date(2027, 1, 1)}, "luar masa program"),
        ({"minutes": 0}, "menit"),
        ({"title": " "}, "judul"),
    ],
)
def test_a_training_is_checked(town, wrong, told):
    with pytest.raises(Refused, match=told):
        hold(town, **wrong)
    assert not Training.objects.unscoped("test").exists()


def test_only_the_office_holds_trainings(town):
    assert hold(town, by=town.actor("office"))
    for name in ("ana", "camat", "participant", "elsewhere"):
        with pytest.raises(Denied):
            hold(town, by=town.actor(name))


def test_who_came_and_who_did_not(town, training):
    made = attend(town, training, (0, {"present": True, "pre": 40, "post": 80}), (3, {"present": False}))
    assert [(a.present, a.region) for a in made] == [
        (True, town.enrolments[0].region),
        (False, town.enrolments[3].region),
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [({"present": True, "post": 101}, "0 dan 100"), ({"present": False, "pre": 50}, "tidak hadir")],
)
def test_scores_are_checked(town, training, row, told):
    with pytest.raises(Refused, match=told):
        attend(town, training, (0, row))


def test_each_participant_once(town, training):
    attend(town, training, (0, {"present": True}))
    with pytest.raises(Conflict, match="Baris 2"):
        attend(town, training, (1, {"present": True}), (0, {"present": True}))
    assert Attendance.objects.unscoped("test").count() == 1


def test_nobody_is_marked_at_a_training_called_off_meanwhile(town, training):
    Training.objects.unscoped("test").filter(id=training.id).update(cancelled_at=timezone.now())
    with pytest.raises(Conflict, match="dibatalkan"):
        record_attendance(by=town.actor("office"), training=training, rows=[AttendanceIntake(town.first.id, present=True)])  # fmt: skip


def test_not_before_the_day_nor_after_the_exit_nor_when_closed(town, training):
    row = [AttendanceIntake(town.first.id, present=True)]
    with pytest.raises(Refused, match="belum berlangsung"):
        record_attendance(by=SYSTEM, training=training, rows=row, today=datetime.date(2026, 6, 9))
    withdraw(by=SYSTEM, enrolment=town.first.id, on=datetime.date(2026, 6, 1), reason="Pindah")
    with pytest.raises(Refused, match="sudah keluar"):
        attend(town, training, (0, {"present": True}))
    close_month(by=SYSTEM, programme=town.programme, month=JUNE)
    with pytest.raises(Conflict, match="ditutup"):
        attend(town, training, (1, {"present": True}))


def test_a_mentor_keeps_the_list_of_their_own(town, training):
    assert attend(town, training, (0, {"present": True}), by=town.actor("ana"))
    with pytest.raises(Denied):
        attend(town, training, (3, {"present": True}), by=town.actor("ana"))
