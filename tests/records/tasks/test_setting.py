import datetime

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.revisions.models import Revision
from dampingi.records.mentoring.actions.editions import publish_stages
from dampingi.records.mentoring.models import Task
from dampingi.records.mentoring.tracks.rules import Rule
from dampingi.records.mentoring.tracks.vocabulary import Condition
from dampingi.records.tasks.actions import drop_task, edit_task, set_task
from dampingi.records.tasks.intake import TaskPlan
from tests.records.conftest import NEXT, SYSTEM
from tests.records.tasks.conftest import JUNE, hand_in
from tests.records.town import TODAY

JULY = datetime.date(2026, 7, 1)


def test_a_task_is_set_once_inside_the_programme(town, task):
    with pytest.raises(Conflict, match="kode lain"):
        set_task(by=SYSTEM, programme=town.programme, code="t1", title="Lagi", due_on=JUNE)
    with pytest.raises(Refused, match="luar masa program"):
        set_task(by=SYSTEM, programme=town.programme, title="Lagi", due_on=datetime.date(2027, 1, 1))
    with pytest.raises(Refused, match="luar wilayah program"):
        set_task(by=SYSTEM, programme=town.programme, title="Lagi", due_on=JUNE, region="32.77")
    with pytest.raises(Denied):
        set_task(by=town.actor("ana"), programme=town.programme, title="Lagi", due_on=JUNE)


def test_codes_are_made_from_titles_and_never_twice(town):
    made = [
        set_task(by=SYSTEM, programme=town.programme, title="Foto & katalog!", due_on=JUNE) for _ in range(3)
    ]
    assert [t.code for t in made] == ["foto_katalog", "foto_katalog_2", "foto_katalog_3"]


def plan(task, **more):
    return TaskPlan(**({"title": task.title, "due_on": task.due_on} | more))


def test_before_the_first_hand_in_everything_may_be_mended(town, task):
    edit_task(by=town.actor("office"), task=task.id, plan=plan(task, title="Baru", region=NEXT, due_on=JULY))
    task.refresh_from_db()
    assert (task.title, task.region, task.due_on) == ("Baru", NEXT, JULY)
    assert Revision.objects.filter(kind="task", subject_id=task.id).exists()


def test_after_it_only_the_due_day_moves(town, task):
    hand_in(town, task, text="x")
    with pytest.raises(Conflict, match="hanya batas waktunya"):
        edit_task(by=town.actor("office"), task=task.id, plan=plan(task, title="Baru"))
    assert edit_task(by=town.actor("office"), task=task.id, plan=plan(task, due_on=JULY)).due_on == JULY
    with pytest.raises(Conflict, match="tidak dapat dihapus"):
        drop_task(by=town.actor("office"), task=task.id)


def test_a_task_set_by_mistake_goes_unless_a_stage_asks_for_it(town, task):
    rule = Rule("verifikasi", "Verifikasi", datetime.date(2026, 3, 31), exit=(Condition("task", what="t1"),))
    publish_stages(by=SYSTEM, programme=town.programme, rules=[rule], today=TODAY)
    with pytest.raises(Conflict, match="Sebuah tahap meminta"):
        drop_task(by=town.actor("office"), task=task.id)
    with pytest.raises(Conflict, match="dari semua peserta"):
        edit_task(by=town.actor("office"), task=task.id, plan=plan(task, region=NEXT))
    other = set_task(by=SYSTEM, programme=town.programme, title="Salah", due_on=JUNE)
    with pytest.raises(Denied):
        drop_task(by=town.actor("camat"), task=other.id)
    drop_task(by=town.actor("office"), task=other.id)
    assert Task.objects.count() == 1


def test_a_task_of_one_kelurahan_is_no_condition_for_all(town):
    set_task(by=SYSTEM, programme=town.programme, code="sana", title="Sana", due_on=JUNE, region=NEXT)
    rule = Rule(
        "verifikasi", "Verifikasi", datetime.date(2026, 3, 31), exit=(Condition("task", what="sana"),)
    )
    with pytest.raises(Refused, match="tidak cocok"):
        publish_stages(by=SYSTEM, programme=town.programme, rules=[rule], today=TODAY)
