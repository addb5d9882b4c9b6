"""Two connections at once, in real transactions: one paper sheet, one draft, one hour of an agenda, one remark sent twice."""

import uuid

import pytest
from django.db import connection

from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Conflict, Refused
from dampingi.insight.evaluation import actions as evaluating
from dampingi.insight.evaluation.definitions import panel_criteria
from dampingi.insight.evaluation.models import RaterAssignment, Rating, SheetReading
from dampingi.insight.hearings import actions as hearing
from dampingi.insight.hearings.models import Remark, Talk
from dampingi.insight.instruments import drafting, editing
from dampingi.insight.instruments.models import Edition
from dampingi.insight.instruments.queries import newest
from tests.capture.field.test_races import at_once
from tests.insight.evaluation.conftest import TODAY, office_of
from tests.insight.hearings.conftest import Hall
from tests.insight.scattered import scatter

pytestmark = pytest.mark.postgresql


@pytest.fixture
def office(emptied):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    made = office_of(scatter())
    made.users["clerk"] = User.objects.create(login="clerk@contoh.id", name="Clerk")
    Assignment.objects.create(user=made.users["clerk"], role=Role.OFFICE, region="32", starts_on=TODAY)
    return made


def told(call):
    """What a call returned, or that it was refused: anything else is a fault."""

    def run():
        try:
            return call()
        except (Refused, Conflict) as refusal:
            return refusal

    return run


def refused(found) -> int:
    return sum(isinstance(each, (Refused, Conflict)) for each in found)


def test_a_sheet_two_people_read_at_once_is_rated_once(office):
    evaluation = office.assigned()
    paper = RaterAssignment.objects.filter(subject__evaluation=evaluation, rater=office.users["rater"])[0]
    levels = {c["key"]: 3 for c in panel_criteria(evaluation.instrument.body)}
    people = [office.actor(name) for name in ("office", "clerk", "office", "clerk")]
    calls = [
        told(lambda by=by: evaluating.read_sheet(by=by, assignment=paper, levels=levels)) for by in people
    ]
    assert refused(at_once(*calls)) == 2
    assert SheetReading.objects.filter(assignment=paper).count() == 2
    assert Rating.objects.filter(assignment=paper).count() == len(levels)


def test_a_draft_two_people_save_at_once_loses_neither_and_says_so_of_one_place(office):
    draft = drafting.begin_draft(by=office.by, instrument=office.create().instrument)

    def weigh(who, key, weight):
        by, opened = office.actor(who), newest(draft).number
        return told(
            lambda: drafting.save_change(
                by=by, draft=draft, opened=opened, change=lambda body: editing.with_weights(body, {key: weight}),
                places=[("criteria", key)],
            )
        )  # fmt: skip

    assert refused(at_once(weigh("office", "visits", 9), weigh("clerk", "stages", 3))) == 0
    weights = {c["key"]: c["weight"] for c in newest(draft).body["criteria"]}
    assert (weights["visits"], weights["stages"]) == (9, 3)
    assert refused(at_once(weigh("office", "visits", 5), weigh("clerk", "visits", 6))) == 1
    numbers = Edition.objects.filter(draft=draft).order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]


def test_two_who_move_talks_at_once_leave_nobody_without_an_hour(office):
    hall = Hall(office, office.frozen())
    event = hall.announced()
    one, two, free = hall.talk(event, 0), hall.talk(event, 1), hall.talk(event, 3)
    before = sorted(Talk.objects.filter(event=event).values_list("on", "minute", "room"))
    to = {"on": free.on, "minute": free.minute, "room": free.room}
    people = ((office.actor("office"), one), (office.actor("clerk"), two))
    calls = [told(lambda by=by, talk=talk: hearing.move_talk(by=by, talk=talk, **to)) for by, talk in people]
    assert refused(at_once(*calls)) == 0
    assert sorted(Talk.objects.filter(event=event).values_list("on", "minute", "room")) == before


def test_a_remark_sent_twice_at_once_is_one(office):
    hall = Hall(office, office.frozen())
    talk = hall.talk(hall.announced())
    row = {"id": uuid.uuid4(), "kind": "strength", "code": "people", "text": "Mengenal pesertanya."}
    by = office.actor("rater")
    found = at_once(*[lambda: hearing.add_remark(by=by, talk=talk, **row)] * 4)
    assert {r.id for r in found} == {row["id"]}
    assert Remark.objects.count() == 1
