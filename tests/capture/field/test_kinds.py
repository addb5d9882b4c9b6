"""What each kind becomes in the records, and what happens where something stands already."""

import datetime

import pytest

from dampingi.records.businesses.models import Constraint
from dampingi.records.learning.actions import hold_training
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.actions import correct_growth, draft_reports
from dampingi.records.mentoring.models import Growth, MonthlyReport, Promise, StageCompletion, Visit
from dampingi.records.mentoring.models import Submission as HandedIn
from dampingi.records.tasks.actions import mark_task, publish_rubric, set_task
from dampingi.records.tasks.intake import MarkIntake
from dampingi.records.tasks.models import Mark
from dampingi.records.tasks.rubrics import Rubric
from tests.capture.field.conftest import FIGURES, item, phone_of, sent
from tests.records.conftest import SYSTEM
from tests.records.tasks.conftest import RUBRIC


def one(model):
    return model.objects.unscoped("test").get()


def test_a_visit_brings_along_what_came_of_it(phone, town):
    values = {"stages": [str(town.stage.id)], "constraints": ["fin_capital"], "severity": 3}
    assert phone.states(phone.visit(**values)) == ["applied"]
    assert one(StageCompletion).done_on == datetime.date(2026, 6, 10)
    found = one(Constraint)
    assert (found.code, found.severity) == ("fin_capital", 3)
    resolving = phone.visit(resolved={str(found.id): "mentoring"}, on="2026-06-11")
    assert phone.states(resolving) == ["applied"]
    found.refresh_from_db()
    assert str(found.resolved_on) == "2026-06-11"
    assert str(found.helped_id) == resolving["id"]


def test_a_visit_whose_stage_is_refused_leaves_nothing_half_done(phone, town):
    bad = phone.visit(stages=["0199c7e5-1111-7111-8111-111111111111"])
    assert phone.states(bad, phone.visit()) == ["quarantined", "applied"]
    assert Visit.objects.unscoped("test").count() == 1


@pytest.fixture
def promise(phone, town):
    phone.send(phone.visit(next_on="2026-07-25"))
    return one(Promise)


def putting_off(town, standing, n=0, **more):
    said = {"promise": str(standing.id), "until": "2026-07-28", "reason": "asked"} | more
    return item("put_off", town.enrolments[n].id, said)


def test_a_promised_visit_is_put_off_from_the_phone_once(phone, town, promise):
    told = phone.get("muatan/?after=0").json()["participants"][0]
    assert told["promise"] == str(promise.id)
    first = putting_off(town, promise, note="Pasar tutup")
    assert phone.states(first, first, putting_off(town, promise)) == ["applied"] * 3
    made = Promise.objects.unscoped("test").get(moved_from=promise)
    assert (str(made.id), made.day, made.reason, made.note) == (
        first["id"],
        datetime.date(2026, 7, 28),
        "asked",
        "Pasar tutup",
    )
    told = phone.get("muatan/?after=0").json()["participants"][0]
    assert (told["promise"], told["next_on"]) == (str(made.id), "2026-07-28")


def test_another_day_said_of_the_same_promise_is_for_a_person(phone, town, promise):
    phone.send(putting_off(town, promise))
    later = phone.send(putting_off(town, promise, until="2026-07-30", reason="weather"))[0]
    assert later["state"] == "conflict"
    assert sent(later).overlaps == {
        "day": [None, "2026-07-28", "2026-07-30"],
        "reason": [None, "asked", "weather"],
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "sleepy"},
        {"until": "2026-07-25"},
        {"until": "2020-01-01"},
        {"promise": "x"},
        {"note": "a" * 301},
    ],
)
def test_what_cannot_be_put_off_is_kept_for_the_office(phone, town, promise, wrong):
    assert phone.states(putting_off(town, promise, **wrong)) == ["quarantined"]
    assert one(Promise) == promise


def test_a_promise_made_to_somebody_else_is_not_put_off(phone, town, promise):
    assert phone.states(putting_off(town, promise, 1), putting_off(town, promise, 3)) == ["quarantined"] * 2
    assert one(Promise) == promise


def stage(town, n=0, on="2026-06-01"):
    return item("stage", town.enrolments[n].id, {"stage": str(town.stage.id), "done_on": on})


def test_a_stage_is_finished_once_saying_so_again_is_no_conflict(phone, town):
    assert phone.states(stage(town), stage(town), stage(town, 1), stage(town, 3)) == [
        "applied", "applied", "applied", "quarantined",
    ]  # fmt: skip
    later = phone.send(stage(town, on="2026-06-05"))[0]
    assert later["state"] == "conflict"
    assert sent(later).overlaps == {"done_on": [None, "2026-06-01", "2026-06-05"]}


