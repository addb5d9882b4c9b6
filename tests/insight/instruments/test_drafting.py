"""An office writes its next version: two people at once, undoing, publishing, and taking it into an evaluation."""

import datetime

import pytest

from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.models import Evaluation, Instrument
from dampingi.insight.instruments import drafting, editing
from dampingi.insight.instruments.models import Draft, Edition
from dampingi.insight.instruments.queries import newest


@pytest.fixture
def draft(office) -> Draft:
    return drafting.begin_draft(by=office.by, instrument=office.create().instrument)


def weigh(office, draft, opened, *, who="office", **weights):
    return drafting.save_change(
        by=office.actor(who), draft=draft, opened=opened,
        change=lambda body: editing.with_weights(body, weights), places=[("criteria", key) for key in weights],
    )  # fmt: skip


@pytest.fixture
def colleague(office) -> str:
    user = User.objects.create(login="rekan@contoh.id", name="Rekan")
    Assignment.objects.create(user=user, role=Role.OFFICE, region="32", starts_on=datetime.date(2026, 1, 1))
    office.users["colleague"] = user
    return "colleague"


def test_one_draft_at_a_time_and_the_version_in_force_is_untouched(office, draft):
    base = draft.base
    assert drafting.begin_draft(by=office.by, instrument=base).id == draft.id
    weigh(office, draft, 1, visits=9)
    base.refresh_from_db()
    assert next(c["weight"] for c in base.body["criteria"] if c["key"] == "visits") != 9


def test_two_people_change_different_criteria_and_both_stay(office, draft, colleague):
    weigh(office, draft, 1, visits=9)
    weigh(office, draft, 1, who=colleague, stages=3)
    weights = {c["key"]: c["weight"] for c in newest(draft).body["criteria"]}
    assert (weights["visits"], weights["stages"]) == (9, 3)


def test_who_changes_the_same_place_second_is_told_what_changed(office, draft, colleague):
    weigh(office, draft, 1, visits=9)
    with pytest.raises(Conflict, match=r"Office sudah mengubah bagian ini .*9"):
        weigh(office, draft, 1, who=colleague, visits=5)
    assert newest(draft).number == 2
    weigh(office, draft, 2, who=colleague, visits=5)
    assert newest(draft).number == 3


def test_an_earlier_save_comes_back_and_nothing_is_lost(office, draft):
    first = newest(draft).body
    weigh(office, draft, 1, visits=9)
    weigh(office, draft, 2, stages=1)
    drafting.restore_edition(by=office.by, draft=draft, number=1)
    assert newest(draft).body == first
    assert Edition.objects.filter(draft=draft).count() == 4
    assert weigh(office, draft, 4).number == 4, "what changes nothing is no new save"


def test_with_mistakes_it_is_not_published(office, draft):
    weigh(office, draft, 1, visits=9)
    with pytest.raises(Refused, match="Jumlah bobot"):
        drafting.publish_draft(by=office.by, draft=draft, opened=2)
    draft.refresh_from_db()
    assert draft.open


def test_published_it_is_the_offices_next_version_and_an_unlocked_evaluation_may_take_it(office, draft):
    evaluation = Evaluation.objects.unscoped("test").get()
    before = {c["key"]: c["weight"] for c in newest(draft).body["criteria"]}
    weigh(office, draft, 1, visits=before["visits"] + 1, stages=before["stages"] - 1)
    with pytest.raises(Conflict, match="baru saja"):
        drafting.publish_draft(by=office.by, draft=draft, opened=1)
    made = drafting.publish_draft(by=office.by, draft=draft, opened=2)
    assert (made.version, made.region, made.locked_at) == (evaluation.instrument.version + 1, "32", None)
    assert actions.take_newest_instrument(by=office.by, evaluation=evaluation).id == made.id
    with pytest.raises(Conflict, match="sudah memakai"):
        actions.take_newest_instrument(by=office.by, evaluation=evaluation)
    with pytest.raises(Conflict, match="sudah diterbitkan"):
        weigh(office, draft, 2, visits=9)


def test_a_locked_evaluation_keeps_its_version(office, publish, changed):
    evaluation = office.create()
    actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    publish(changed())
    with pytest.raises(Conflict, match="sudah dikunci"):
        actions.take_newest_instrument(by=office.by, evaluation=evaluation)


@pytest.mark.parametrize("who", ["head", "inspector", "rater", "mentor0", "coordinator", "partner"])
def test_only_the_office_writes(office, draft, who):
    with pytest.raises(Denied):
        weigh(office, draft, 1, who=who, visits=9)
    with pytest.raises(Denied):
        drafting.begin_draft(by=office.actor(who), instrument=draft.base)


def test_another_office_writes_its_own_and_never_this_one(office, draft):
    user = User.objects.create(login="lain@contoh.id", name="Lain")
    Assignment.objects.create(
        user=user, role=Role.OFFICE, region="61.71", starts_on=datetime.date(2026, 1, 1)
    )
    office.users["elsewhere"] = user
    with pytest.raises(Denied):
        weigh(office, draft, 1, who="elsewhere", visits=9)
    own = drafting.begin_draft(by=office.actor("elsewhere"), instrument=Instrument.objects.first())
    assert own.region == "61.71"


def test_dropped_it_stays_on_record_and_a_new_one_can_begin(office, draft):
    drafting.drop_draft(by=office.by, draft=draft)
    again = drafting.begin_draft(by=office.by, instrument=draft.base)
    assert again.id != draft.id
    assert Edition.objects.filter(draft=draft).exists()
