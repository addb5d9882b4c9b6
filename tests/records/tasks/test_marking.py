import pytest

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.mentoring.models import Submission
from dampingi.records.tasks.actions import mark_task, publish_rubric
from dampingi.records.tasks.intake import MarkIntake
from dampingi.records.tasks.models import Mark, Version
from dampingi.records.tasks.rubrics import Criterion, Level, Rubric
from tests.records.tasks.conftest import hand_in

State = Submission.State
BEST = {"isi": 1, "rapi": 1}


def marked(town, submission, *, by="ana", version=1, accepted=True, **more):
    actor = town.actor(by) if isinstance(by, str) else by
    return mark_task(by=actor, said=MarkIntake(submission.id, version, accepted, **more))


def test_the_score_follows_from_the_levels_and_from_nothing_else(town, task, rubric):
    made = hand_in(town, task, text="x")
    mark = marked(town, made, levels={"isi": 1, "rapi": 0}, score=100)
    assert (mark.score, mark.levels) == (75, {"isi": 1, "rapi": 0})
    made.refresh_from_db()
    assert (made.state, made.score) == (State.ACCEPTED, 75)


def test_every_criterion_is_answered_before_it_is_accepted(town, task, rubric):
    made = hand_in(town, task, text="x")
    with pytest.raises(Refused, match="Kerapian"):
        marked(town, made, levels={"isi": 1})
    assert marked(town, made, levels={"isi": 1}, accepted=False, feedback="Rapikan").score is None


def test_sent_back_only_with_what_to_mend(town, task):
    made = hand_in(town, task, text="x")
    with pytest.raises(Refused, match="perlu diperbaiki"):
        marked(town, made, accepted=False, feedback="  ")
    marked(town, made, accepted=False, feedback="Tambah angka")
    made.refresh_from_db()
    assert made.state == State.RETURNED


def test_the_way_there_and_back_is_dated_and_by_whom(town, task, rubric):
    made = hand_in(town, task, by=town.actor("participant"), text="Satu")
    marked(town, made, accepted=False, feedback="Tambah angka")
    hand_in(town, task, by=town.actor("participant"), text="Dua")
    marked(town, made, version=2, levels=BEST, by="camat")
    made.refresh_from_db()
    assert (made.state, made.score, made.version) == (State.ACCEPTED, 100, 2)
    told = [(m.version.number, m.accepted, m.by_name) for m in Mark.objects.order_by("at")]
    assert told == [(1, False, "Ana"), (2, True, "Camat")]
    actions = AuditEvent.objects.filter(subject_kind="submission").values_list("action", flat=True)
    assert sorted(actions) == ["mark_task", "return_task", "submit_tasks", "submit_tasks"]
    told = Notice.objects.filter(user=town.users["participant"]).values_list("text", flat=True)
    assert len(told) == 2


def test_a_marker_who_saw_the_version_before_is_told(town, task):
    made = hand_in(town, task, text="Satu")
    hand_in(town, task, text="Dua")
    with pytest.raises(Conflict, match="mengumpulkan lagi"):
        marked(town, made, score=80)


def test_marking_twice_is_once_and_marking_anew_keeps_both(town, task):
    made = hand_in(town, task, text="x")
    marked(town, made, score=80)
    marked(town, made, score=80)
    assert Mark.objects.count() == 1
    marked(town, made, score=60, feedback="Dihitung ulang")
    made.refresh_from_db()
    assert (made.score, Mark.objects.count()) == (60, 2)


@pytest.mark.parametrize("who", ["budi", "coordinator", "panel", "inspector", "elsewhere", "participant"])
def test_only_who_accompanies_them_or_the_office_marks(town, task, who):
    made = hand_in(town, task, text="x")
    with pytest.raises(Refused):
        marked(town, made, by=who, score=80)
    assert not Mark.objects.exists()


def test_a_mentor_who_takes_part_does_not_mark_themselves(town, task):
    made = hand_in(town, task, text="x")
    person = town.first.person
    type(person).objects.unscoped("test").filter(user=town.users["participant"]).update(user=None)
    type(person).objects.unscoped("test").filter(id=person.id).update(user=town.users["ana"])
    with pytest.raises(Denied, match="tugasnya sendiri"):
        marked(town, made, score=100)


def test_a_later_edition_counts_from_then_on(town, task, rubric):
    before = hand_in(town, task, text="x")
    harder = Rubric((Criterion("isi", "Isi", (Level("Kurang", 0), Level("Baik", 10))),))
    publish_rubric(by=town.actor("office"), task=task.id, rubric=harder)
    after = hand_in(town, task, enrolment=1, text="x")
    assert marked(town, before, levels={"isi": 0, "rapi": 0}).score == 25, "by the edition of its day"
    assert marked(town, after, levels={"isi": 0}).score == 0
    assert [v.rubric.number for v in Version.objects.order_by("at")] == [1, 2]


def test_what_came_before_the_rubric_keeps_its_plain_score(town, task):
    made = hand_in(town, task, text="x")
    publish_rubric(
        by=town.actor("office"),
        task=task.id,
        rubric=Rubric((Criterion("a", "A", (Level("x", 1), Level("y", 2))),)),
    )
    with pytest.raises(Refused, match="sebelum ada rubrik"):
        marked(town, made, levels={"a": 1})
    assert marked(town, made, score=70).score == 70


def test_a_plain_score_for_a_task_with_a_rubric_is_only_suggested(town, task, rubric):
    made = hand_in(town, task, by=town.actor("ana"), text="x", score=95, feedback="Bagus")
    version = Version.objects.get()
    assert (made.state, made.score) == (State.HANDED_IN, None)
    assert (version.suggested_score, version.suggested_feedback) == (95, "Bagus")


def test_an_edition_is_published_once_and_by_the_office(town, task, rubric):
    with pytest.raises(Conflict, match="sama dengan edisi"):
        publish_rubric(by=town.actor("office"), task=task.id, rubric=rubric.rubric)
    with pytest.raises(Denied):
        publish_rubric(by=town.actor("ana"), task=task.id, rubric=rubric.rubric)