def test_a_task_is_handed_in_for_the_participant(phone, town):
    task = set_task(
        by=SYSTEM, programme=town.programme, code="T1", title="Foto", due_on=datetime.date(2026, 6, 30)
    )
    values = {"task": str(task.id), "on": "2026-06-20", "text": "Sudah", "score": 80}
    assert (
        phone.states(item("task", town.first.id, values), item("task", town.first.id, values))
        == ["applied"] * 2
    )
    assert (one(HandedIn).score, one(HandedIn).text) == (80, "Sudah")
    assert phone.states(item("task", town.first.id, values | {"score": 90})) == ["conflict"]
    assert one(HandedIn).score == 80


@pytest.fixture
def task(town):
    return set_task(
        by=SYSTEM, programme=town.programme, code="T1", title="Foto", due_on=datetime.date(2026, 6, 30)
    )


def handing_in(town, task, **more):
    return item("task", town.first.id, {"task": str(task.id), "on": "2026-06-20", "text": "Sudah"} | more)


def test_a_task_that_was_sent_back_comes_again_from_the_phone(phone, town, task):
    phone.send(handing_in(town, task))
    mark_task(by=town.actor("ana"), said=MarkIntake(one(HandedIn).id, 1, False, feedback="Ulangi"))
    assert phone.states(handing_in(town, task, text="Diperbaiki")) == ["applied"]
    assert (one(HandedIn).version, one(HandedIn).state) == (2, "handed_in")


def test_a_score_for_what_the_participant_handed_in_meanwhile_marks_it(phone, town, task):
    phone.send(handing_in(town, task))
    assert phone.states(handing_in(town, task, score=80)) == ["applied"]
    assert (one(HandedIn).version, one(HandedIn).state, one(HandedIn).score) == (1, "accepted", 80)


def test_a_score_without_the_rubric_is_kept_beside_it(phone, town, task):
    publish_rubric(by=SYSTEM, task=task.id, rubric=RUBRIC)
    first = handing_in(town, task, score=80)
    assert phone.states(first, handing_in(town, task, score=80)) == ["applied"] * 2
    assert (one(HandedIn).state, one(HandedIn).score) == ("handed_in", None)
    assert one(HandedIn).versions.get().suggested_score == 80


@pytest.fixture
def edition(task):
    return publish_rubric(by=SYSTEM, task=task.id, rubric=RUBRIC)


def by_rubric(town, task, edition, **levels):
    return handing_in(town, task, text="", edition=str(edition.id), levels=levels)


def test_a_task_with_a_rubric_is_marked_by_it_without_signal(phone, town, task, edition):
    marked = by_rubric(town, task, edition, isi=1, rapi=0)
    assert phone.states(marked, by_rubric(town, task, edition, isi=1, rapi=0)) == ["applied"] * 2
    assert (one(HandedIn).state, one(HandedIn).score) == ("accepted", 75)
    assert (Mark.objects.get().levels, Mark.objects.get().score) == ({"isi": 1, "rapi": 0}, 75)


def test_what_the_participant_handed_in_meanwhile_is_marked_by_the_rubric(phone, town, task, edition):
    phone.send(handing_in(town, task))
    assert phone.states(by_rubric(town, task, edition, isi=0, rapi=1)) == ["applied"]
    assert (one(HandedIn).version, one(HandedIn).state, one(HandedIn).text) == (1, "accepted", "Sudah")
    assert phone.states(by_rubric(town, task, edition, isi=1, rapi=1)) == ["conflict"]
    assert one(HandedIn).score == 50


def test_levels_of_an_edition_that_holds_no_longer_are_a_suggestion(phone, town, task, edition):
    publish_rubric(by=SYSTEM, task=task.id, rubric=Rubric(RUBRIC.criteria[:1]))
    assert phone.states(by_rubric(town, task, edition, isi=1, rapi=0)) == ["applied"]
    assert (one(HandedIn).state, one(HandedIn).score) == ("handed_in", None)
    assert one(HandedIn).versions.get().suggested_score == 75


@pytest.mark.parametrize(
    "levels", [{"isi": 1}, {"isi": 9, "rapi": 0}, {"isi": "1", "rapi": 0}, [1, 0], {"isi": True, "rapi": 0}]
)
def test_levels_the_rubric_does_not_know_are_kept_for_the_office(phone, town, task, edition, levels):
    said = handing_in(town, task, edition=str(edition.id), levels=levels)
    assert phone.states(said) == ["quarantined"]
    assert not HandedIn.objects.unscoped("test").exists()


def test_the_rubric_of_another_task_marks_nothing(phone, town, task, edition):
    other = set_task(
        by=SYSTEM, programme=town.programme, code="T2", title="Label", due_on=datetime.date(2026, 6, 30)
    )
    assert phone.states(by_rubric(town, other, edition, isi=1, rapi=0)) == ["quarantined"]


