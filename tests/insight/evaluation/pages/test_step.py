import pytest

from dampingi.foundation.jobs.models import Job
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.models import Computation, EvidenceFreeze
from dampingi.insight.evaluation.tasks import work


def test_each_step_leads_on(office, page):
    evaluation = office.create()
    assert page("head", "evaluation_step", evaluation.id, step="lock").status_code == 302
    answer = page("office", "evaluation_step", evaluation.id, step="freeze")
    assert answer.url.endswith("/tim/")
    assert EvidenceFreeze.objects.filter(evaluation=evaluation).exists()


def test_a_step_too_early_or_taken_twice_is_refused_and_writes_nothing(office, page):
    evaluation = office.create()
    assert page("office", "evaluation_step", evaluation.id, step="freeze").status_code == 422
    page("head", "evaluation_step", evaluation.id, step="lock")
    assert page("head", "evaluation_step", evaluation.id, step="lock").status_code == 409
    page("office", "evaluation_step", evaluation.id, step="freeze")
    assert page("office", "evaluation_step", evaluation.id, step="freeze").status_code == 409
    assert EvidenceFreeze.objects.count() == 1


def test_computing_is_a_job_that_can_run_twice(office, page):
    evaluation = office.rated()
    actions.close_ratings(by=office.by, evaluation=evaluation)
    page("office", "evaluation_step", evaluation.id, step="compute")
    job = Job.objects.get(kind="evaluation.compute")
    first = work(job)
    assert work(job) == first
    assert first["mentors"] == 6
    assert Computation.objects.count() == 1


def test_an_unknown_step_is_refused(office, page):
    assert page("office", "evaluation_step", office.create().id, step="sign").status_code == 422


@pytest.mark.parametrize("who", ["head", "inspector", "rater", "mentor0"])
def test_only_the_office_takes_the_steps_after_the_lock(office, page, who):
    evaluation = office.create()
    actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    assert page(who, "evaluation_step", evaluation.id, step="freeze").status_code == 403


@pytest.mark.parametrize("who", ["office", "inspector", "rater", "mentor0"])
def test_only_the_head_locks(office, page, who):
    assert page(who, "evaluation_step", office.create().id, step="lock").status_code == 403
