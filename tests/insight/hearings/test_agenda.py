"""An event from its plan to the invitations, and changes that break nothing."""

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.insight.evaluation import actions as evaluating
from dampingi.insight.evaluation.models import RaterAssignment
from dampingi.insight.hearings import actions, queries
from dampingi.insight.hearings.actions.announcing import agenda_rows
from dampingi.insight.hearings.models import Question, Seat, Talk
from tests.insight.evaluation.conftest import sheet
from tests.insight.hearings.conftest import DAY


def test_every_mentor_has_an_hour_and_every_talk_its_raters(hall):
    hall.join(rater="rate", second="rate", inspector="observe")
    event = hall.planned()
    rows = agenda_rows(event)
    assert sorted(t.subject_id for t in rows) == sorted(s.id for s in hall.evaluation.subjects.all())
    assert {s.user_id for t in rows for s in t.seats.all()} == {hall.user("rater").id, hall.user("second").id}
    assert queries.wrong(event, rows) == []


def test_what_does_not_fit_is_refused_with_how_much_is_missing(hall):
    with pytest.raises(Refused, match="Susun tim penilai"):
        hall.planned()
    hall.join(rater="rate", second="rate")
    with pytest.raises(Refused, match="6 presentasi, tempatnya 2"):
        hall.planned(days=(DAY,), minutes=60, pauses=((600, 660),), ends=720)
    with pytest.raises(Refused, match="memerlukan 4 penilai; ada 2"):
        hall.planned(rooms=("A", "B"))
    for told in (
        {"ends": 500},
        {"days": ()},
        {"rooms": ("A", "A")},
        {"minutes": 0},
        {"name": " "},
        {"pauses": ((700, 600),)},
    ):
        with pytest.raises(Refused):
            hall.planned(**told)
    hall.planned()
    with pytest.raises(Refused, match="belum ada acaranya"):
        hall.planned()


def test_announcing_invites_hands_out_the_sheets_and_draws_three_questions_each(hall):
    event = hall.announced()
    asked = RaterAssignment.objects.filter(subject__evaluation=hall.evaluation)
    assert asked.count() == 12
    assert not asked.filter(rater=hall.user("inspector")).exists()
    talk = hall.talk(event)
    told = str(Notice.objects.filter(user=talk.subject.mentor.user).latest("at"))
    assert "09.00" in told
    assert "Aula" in told
    assert Question.objects.filter(talk__event=event).count() == 18
    with pytest.raises(Conflict, match="sudah diumumkan"):
        actions.announce(by=hall.office.by, event=event)
    with pytest.raises(Conflict, match="sudah diumumkan"):
        actions.plan_again(by=hall.office.by, event=event)


def test_raters_who_hang_apart_are_named_before_and_want_a_reason(hall):
    hall.join(rater="rate", second="rate")
    event = hall.planned(rooms=("A", "B"), days=(DAY,), least=1)
    said = queries.wrong(event, agenda_rows(event))
    assert [p["kind"] for p in said] == ["disconnected"]
    assert "Rater" in said[0]["says"]
    with pytest.raises(Refused, match="tulis mengapa"):
        actions.announce(by=hall.office.by, event=event)
    assert not RaterAssignment.objects.exists()
    actions.announce(by=hall.office.by, event=event, why="Hanya dua penilai yang dapat hadir.")


def test_two_talks_change_places_and_who_is_concerned_is_told(hall):
    event = hall.announced()
    one, other = hall.talk(event, 0), hall.talk(event, 3)
    before = Notice.objects.count()
    actions.move_talk(by=hall.office.by, talk=one, on=other.on, minute=other.minute, room=other.room)
    places = {t.id: (t.on, t.minute, t.room) for t in Talk.objects.filter(event=event)}
    assert places[one.id] == (other.on, other.minute, other.room)
    assert places[other.id] == (one.on, one.minute, one.room)
    assert Notice.objects.count() == before + 2
    with pytest.raises(Refused, match="tidak ada dalam acara"):
        actions.move_talk(by=hall.office.by, talk=one, on=DAY, minute=610, room=0)


def asked_and_seated(event):
    """For each talk: who holds the mentor's sheet, and before whom the mentor sits."""
    return [
        (set(RaterAssignment.objects.filter(subject=t.subject_id).values_list("rater", flat=True)),
         {s.user_id for s in t.seats.all()})
        for t in agenda_rows(event)
    ]  # fmt: skip


def apart(hall):
    """Two rooms at one hour before two raters each their own, announced."""
    hall.join(rater="rate", second="rate")
    event = hall.planned(rooms=("A", "B"), days=(DAY,), least=1)
    actions.announce(by=hall.office.by, event=event, why="Hanya dua penilai yang dapat hadir.")
    rows = agenda_rows(event)
    one = rows[0]
    other = next(t for t in rows if (t.on, t.minute) == (one.on, one.minute) and t.room != one.room)
    return event, one, other


def test_the_sheets_go_with_the_seats_when_two_talks_change_places(hall):
    event, one, other = apart(hall)
    assert all(asked == seated for asked, seated in asked_and_seated(event))
    before = {s.user_id for s in one.seats.all()}
    actions.move_talk(by=hall.office.by, talk=one, on=other.on, minute=other.minute, room=other.room)
    assert {s.user_id for s in Talk.objects.get(id=one.id).seats.all()} != before
    assert all(asked == seated for asked, seated in asked_and_seated(event))


