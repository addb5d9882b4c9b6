"""What counts: changes since one's own beginning that somebody confirmed. Raw turnover never does."""

from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.honours.evidence import Evidence, changed, evidence_of
from dampingi.records.learning.actions import hold_training, record_attendance
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.tasks.actions import mark_task, set_task, submit_tasks
from dampingi.records.tasks.intake import MarkIntake, SubmissionIntake
from tests.records.conftest import SYSTEM
from tests.records.honours.conftest import confirmed, grown, month
from tests.records.town import TODAY


def found(town, i=0) -> Evidence:
    return evidence_of([town.enrolments[i]], today=TODAY)[town.enrolments[i].id]


def test_a_small_business_that_doubled_stands_above_a_big_one_that_stayed(town):
    confirmed(grown(town, 1_000_000, 2_000_000))
    confirmed(grown(town, 90_000_000, 90_000_000, i=1))
    assert (found(town).change, found(town, 1).change) == (100, 0)
    assert not any("turnover" in name for name in found(town).told())


def test_what_nobody_confirmed_counts_for_nothing(town):
    rows = grown(town, 1_000_000, 5_000_000)
    assert (found(town).change, found(town).confirmed) == (None, 0)
    confirmed(rows)
    assert (found(town).change, found(town).confirmed) == (400, 1)


def test_a_month_only_said_to_be_unchanged_counts_for_nothing(town):
    confirmed(grown(town, 1_000_000, 3_000_000, 3_000_000, carried=("turnover",)))
    assert (found(town).confirmed, found(town).unchanged, found(town).change) == (1, 1, 200)


def test_three_latest_months_together_so_that_one_good_month_is_no_success(town):
    confirmed(grown(town, 1_000_000, 9_000_000, 1_000_000, 1_000_000, 4_000_000))
    assert found(town).change == 100


def test_trainings_and_accepted_tasks_are_counted_of_those_asked(town):
    training = hold_training(
        by=SYSTEM,
        programme=town.programme,
        region=town.first.region,
        subject="basic",
        title="Dasar",
        on=month(6),
        minutes=90,
    )
    rows = [AttendanceIntake(town.first.id, True), AttendanceIntake(town.enrolments[1].id, False)]
    record_attendance(by=SYSTEM, training=training, rows=rows)
    tasks = [set_task(by=SYSTEM, programme=town.programme, title=f"T{n}", due_on=month(6)) for n in range(2)]
    sent = submit_tasks(
        by=SYSTEM, today=TODAY, rows=[SubmissionIntake(town.first.id, t.id, month(6), "x") for t in tasks]
    )
    mark_task(by=town.actor("ana"), said=MarkIntake(sent[0].id, 1, True, score=81))
    mark_task(by=town.actor("ana"), said=MarkIntake(sent[1].id, 1, False, feedback="Ulangi"))
    told = found(town)
    assert (told.present, told.invited, told.accepted, told.tasks, told.score) == (1, 1, 1, 2, 81)


def test_what_was_frozen_reads_back(town):
    confirmed(grown(town, 1_000_000, 2_000_000))
    assert Evidence.read(found(town).told()) == found(town)


@given(st.integers(1, 10**9), st.lists(st.integers(0, 10**9), min_size=1, max_size=5), st.integers(2, 9))
def test_the_change_knows_no_size(baseline, months, times):
    assert changed(baseline, months) == changed(baseline * times, [m * times for m in months])


@given(st.lists(st.integers(0, 10**9), max_size=5))
def test_without_a_beginning_there_is_no_change(months):
    assert changed(0, months) is None
