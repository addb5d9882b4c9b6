"""Participants get codes, come in with them, and some complain; one browser opens more pages than a family has phones."""

import datetime
import uuid

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.demo.steps.people import exemplary
from dampingi.foundation.accounts.models import User
from dampingi.foundation.regions.codes import ancestor, contains
from dampingi.records.access.actions import Issued, issue_codes, note_entry, open_with
from dampingi.records.access.codes import TRIES
from dampingi.records.access.models import Way
from dampingi.records.complaints.actions import answer, complain, say_more, take_up
from dampingi.records.complaints.intake import ComplaintIntake
from dampingi.records.mentoring.actions import confirm_growth, object_to_growth, settle_objection
from dampingi.records.mentoring.queries.growth import unconfirmed
from dampingi.records.programmes.models import Enrolment

CAME_IN = 0.6
COLLECTED = 4
"""Participants whose codes somebody typed into one browser."""


def let_in(b: Building) -> None:
    rng, by = picker(b.seed, "doors"), b.persona("penyelenggara")
    kecamatan = ancestor(exemplary(b), 3)
    theirs = [e for e in b.enrolments if contains(kecamatan, e.region) and e.exited_on is None]
    issued, _left = issue_codes(by=by, enrolments=[e.id for e in theirs[:500]], way=Way.SLIP)
    entered = [_enter(each, b.new_id()) for each in issued if rng.random() < CAME_IN]
    for user, enrolment in entered:
        _confirm(b, user, enrolment, b.new_id())
    _object(b, entered)
    device = b.new_id()
    for each in issued[-COLLECTED:]:
        user, enrolment = _enter(each, device)
        _confirm(b, user, enrolment, device)
    for each in rng.sample(issued[:-COLLECTED], 2):
        for _try in range(TRIES):
            open_with(phone=each.enrolment.person.phone, code="-")
    _complain(b, [(b.users["peserta"], b.users["peserta"].person.enrolments.get().id), *entered])


def _enter(issued: Issued, device: uuid.UUID) -> tuple[User, uuid.UUID]:
    user, code = open_with(phone=issued.enrolment.person.phone, code=issued.code)
    note_entry(code=code, device=device)
    return user, issued.enrolment.id


def _confirm(b: Building, user: User, enrolment: uuid.UUID, device: uuid.UUID) -> None:
    """The latest of the months that nobody has confirmed."""
    waiting = unconfirmed(Enrolment(id=enrolment))
    confirm_growth(by=b.acting(user), ids=[g.id for g in waiting[:1]], device=device)


def _object(b: Building, people: list[tuple[User, uuid.UUID]]) -> None:
    """Some say that a month is wrong: one in words, one with the right figure; the office has settled the first."""
    said = []
    for (user, enrolment), told in zip(reversed(people), read("speech")["objections"], strict=False):
        waiting = unconfirmed(Enrolment(id=enrolment))
        if waiting:
            right = {"turnover": waiting[0].turnover * 9 // 10} if told["figure"] else {}
            said.append(
                object_to_growth(by=b.acting(user), growth=waiting[0].id, figures=right, comment=told["text"])
            )
    if said:
        answer_ = read("speech")["objection_answer"]
        settle_objection(by=b.persona("penyelenggara"), objection=said[0].id, take=False, answer=answer_)


def _complain(b: Building, people: list[tuple[User, uuid.UUID]]) -> None:
    by, mentors = b.persona("penyelenggara"), b.mentors_on(b.today)
    place = {e.id: i for i, e in enumerate(b.enrolments)}
    for told, (user, enrolment) in zip(read("complaints"), people, strict=False):
        mentor = b.mentors[int(mentors[place[enrolment]])].id if told["mentor"] else None
        on = b.today - datetime.timedelta(days=told["days"])
        said = ComplaintIntake(enrolment, told["kind"], told["text"], mentor, told.get("amount"), on)
        actor = b.acting(user)
        made = complain(by=actor, said=said, today=b.today)
        if told.get("note"):
            take_up(by=by, complaint=made.id)
            answer(by=by, complaint=made.id, text=told["note"], internal=True)
        if told.get("answer"):
            answer(by=by, complaint=made.id, text=told["answer"], outcome=told.get("outcome", ""))
        if told.get("more"):
            say_more(by=actor, complaint=made.id, text=told["more"])