def test_whoever_rated_already_keeps_their_mentor(hall):
    _event, one, other = apart(hall)
    seat = one.seats.get()
    name = "rater" if seat.user_id == hall.user("rater").id else "second"
    evaluating.declare_interests(by=hall.actor(name), evaluation=hall.evaluation)
    mine = [row for row in sheet(hall.evaluation, 3) if row.subject_id == one.subject_id]
    evaluating.rate(by=hall.actor(name), evaluation=hall.evaluation, rows=mine)
    with pytest.raises(Conflict, match="sudah memberi nilai"):
        actions.move_talk(by=hall.office.by, talk=one, on=other.on, minute=other.minute, room=other.room)
    assert Talk.objects.get(id=one.id).room == one.room


def test_a_change_that_puts_someone_in_two_places_is_refused_and_nothing_moves(hall):
    hall.join(rater="rate", second="rate", stranger="rate")
    event = hall.planned(rooms=("A", "B"), least=1)
    first = next(t for t in agenda_rows(event) if t.room == 0)
    same = next(t for t in agenda_rows(event) if t.room == 1 and (t.on, t.minute) == (first.on, first.minute))
    elsewhere = {s.user_id for s in same.seats.all()}
    seats = {s.user_id for s in first.seats.all()}
    with pytest.raises(Refused, match="di dua tempat"):
        actions.seat_raters(by=hall.office.by, talk=first, users=seats | elsewhere)


def test_a_declared_conflict_keeps_a_rater_away_and_cannot_be_seated(hall):
    evaluating.assign_raters(by=hall.office.by, evaluation=hall.evaluation, raters=[hall.user("rater")])
    subject = hall.evaluation.subjects.order_by("region", "name")[0]
    evaluating.declare_interests(
        by=hall.actor("rater"), evaluation=hall.evaluation, conflicts={subject.id: "Adik kandung"}
    )
    hall.join(rater="rate", second="rate", stranger="rate")
    event = hall.planned()
    talk = Talk.objects.get(event=event, subject=subject)
    assert hall.user("rater").id not in {s.user_id for s in talk.seats.all()}
    with pytest.raises(Refused, match="berbenturan"):
        actions.seat_raters(
            by=hall.office.by, talk=talk, users={hall.user("rater").id, hall.user("second").id}
        )
    with pytest.raises(Refused, match="bermandat"):
        actions.seat_raters(by=hall.office.by, talk=talk, users={hall.user("inspector").id})


def test_taken_out_before_rating_one_is_no_longer_asked(hall):
    event = hall.announced()
    talk = hall.talk(event)
    actions.seat_raters(by=hall.office.by, talk=talk, users={hall.user("second").id})
    assert not RaterAssignment.objects.filter(subject=talk.subject, rater=hall.user("rater")).exists()
    assert Seat.objects.filter(talk=talk).count() == 1
    actions.seat_raters(by=hall.office.by, talk=talk, users={hall.user("second").id, hall.user("rater").id})
    assert RaterAssignment.objects.filter(subject=talk.subject, rater=hall.user("rater")).exists()


@pytest.mark.parametrize("who", ["head", "inspector", "rater", "mentor0", "partner"])
def test_only_the_office_plans_moves_and_announces(hall, who):
    event = hall.announced()
    talk = hall.talk(event)
    for act in (
        lambda by: actions.move_talk(by=by, talk=talk, on=DAY, minute=540, room=0),
        lambda by: actions.seat_raters(by=by, talk=talk, users=set()),
        lambda by: actions.announce(by=by, event=event),
        lambda by: actions.plan_again(by=by, event=event),
    ):
        with pytest.raises(Denied):
            act(hall.actor(who))


def test_the_pages_lead_from_the_form_to_the_agenda(hall):
    hall.join(rater="rate", second="rate")
    told = {
        "name": "Evaluasi 2026", "evaluations": str(hall.evaluation.id), "first": "2026-09-05", "days": "2", "starts": "9.00", "ends": "12",
        "rests": "10:00", "resumes": "10.30", "minutes": "30", "rooms": "Aula\n\n", "least": "2",
    }  # fmt: skip
    wrong = hall.page("office", "hearings_create", **(told | {"starts": "pagi"}))
    assert wrong.status_code == 422
    assert "Tulis jamnya" in wrong.content.decode()
    answer = hall.page("office", "hearings_create", **told)
    assert answer.status_code == 302
    event = queries.events(hall.office.by).get()
    assert event.days == ["2026-09-07", "2026-09-08"], "a Saturday is no working day"
    text = hall.client("office").get(answer.url).content.decode()
    assert "Jadwalnya baik" in text
    assert hall.page("mentor0", "hearings", event.id).status_code == 404, "not before it is announced"
    assert hall.page("office", "hearings_announce", event.id, why="").status_code == 302
    own = hall.page("mentor0", "hearings", event.id).content.decode()
    assert "Presentasi Anda" in own
    assert "Pendamping 1" not in own
    assert "Pendamping 1" in hall.page("rater", "hearings", event.id).content.decode()
    assert hall.page("stranger", "hearings", event.id).status_code == 404
    talk = hall.talk(event)
    place = hall.page("office", "talk_place", event.id, talk.id, place=f"2026-09-08/{9 * 60}/0")
    assert place.status_code == 302
    assert (
        hall.page("office", "talk_seats", event.id, talk.id, raters=[str(hall.user("rater").id)]).status_code
        == 302
    )
    assert hall.page("rater", "talk_seats", event.id, talk.id).status_code == 403


def test_days_and_hours_of_nonsense_are_refused(hall):
    hall.join(rater="rate", second="rate")
    for told in (
        {"days": "99999"},
        {"minutes": "0"},
        {"rooms": " "},
        {"first": "besok"},
        {"least": "50"},
        {"evaluations": "x"},
    ):
        data = {
            "name": "X", "evaluations": str(hall.evaluation.id), "first": "2026-09-05", "days": "2", "starts": "9", "ends": "12",
            "minutes": "30", "rooms": "A", "least": "2",
        } | told  # fmt: skip
        assert hall.page("office", "hearings_create", **data).status_code == 422, told
