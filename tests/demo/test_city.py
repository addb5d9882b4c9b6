"""The city adds up, keeps to its seed, and hides its truth."""

import datetime

import pytest
from django.db.models import Count, Q
from django.test import Client

from dampingi.demo import city
from dampingi.demo.steps.intake import STAGES
from dampingi.demo.truth import FILE
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.regions.codes import depth
from dampingi.insight.monitoring.models import FigureEdition
from dampingi.records.businesses.models import Business, Person, Verification
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import Growth, MonthlyReport, Outcome, Reverification, Visit
from dampingi.records.programmes.models import (
    Application,
    Caseload,
    Enrolment,
    Mentor,
    PeriodClosure,
    Programme,
)
from dampingi.records.voices.models import Voice
from tests.demo.conftest import TODAY

pytestmark = pytest.mark.django_db
TEST = "test"


def test_it_has_the_people_the_size_asks_for(town):
    assert Enrolment.objects.unscoped(TEST).count() == city.SMALL.participants
    assert Business.objects.unscoped(TEST).count() == city.SMALL.businesses
    levels = [depth(m.region) for m in Mentor.objects.unscoped(TEST).filter(field="")]
    assert sorted(levels) == [2] * city.SMALL.city_mentors + [3] * 2 + [4] * 6


def test_applications_end_in_every_way_with_reasons(town):
    found = Application.objects.unscoped(TEST)
    states = set(found.values_list("state", flat=True))
    assert {"accepted", "waiting", "rejected"} <= states
    assert not found.filter(state="rejected", reason="").exists()
    assert not found.filter(state="submitted").exists()


def test_who_withdraws_is_replaced_from_the_waiting_list(town):
    left = Enrolment.objects.unscoped(TEST).exclude(exited_on=None)
    assert left.count() == city.SMALL.withdrawals
    replacements = Enrolment.objects.unscoped(TEST).exclude(replaces=None).select_related("replaces")
    assert replacements
    assert all(r.enrolled_on == r.replaces.exited_on and r.region == r.replaces.region for r in replacements)


def test_everyone_still_there_has_one_mentor_and_none_of_those_who_left(town):
    open_now = Caseload.objects.filter(ends_on=None).values_list("enrolment_id", flat=True)
    there = Enrolment.objects.unscoped(TEST).filter(exited_on=None).values_list("id", flat=True)
    assert sorted(open_now) == sorted(there)


def test_visits_are_by_the_mentor_of_the_day_and_never_on_a_feast(town):
    visits = list(Visit.objects.unscoped(TEST).select_related("mentor", "enrolment"))
    assert 6 < len(visits) / city.SMALL.participants < 15
    held = {}
    for c in Caseload.objects.all():
        held.setdefault(c.enrolment_id, []).append(c)
    for v in visits:
        assert any(
            c.mentor_id == v.mentor_id and c.starts_on <= v.on and (c.ends_on is None or v.on <= c.ends_on)
            for c in held[v.enrolment_id]
        )
        assert v.on not in (datetime.date(2026, 3, 20), datetime.date(2026, 8, 17))
        assert v.on <= TODAY


def test_the_year_has_its_dips(town):
    months = dict(Visit.objects.unscoped(TEST).values_list("on__month").annotate(n=Count("id")))
    assert months[3] < 0.6 * months[5]


def test_every_enrolment_starts_from_one_baseline(town):
    firsts = Growth.objects.unscoped(TEST).filter(baseline=True).values_list("enrolment_id", flat=True)
    assert len(firsts) == len(set(firsts))
    assert len(firsts) > 0.9 * city.SMALL.participants


def test_some_reported_passes_are_not(town):
    """Reported and re-verified disagree in truth: the mentors inflate, which is what re-verification is for."""
    reported = set(
        Enrolment.objects.unscoped(TEST)
        .annotate(n=Count("outcomes", filter=Q(outcomes__achieved=True)))
        .filter(n=3)
        .values_list("id", flat=True)
    )
    false = [id for id in reported if not town.truth.passed[str(id)]]
    assert 0 < len(false) < 0.2 * len(reported)