def test_attendance_is_recorded_of_ones_own_participants(phone, town):
    training = hold_training(
        by=SYSTEM, programme=town.programme, region=town.first.region, subject="basic", title="Dasar",
        on=datetime.date(2026, 6, 3), minutes=90,
    )  # fmt: skip

    def came(n, *, present=True, **more):
        return item(
            "attendance", training.id, {"enrolment": str(town.enrolments[n].id), "present": present} | more
        )

    assert phone.states(came(0, pre=40), came(1, present=False), came(3), came(0, pre=40), came(0, pre=50)) == [
        "applied", "applied", "quarantined", "applied", "conflict",
    ]  # fmt: skip
    rows = Attendance.objects.unscoped("test").order_by("enrolment__person__name")
    assert [(a.present, a.pre) for a in rows] == [(True, 40), (False, None)]
    assert phone.states(
        item("attendance", town.first.id, {"enrolment": str(town.first.id), "present": True})
    ) == ["quarantined"]


def test_two_phones_that_edit_different_figures_both_win(phone, town):
    phone.send(phone.growth())
    other = phone_of(town, "ana")
    assert phone.states(phone.growth(base=FIGURES, turnover=3_000_000)) == ["applied"]
    assert other.states(other.growth(base=FIGURES, workers=5)) == ["applied"]
    row = one(Growth)
    assert (row.turnover, row.workers) == (3_000_000, 5)


def test_two_phones_that_edit_one_figure_leave_the_choice_to_a_person(phone, town):
    phone.send(phone.growth())
    other = phone_of(town, "ana")
    phone.send(phone.growth(base=FIGURES, turnover=3_000_000))
    receipt = other.send(other.growth(base=FIGURES, turnover=4_000_000, products=9))[0]
    assert receipt["state"] == "conflict"
    assert sent(receipt).overlaps == {"turnover": [2_000_000, 3_000_000, 4_000_000]}
    assert (one(Growth).turnover, one(Growth).products) == (3_000_000, 9), (
        "what only one side changed is taken"
    )


def test_without_the_base_a_late_phone_would_overwrite(phone, town):
    """The control: the figures written as they came, as a form without a version would."""
    phone.send(phone.growth())
    phone.send(phone.growth(base=FIGURES, turnover=3_000_000))
    correct_growth(by=town.actor("ana"), growth=one(Growth).id, values={"turnover": 2_000_000, "workers": 5})
    assert one(Growth).turnover == 2_000_000


def test_a_phone_that_showed_nothing_overwrites_nothing(phone):
    phone.send(phone.growth())
    assert phone.states(phone.growth(), phone.growth(turnover=1)) == ["applied", "conflict"]


def test_a_new_month_may_say_only_what_changed_since_the_one_before(phone, town):
    phone.send(phone.growth())
    changed = {"month": "2026-07-01", "turnover": 3_000_000}
    sent_ = item("growth", town.first.id, changed, base={k: v for k, v in FIGURES.items() if k != "month"})
    assert phone.states(sent_) == ["applied"]
    july = Growth.objects.unscoped("test").get(month="2026-07-01")
    assert (july.turnover, july.workers) == (3_000_000, FIGURES["workers"])
    assert "workers" in july.carried
    assert "turnover" not in july.carried


def test_one_call_may_edit_what_it_brought_itself(phone):
    first, second = phone.growth(), phone.growth(base=FIGURES, turnover=2_200_000)
    assert phone.states(first, second) == ["applied", "applied"]
    assert one(Growth).turnover == 2_200_000


@pytest.mark.parametrize(
    "wrong",
    [
        {"turnover": "2"},
        {"turnover": 2.5},
        {"has_nib": "ya"},
        {"workers": None},
        {"month": 5},
        {"turnover": 2**60},
    ],
)
def test_figures_of_another_kind_are_not_guessed(phone, wrong):
    receipt = phone.send(phone.growth(**wrong))[0]
    assert receipt["state"] == "quarantined"
    assert next(iter(wrong)) in receipt["reason"] or "terlalu besar" in receipt["reason"]


def test_the_words_of_a_report_are_merged_too(phone, town):
    draft_reports(by=SYSTEM, programme=town.programme, month=datetime.date(2026, 6, 1))
    report = MonthlyReport.objects.unscoped("test").get(mentor=town.mentor("ana"))
    shown = {"obstacle": "", "success": "", "plan": ""}
    words = item("report", report.id, {"obstacle": "Hujan"}, base=shown)
    assert phone.states(words, item("report", report.id, {"plan": "Pasar"}, base=shown)) == ["applied"] * 2
    report.refresh_from_db()
    assert (report.obstacle, report.plan) == ("Hujan", "Pasar")
    assert phone.states(item("report", report.id, {"obstacle": "Panas"}, base=shown)) == ["conflict"]
    budi = phone_of(town, "budi")
    assert budi.states(item("report", report.id, {"plan": "x"}, base=shown)) == ["quarantined"]
