"""A talk: its questions, what is noted, who was there, and what the mentor may see when."""

import uuid

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.evaluation import actions as evaluating
from dampingi.insight.hearings import actions
from dampingi.insight.hearings.actions.announcing import draw_questions
from dampingi.insight.hearings.models import Question, Remark, Talk
from tests.insight.evaluation.conftest import sheet


def noted(hall, talk, who="rater", **told) -> Remark:
    row = {"id": uuid.uuid4(), "kind": "strength", "code": "people", "text": "Mengenal pesertanya."} | told
    return actions.add_remark(by=hall.actor(who), talk=talk, **row)


def test_drawing_again_asks_the_same_and_another_mentor_something_else_may_be_asked(hall):
    event = hall.announced()
    told = {
        t.id: [(q.rule, q.figures) for q in t.questions.order_by("number")]
        for t in Talk.objects.filter(event=event)
    }
    for talk in Talk.objects.filter(event=event):
        draw_questions(talk)
        assert [(q.rule, q.figures) for q in talk.questions.order_by("number")] == told[talk.id]
    assert len({str(v) for v in told.values()}) > 1


def test_answers_and_remarks_are_noted_by_those_who_take_part(hall):
    event = hall.announced()
    talk = hall.talk(event)
    question = Question.objects.get(talk=talk, number=1)
    actions.note_answer(by=hall.actor("inspector"), question=question, text="Karena hujan.")
    made = noted(hall, talk)
    assert noted(hall, talk, id=made.id).id == made.id
    for who in ("head", "mentor0", "stranger", "partner"):
        with pytest.raises(Denied):
            noted(hall, talk, who=who)
        with pytest.raises(Denied):
            actions.note_answer(by=hall.actor(who), question=question, text="x")
    for bad in ({"kind": "gossip"}, {"code": "x"}, {"text": " "}):
        with pytest.raises(Refused):
            noted(hall, talk, **bad)
    with pytest.raises(Denied):
        actions.withdraw_remark(by=hall.actor("second"), remark=made)
    actions.withdraw_remark(by=hall.actor("rater"), remark=made)
    assert "Mengenal pesertanya" not in hall.page("office", "talk", event.id, talk.id).content.decode()


def test_attendance_is_not_noted_before_the_day_and_absence_says_why(hall):
    event = hall.announced()
    today, tomorrow = hall.talk(event, 0), Talk.objects.filter(event=event).order_by("-on")[0]
    actions.settle_talk(by=hall.office.by, talk=today, state="held", present={hall.user("rater").id})
    seats = {s.user_id: s.present for s in today.seats.all()}
    assert seats == {hall.user("rater").id: True, hall.user("second").id: False}
    with pytest.raises(Refused, match="belum berlangsung"):
        actions.settle_talk(by=hall.office.by, talk=tomorrow, state="held")
    with pytest.raises(Refused, match="mengapa"):
        actions.settle_talk(by=hall.office.by, talk=today, state="absent")
    with pytest.raises(Conflict, match="sudah berlangsung"):
        actions.move_talk(by=hall.office.by, talk=today, on=tomorrow.on, minute=tomorrow.minute, room=0)


def test_a_mentor_sees_their_evidence_and_only_after_closing_what_was_said(hall):
    event = hall.announced()
    talk = next(t for t in Talk.objects.filter(event=event) if t.subject.mentor.user == hall.user("mentor0"))
    noted(hall, talk, text="Perlu lebih sering mencatat.")
    before = hall.page("mentor0", "talk", event.id, talk.id).content.decode()
    assert "Buktinya" in before
    assert "Perlu lebih sering" not in before
    assert "pertanyaan pembuka" not in before
    other = next(t for t in Talk.objects.filter(event=event) if t.id != talk.id)
    assert hall.page("mentor0", "talk", event.id, other.id).status_code == 404
    for n, name in enumerate(("rater", "second")):
        evaluating.declare_interests(by=hall.actor(name), evaluation=hall.evaluation)
        evaluating.rate(by=hall.actor(name), evaluation=hall.evaluation, rows=sheet(hall.evaluation, 3 + n))
    evaluating.close_ratings(by=hall.office.by, evaluation=hall.evaluation)
    assert "Perlu lebih sering" in hall.page("mentor0", "talk", event.id, talk.id).content.decode()
    with pytest.raises(Conflict, match="sudah ditutup"):
        noted(hall, talk)


def test_the_pack_tells_a_mentor_their_figures_and_nobody_elses(hall):
    event = hall.announced()
    talk = next(t for t in Talk.objects.filter(event=event) if t.subject.mentor.user == hall.user("mentor0"))
    text = hall.page("mentor0", "talk_pack", event.id, talk.id).content.decode()
    for words in ("Kunjungan bulanan", "Lulus ketiga aspek", "Memahami masalah peserta", "Target"):
        assert words in text, words
    other = next(t for t in Talk.objects.filter(event=event) if t.id != talk.id)
    assert hall.page("mentor0", "talk_pack", event.id, other.id).status_code == 404


def test_the_page_takes_answers_remarks_and_attendance(hall):
    event = hall.announced()
    talk = hall.talk(event)
    where = (event.id, talk.id)
    text = hall.page("rater", "talk", *where).content.decode()
    assert "Tiga pertanyaan pembuka" in text
    assert "Lembar nilai" in text
    assert "Kehadiran" not in text
    assert hall.page("rater", "talk_answer", *where, 1, **{"q1-text": "Sudah dijawab."}).status_code == 302
    assert hall.page("rater", "talk_answer", *where, 1, **{"q1-text": ""}).status_code == 422
    assert hall.page("rater", "talk_answer", *where, 9, **{"q9-text": "x"}).status_code == 404
    told = {"id": str(uuid.uuid4()), "kind": "advice", "code": "market", "text": "Coba pasar daring."}
    assert hall.page("second", "talk_remark", *where, **told).status_code == 302
    assert hall.page("second", "talk_remark", *where, **(told | {"code": "?"})).status_code == 422
    row = Remark.objects.get()
    assert hall.page("second", "talk_withdraw", *where, remark=str(row.id)).status_code == 302
    assert hall.page("second", "talk_withdraw", *where, remark="x").status_code == 404
    assert (
        hall.page(
            "office", "talk_settle", *where, state="held", present=[str(hall.user("rater").id)]
        ).status_code
        == 302
    )
    assert hall.page("rater", "talk_settle", *where, state="held").status_code == 403
    text = hall.page("inspector", "talk", *where).content.decode()
    assert "Sudah dijawab." in text