def test_who_looked_again_found_the_truth_of_a_sample(town):
    looked = Reverification.objects.unscoped(TEST)
    share = (
        looked.count() / Enrolment.objects.unscoped(TEST).filter(outcomes__isnull=False).distinct().count()
    )
    assert 0.08 < share < 0.16
    assert all(r.passed == town.truth.passed[str(r.enrolment_id)] for r in looked)


def test_the_latest_reports_wait_and_the_early_ones_are_locked(town):
    reports = MonthlyReport.objects.unscoped(TEST)
    october, march = (reports.filter(month=datetime.date(2026, m, 1)) for m in (10, 3))
    assert Approval.objects.unscoped(TEST).filter(state="waiting", period="2026-10").exists()
    assert set(march.values_list("state", flat=True)) <= {"approved", "draft"}
    assert october.filter(state="draft").exists()
    assert reports.filter(version__gt=1).exists() or reports.filter(state="returned").exists()
    closed = set(PeriodClosure.objects.values_list("month", flat=True))
    assert datetime.date(2026, 8, 1) in closed
    assert datetime.date(2026, 10, 1) not in closed


def test_trainings_voices_and_verifications_exist(town):
    present = Attendance.objects.unscoped(TEST).filter(present=True).count()
    assert 0.6 < present / Attendance.objects.unscoped(TEST).count() < 0.95
    assert 0.4 < Voice.objects.unscoped(TEST).count() / city.SMALL.participants < 0.85
    assert Verification.objects.count() > 0.7 * city.SMALL.participants
    assert Outcome.objects.unscoped(TEST).count() % 3 == 0


def test_stages_are_those_of_the_programme(town):
    programme = Programme.objects.get(code=town.made.programme)
    assert list(programme.stages.values_list("code", flat=True)) == [s[0] for s in STAGES]


def test_time_passes_while_it_is_built(town):
    """What was recorded in spring bears a time in spring, and nothing a time after the demo's day."""
    times = AuditEvent.objects.values_list("at", flat=True)
    assert {t.month for t in times} >= set(range(1, 12))
    assert max(times).date() <= TODAY
    assert max(Person.objects.unscoped(TEST).values_list("created_at", flat=True)).date() <= TODAY


def test_progress_is_told_and_grows(town):
    assert town.steps == sorted(town.steps)
    assert town.steps[-1] == 1


def test_truth_tells_of_every_mentor_and_participant_and_is_in_no_table(town):
    assert {m.mentor for m in town.truth.mentors} == {
        str(i) for i in Mentor.objects.unscoped(TEST).filter(field="").values_list("id", flat=True)
    }
    assert len(town.truth.passed) == city.SMALL.participants
    assert town.truth.repeats
    tables = " ".join(town.content)
    assert "truth" not in tables


def test_the_same_seed_and_day_give_the_same_city(before, town):
    """Every table alike, keys apart, and the truth byte for byte; another seed gives another city (the control)."""
    same, other = before
    assert same.content == town.content
    assert (same.folder / FILE).read_bytes() == (town.folder / FILE).read_bytes()
    differing = {t for t in other.content if other.content[t] != town.content[t]}
    assert {"businesses_person", "mentoring_visit", "mentoring_growth", "voices_voice"} <= differing


def test_the_last_months_figures_stand_open_to_everyone_and_what_rests_on_few_is_not_told(town):
    editions = FigureEdition.objects.order_by("day")
    assert [(e.day.month, e.number) for e in editions] == [(8, 1), (9, 1), (10, 1)]
    assert AuditEvent.objects.filter(action="publish_figures").count() == len(editions)
    for edition in editions:
        assert any(f["value"] is not None for f in edition.data["figures"])
        assert all(f["of"] is None for f in edition.data["figures"] if f["value"] is None)
    page = Client().get("/data/program/").content.decode()
    assert "Belum ada edisi" not in page
    assert editions.last().sha256 in page
