"""Speakers and what participants think of them: from five answers up, after the week is over, and never who said what."""

import datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from tests.records.learning.test_actions import JUNE, attend, hold
from tests.records.town import TODAY

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.learning.actions import give_opinion, keep_speaker, retire_speaker
from dampingi.records.learning.intake import OpinionIntake
from dampingi.records.learning.models import Heard, Opinion, Speaker, Training
from dampingi.records.learning.opinions import FEWEST, Told, pooled, told
from dampingi.records.learning.queries.speakers import sessions_of, to_judge, whole

pytestmark = pytest.mark.usefixtures("july")
WEEK = datetime.timedelta(days=7)


def keep(town, name="Bu Rini", by="office", **more):
    return keep_speaker(
        by=town.actor(by), region="32.76", name=name, **({"organisation": "Politeknik"} | more)
    )


@pytest.fixture
def speaker(town):
    return keep(town)


@pytest.fixture
def training(town, speaker):
    made = hold(town, spoken_by=speaker)
    attend(town, made, *[(n, {"present": True}) for n in range(5)])
    return made


def judge(town, training, n, points=(4, 4, 4), comment="", by=None, on=JUNE):
    opinion = OpinionIntake(*points, comment=comment)
    from tests.records.conftest import SYSTEM

    give_opinion(
        by=by or SYSTEM, training=training.id, enrolment=town.enrolments[n].id, opinion=opinion, today=on
    )


def of(speaker, today=TODAY):
    return sessions_of([speaker.id], today=today)[speaker.id]


def test_a_speaker_is_kept_once_and_named_on_trainings(town, speaker):
    made = hold(town, spoken_by=speaker)
    assert made.speaker == "Bu Rini"
    with pytest.raises(Conflict, match="sudah tercatat"):
        keep(town, name=" bu rini ")
    assert keep(town, organisation="Bank").id != speaker.id
    keep(town, name="Rini Astuti", speaker=speaker.id)
    made.refresh_from_db()
    assert made.speaker == "Rini Astuti"
    with pytest.raises(Refused, match="nama"):
        keep(town, name=" ")


def test_one_that_is_no_longer_offered_speaks_nowhere_new(town, speaker):
    retire_speaker(by=town.actor("office"), speaker=speaker.id)
    with pytest.raises(Refused, match="tidak ditawarkan"):
        hold(town, spoken_by=speaker)
    with pytest.raises(Conflict):
        retire_speaker(by=town.actor("office"), speaker=speaker.id)


@pytest.mark.parametrize("who", ["ana", "camat", "head", "coordinator", "participant", "elsewhere"])
def test_only_the_office_keeps_speakers(town, speaker, who):
    with pytest.raises((Denied, Refused)):
        keep(town, name="Lain", by=who)
    with pytest.raises((Denied, Refused)):
        retire_speaker(by=town.actor(who), speaker=speaker.id)
    assert Speaker.objects.unscoped("test").count() == 1


def test_four_answers_are_told_to_nobody_and_five_only_when_the_week_is_over(town, speaker, training):
    for n in range(4):
        judge(town, training, n)
    assert of(speaker)[0]["told"] == Told(4, None)
    judge(town, training, 4, (5, 4, 2), comment="terlalu cepat")
    assert of(speaker, today=JUNE + WEEK)[0]["told"].means is None, "one more answer would be one more name"
    shown = of(speaker, today=JUNE + WEEK + datetime.timedelta(days=1))[0]["told"]
    assert shown == Told(5, (4.2, 4.0, 3.6), ("terlalu cepat",))


def test_a_session_with_few_answers_is_not_given_away_by_the_whole(town, speaker, training):
    for n in range(5):
        judge(town, training, n)
    other = hold(town, spoken_by=speaker, on=JUNE + datetime.timedelta(days=1))
    attend(town, other, (0, {"present": True}))
    judge(town, other, 0, (1, 1, 1), on=JUNE + datetime.timedelta(days=1))
    assert whole(of(speaker)) == Told(5, (4.0, 4.0, 4.0))


