import datetime

import pytest
from tests.records.conftest import SYSTEM
from tests.records.town import TODAY, Town

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.voices.actions import give_voices
from dampingi.records.voices.intake import VoiceIntake
from dampingi.records.voices.models import Voice
from dampingi.records.voices.queries import to_speak_about

ANSWERS = {"came": 5, "listened": 4, "useful": 3, "respectful": 5, "recommend": 4}


def voice(town: Town, mentor: str = "ana", enrolment: int = 0, **more) -> VoiceIntake:
    values = ANSWERS | {"on": TODAY} | more
    return VoiceIntake(enrolment_id=town.enrolments[enrolment].id, mentor_id=town.mentor(mentor).id, **values)


def give(*rows: VoiceIntake, by=SYSTEM) -> list[Voice]:
    return give_voices(by=by, rows=list(rows), today=TODAY)


def test_a_participant_speaks_about_their_mentor_once(town):
    by = town.actor("participant")
    assert [a.spoken for a in to_speak_about(by)] == [False]
    give(voice(town), by=by)
    assert Voice.objects.unscoped("test").count() == 1
    assert [a.spoken for a in to_speak_about(by)] == [True]
    with pytest.raises(Conflict, match="satu kali"):
        give(voice(town), by=by)


def test_no_mentor_enters_or_reads_a_voice(town):
    for name in ("ana", "budi", "camat", "kota"):
        with pytest.raises(Denied):
            give(voice(town), by=town.actor(name))
    give(voice(town))
    for permission in Permission:
        assert not Voice.objects.for_actor(town.actor("ana"), permission).exists()
    assert to_speak_about(town.actor("ana")) == []


def test_the_office_enters_from_paper(town):
    assert give(voice(town), by=town.actor("office"))
    with pytest.raises(Denied):
        give(voice(town, enrolment=1), by=town.actor("elsewhere"))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"useful": 0}, "1 sampai 5"),
        ({"came": 6}, "1 sampai 5"),
        ({"on": TODAY + datetime.timedelta(days=1)}, "belum tiba"),
    ],
)
def test_answers_are_checked(town, wrong, told):
    with pytest.raises(Refused, match=told):
        give(voice(town, **wrong))
    assert not Voice.objects.unscoped("test").exists()


def test_only_about_who_accompanied_them(town):
    with pytest.raises(Refused, match="tidak pernah mendampingi"):
        give(voice(town, "budi"))


def test_the_trail_does_not_tell_who_was_spoken_of(town):
    give(voice(town), voice(town, "budi", 3))
    event = AuditEvent.objects.filter(action="give_voices").get()
    assert (event.subject_id, event.detail, event.region) == ("", {"rows": 2}, "")
