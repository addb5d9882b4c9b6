import datetime

from tests.records.conftest import SYSTEM
from tests.records.town import TODAY, Town

from dampingi.records.businesses.actions import note_constraints
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.learning.actions import hold_training, record_attendance
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.mentoring import actions
from dampingi.records.mentoring.intake import GrowthIntake, StageIntake, VisitIntake
from dampingi.records.mentoring.queries.months import month_figures
from dampingi.records.programmes.actions import assign_caseloads
from dampingi.records.tasks.actions import mark_task, set_task, submit_tasks
from dampingi.records.tasks.intake import MarkIntake, SubmissionIntake

MAY, JUNE, JULY = (datetime.date(2026, m, 1) for m in (5, 6, 7))


def figures(town: Town, name: str = "ana", month=JUNE) -> dict:
    return month_figures(town.programme, month, [town.mentor(name)])[town.mentor(name).id]


def visit(town: Town, enrolment: int, on: datetime.date, minutes=30, topic="masalah", mentor="ana"):
    row = VisitIntake(town.enrolments[enrolment].id, town.mentor(mentor).id, on, minutes, topic)
    return actions.record_visits(by=SYSTEM, origin=town.origin, rows=[row], today=TODAY)[0]


def test_an_empty_month_counts_to_nothing_but_says_who_was_not_met(town):
    found = figures(town)
    assert (found["participants"], found["met"], found["visits"], found["minutes"]) == (3, 0, 0, 0)
    assert found["not_met"] == sorted(str(e.id) for e in town.enrolments[:3])


def test_visits_of_the_month_only_by_this_mentor_and_not_taken_back(town):
    for on in (datetime.date(2026, 5, 31), JUNE, datetime.date(2026, 6, 30), JULY):
        visit(town, 0, on)
    visit(town, 0, JUNE, minutes=90, topic="pemasaran", mentor="camat")
    gone = visit(town, 1, JUNE)
    actions.archive_visits(by=SYSTEM, visits=[gone.id], reason="Salah berkas")
    found = figures(town)
    assert (found["visits"], found["minutes"], found["met"]) == (2, 60, 1)
    assert found["topics"] == {"masalah": 2}
    assert found["before"] == {"visits": 1, "minutes": 30}
    assert figures(town, "camat")["topics"] == {"pemasaran": 1}


def test_the_caseload_counts_by_its_days(town):
    assign_caseloads(by=SYSTEM, pairs=[(town.mentor("camat"), town.first)], on=datetime.date(2026, 6, 20))
    assert figures(town)["participants"] == 3, "accompanied until the twentieth"
    assert figures(town, month=JULY)["participants"] == 2
    assert figures(town, "camat")["participants"] == 1


def test_stages_and_tasks(town):
    task = set_task(by=SYSTEM, programme=town.programme, code="t", title="Catatan", due_on=JUNE)
    actions.complete_stages(by=SYSTEM, rows=[StageIntake(town.first.id, town.stage.id, JUNE)], today=TODAY)
    submit_tasks(by=SYSTEM, rows=[SubmissionIntake(town.first.id, task.id, JUNE)], today=TODAY)
    found = figures(town)
    assert found["stages"] == {"verifikasi": 1}
    assert found["stages_overdue"] == 2, "due in March; two of three have not finished it"
    assert found["tasks"] == {"submitted": 1, "due": 3}


def test_growth_compares_like_with_like(town):
    rows = [(0, MAY, 100), (0, JUNE, 150), (1, JUNE, 999)]
    intake = [
        GrowthIntake(town.enrolments[e].id, month, turnover, 1, 1, 1, 4, False) for e, month, turnover in rows
    ]
    actions.record_growth(by=SYSTEM, rows=intake, today=TODAY)
    assert figures(town)["growth"] == {
        "reported": 2, "compared": 1, "turnover": 150, "turnover_before": 100,
    }  # fmt: skip


def test_constraints_and_trainings(town):
    notes = [ConstraintNote(town.first.business_id, "fin_capital", JUNE)]
    notes += [ConstraintNote(town.enrolments[3].business_id, "fin_debt", JUNE)]
    note_constraints(by=SYSTEM, rows=notes)
    training = hold_training(
        by=SYSTEM,
        programme=town.programme,
        region="32.76",
        subject="basic",
        title="Dasar",
        on=JUNE,
        minutes=90,
    )
    rows = [AttendanceIntake(town.enrolments[n].id, present=n != 1) for n in (0, 1, 3)]
    record_attendance(by=SYSTEM, training=training, rows=rows, today=TODAY)
    found = figures(town)
    assert found["constraints"] == {"noted": {"fin_capital": 1}, "resolved": 0}
    assert found["trainings"] == {"invited": 2, "present": 1}


def test_one_who_guides_sees_the_reports_below(town):
    actions.draft_reports(by=SYSTEM, programme=town.programme, month=JUNE)
    own = actions.draft_reports(by=SYSTEM, programme=town.programme, month=JUNE, mentors=[town.mentor("ana")])
    actions.write_report(by=SYSTEM, report=own[0], obstacle="a", success="b", plan="c")
    actions.submit_reports(by=SYSTEM, reports=own, on=datetime.date(2026, 7, 2))
    below = {"reports": 2, "submitted": 1, "on_time": 1, "approved": 0}
    assert figures(town, "camat")["below"] == below
    assert figures(town, "ana")["below"]["reports"] == 0


def test_all_at_once_says_the_same_as_one_by_one(town):
    for n, on in enumerate((JUNE, JUNE, datetime.date(2026, 6, 9), JUNE, JUNE)):
        visit(town, n, on, mentor="ana" if n < 3 else "budi")
    mentors = list(town.mentors.values())
    together = month_figures(town.programme, JUNE, mentors)
    assert together == {m.id: month_figures(town.programme, JUNE, [m])[m.id] for m in mentors}


def test_a_task_that_was_sent_back_is_not_handed_in_and_one_of_another_kelurahan_not_due(town):
    task = set_task(by=SYSTEM, programme=town.programme, title="Catatan", due_on=JUNE)
    set_task(by=SYSTEM, programme=town.programme, title="Sana", due_on=JUNE, region=town.enrolments[3].region)
    made = submit_tasks(by=SYSTEM, rows=[SubmissionIntake(town.first.id, task.id, JUNE, "x")], today=TODAY)[0]
    assert figures(town)["tasks"] == {"submitted": 1, "due": 3}
    assert figures(town, "budi")["tasks"] == {"submitted": 0, "due": 4}
    mark_task(by=town.actor("ana"), said=MarkIntake(made.id, 1, False, feedback="Ulangi"))
    assert figures(town)["tasks"] == {"submitted": 0, "due": 3}