def test_neither_row_nor_trail_tells_who_said_what(town, training):
    judge(town, training, 0, (1, 2, 3), by=town.actor("participant"))
    names = {f.name for f in Opinion._meta.get_fields()}
    assert names == {"id", "training", "clear", "useful", "mastery", "comment"}, "no person and no moment"
    assert Opinion.objects.get().id.version == 4, "an id that tells no time"
    assert {f.name for f in Heard._meta.get_fields()} == {"id", "training", "enrolment"}
    event = AuditEvent.objects.get(action="give_opinion")
    assert str(town.users["participant"].id) not in event.actor
    assert event.digest == ""


@pytest.mark.parametrize(
    ("points", "n", "on", "told_"),
    [((0, 4, 4), 0, JUNE, "1 sampai 5"), ((4, 4, 6), 0, JUNE, "1 sampai 5"), ((4, 4, 4), 0, JUNE + WEEK + datetime.timedelta(days=1), "ditutup")],
)  # fmt: skip
def test_a_wrong_answer_and_a_late_one_are_refused(town, training, points, n, on, told_):
    with pytest.raises(Refused, match=told_):
        judge(town, training, n, points, on=on)
    assert not Opinion.objects.exists()
    assert not Heard.objects.exists()


def test_only_who_came_and_once(town, training):
    judge(town, training, 0)
    with pytest.raises(Conflict, match="satu kali"):
        judge(town, training, 0)
    other = hold(town)
    attend(town, other, (0, {"present": False}))
    with pytest.raises(Refused, match="Hanya yang hadir"):
        judge(town, other, 0)
    with pytest.raises(Refused):
        judge(town, training, 1, by=town.actor("participant"))


def test_a_participant_answers_on_their_phone(town, speaker):
    made = hold(town, on=TODAY, spoken_by=speaker)
    attend(town, made, (0, {"present": True}))
    client, address = town.client("participant"), f"/pelatihan/{made.id}/pendapat/"
    assert address in client.get("/pelatihan-saya/").content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, {"clear": "4", "useful": "5"}).status_code == 422
    assert client.post(address, {"clear": "4", "useful": "5", "mastery": "3"}).url == "/pelatihan-saya/"
    assert address not in client.get("/pelatihan-saya/").content.decode()
    assert client.get(address).status_code == 404
    assert to_judge(town.actor("participant"), town.first, today=TODAY) == []
    for who in ("ana", "office", "head"):
        assert town.client(who).get(address).status_code == 403


def test_the_office_keeps_speakers_on_screen_and_others_look(town):
    client = town.client("office")
    door = client.post(
        "/narasumber/baru/", {"name": "Pak Budi", "organisation": "BPOM", "about": "izin edar"}
    ).url
    assert client.post("/narasumber/baru/", {"name": "Pak Budi", "organisation": "BPOM"}).status_code == 422
    found = Speaker.objects.unscoped("test").get()
    new = {
        "title": "Izin",
        "subject": "legality",
        "region": "32.76.05",
        "on": "2026-07-25",
        "minutes": "60",
        "spoken_by": str(found.id),
    }
    client.post("/pelatihan/baru/", new)
    assert Training.objects.unscoped("test").get().spoken_by == found
    assert "Pak Budi" in town.client("ana").get("/narasumber/").content.decode()
    assert town.client("coordinator").get(door).status_code == 200
    assert town.client("elsewhere").get(door).status_code == 404
    assert client.post(f"{door}ubah/", {"name": "Budi", "organisation": "BPOM"}).url == door
    assert client.post(f"{door}henti/").url == door
    assert client.get("/narasumber/", {"keadaan": "ya"}).context["listing"].count == 0
    with time_machine.travel("2026-08-01"):
        assert client.get(door).status_code == 200


POINT = st.tuples(*[st.integers(1, 5)] * 3)


@given(st.lists(st.lists(POINT, max_size=9), max_size=6))
def test_the_whole_is_of_exactly_the_sessions_told_alone(sessions):
    every = [told(s, [], closed=True) for s in sessions]
    shown = [p for s in sessions if len(s) >= FEWEST for p in s]
    found = pooled(every)
    assert found.n == len(shown)
    assert all(one.means is None for one, s in zip(every, sessions, strict=True) if len(s) < FEWEST)
    if shown:
        assert found.means == pytest.approx([sum(p[k] for p in shown) / len(shown) for k in range(3)])
