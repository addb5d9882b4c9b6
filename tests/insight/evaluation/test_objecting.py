import datetime

import pytest
import time_machine

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.models import Objection, Subject

TEXT = "Dua kunjungan bulan Mei tidak terhitung; buktinya foto dan daftar hadir."


@pytest.fixture
def subject(office):
    made = office.computed()
    return Subject.objects.select_related("mentor").get(
        evaluation=made.evaluation, mentor=office.city.mentors[0]
    )


def test_a_mentor_objects_to_their_own_result_once(office, subject):
    actions.object_to_result(by=office.actor("mentor0"), subject=subject, text=TEXT)
    with pytest.raises(Conflict, match="sudah diterima"):
        actions.object_to_result(by=office.actor("mentor0"), subject=subject, text=TEXT)
    assert Objection.objects.get().text == TEXT


@pytest.mark.parametrize("who", ["mentor1", "office", "rater"])
def test_nobody_objects_for_another(office, subject, who):
    with pytest.raises(Denied):
        actions.object_to_result(by=office.actor(who), subject=subject, text=TEXT)


def test_the_window_closes(office, subject):
    with (
        time_machine.travel(datetime.datetime(2026, 9, 16, 3, tzinfo=datetime.UTC)),
        pytest.raises(Refused, match="15 September 2026"),
    ):
        actions.object_to_result(by=office.actor("mentor0"), subject=subject, text=TEXT)


def test_an_objection_says_what_is_wrong(office, subject):
    with pytest.raises(Refused, match="keliru"):
        actions.object_to_result(by=office.actor("mentor0"), subject=subject, text="Tidak adil")


def test_every_mentor_is_told_of_their_result(office, subject):
    notice = Notice.objects.get(user=office.users["mentor0"])
    assert "menyanggah" in str(notice)
    assert str(subject.id) in notice.url
