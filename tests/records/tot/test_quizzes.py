"""A course's test, as of trainings: opened for those who came, answered once, and its points decide who passed."""

import datetime

import pytest
import time_machine

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.quizzes.models import Sitting
from dampingi.records.tot import actions
from dampingi.records.tot.intake import Points
from tests.records.learning.test_quizzes import QUESTIONS
from tests.records.tot.test_tot import invited

START = datetime.datetime(2026, 7, 14, 3, tzinfo=datetime.UTC)


@pytest.fixture
def course(town):
    with time_machine.travel(START, tick=False):
        made, _trainees = invited(town, "ana", "budi")
        by = town.actor("office")
        actions.write_quiz(by=by, course=made.id, questions=QUESTIONS)
        actions.record_presence(by=by, session=made.sessions.first().id, present=[of(made, "ana").id])
        yield made


def of(course, name):
    return course.trainees.get(mentor__name=name.title())


def opened(town, course, side="pre"):
    return actions.open_quiz(by=town.actor("office"), course=course.id, side=side)


def phone(town, course, answers, side="sebelum", who="ana"):
    body = {f"answer-{n}": str(a) for n, a in enumerate(answers)}
    return town.client(who).post(f"/tot/{course.id}/tes/{side}/", body)


def test_a_mentor_answers_once_and_the_gain_is_told(town, course):
    opened(town, course)
    assert "Jawab sekarang" in town.client("ana").get(f"/tot/{course.id}/").content.decode()
    for answers in ([0, 0, 1], [0, 1, 0]):
        assert phone(town, course, answers).status_code == 302
    opened(town, course, "post")
    phone(town, course, [0, 1, 0], "sesudah")
    assert (of(course, "ana").pre, of(course, "ana").post, Sitting.objects.count()) == (33, 100, 2)
    page = town.client("office").get(f"/tot/{course.id}/")
    told = page.context["gain"]
    assert (told["n"], told["mean"], told["lacking"]) == (1, "67,0", 1)
    for door, n in ((told["both"], 1), (told["without"], 1)):
        assert town.client("office").get(door).context["listing"].count == n


def test_only_who_came_answers_and_only_for_themselves(town, course):
    opened(town, course)
    assert phone(town, course, [0, 1, 0], who="budi").status_code == 404
    with pytest.raises(Refused, match="bukan untuk Anda"):
        actions.answer_quiz(by=town.actor("kota"), trainee=of(course, "ana").id, side="pre", answers=[0, 1, 0])  # fmt: skip
    for who in ("ana", "head", "elsewhere", "coordinator"):
        with pytest.raises(Refused):
            actions.enter_answers(by=town.actor(who), trainee=of(course, "ana").id, side="pre", answers=[0, 1, 0])  # fmt: skip
        with pytest.raises(Refused):
            actions.open_quiz(by=town.actor(who), course=course.id, side="post")


def test_typed_and_answered_points_do_not_overwrite_each_other(town, course):
    by, ana = town.actor("office"), of(course, "ana")
    opened(town, course)
    actions.enter_answers(by=by, trainee=ana.id, side="pre", answers=[0, None, 0])
    with pytest.raises(Conflict, match="batalkan jawabannya"):
        actions.record_tests(by=by, course=course.id, rows=[Points(ana.id, 10, None)])
    actions.record_tests(by=by, course=course.id, rows=[Points(ana.id, 67, 80)])
    opened(town, course, "post")
    with pytest.raises(Conflict, match="dari kertas"):
        actions.answer_quiz(by=town.actor("ana"), trainee=ana.id, side="post", answers=[0, 1, 0])
    actions.annul_answers(by=by, trainee=ana.id, side="pre", reason="tertukar")
    assert (of(course, "ana").pre, of(course, "ana").post) == (None, 80)


def test_a_closed_course_takes_no_answers(town, course):
    by = town.actor("office")
    opened(town, course, "post")
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC)):
        for session in course.sessions.all():
            actions.record_presence(by=by, session=session.id, present=[of(course, "ana").id])
        actions.close_course(by=by, course=course.id)
        with pytest.raises(Conflict, match="ditutup"):
            actions.answer_quiz(by=town.actor("ana"), trainee=of(course, "ana").id, side="post", answers=[0, 1, 0])  # fmt: skip
        assert town.client("ana").get(f"/tot/{course.id}/").context["tests"] == []


def test_the_office_s_pages(town, course):
    client = town.client("office")
    assert client.get(f"/tot/{course.id}/tes/soal/").status_code == 200
    client.post(f"/tot/{course.id}/tes/sebelum/buka/")
    entry = f"/tot/peserta/{of(course, 'ana').id}/tes/sebelum/"
    assert client.post(entry, {"answer-0": "0", "answer-1": "1", "answer-2": "1"}).status_code == 302
    asked = client.get(f"/tot/{course.id}/tes/").context["questions"]
    assert [q["number"] for q in asked] == [3, 1, 2]
    assert len(client.get(asked[0]["sides"][0]["door"]).context["rows"]) == 1
    assert client.post(f"{entry}batal/", {"reason": "tertukar"}).status_code == 302
    client.post(f"/tot/{course.id}/tes/sebelum/tutup/")
    assert client.get(f"/tot/{course.id}/tes/").context["sides"][0]["open"] is False
    for who in ("ana", "head", "participant"):
        assert town.client(who).get(f"/tot/{course.id}/tes/").status_code == 403
