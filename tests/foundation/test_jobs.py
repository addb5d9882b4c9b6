import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.jobs.actions import LEASE, advance, claim, requeue_dead, start
from dampingi.foundation.jobs.kinds import kinds
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.jobs.worker import run_waiting, waiting

SYSTEM = Actor.for_system("test")


def refuse(job):
    raise Refused("Berkasnya kosong.")


def count_to_three(job):
    for i in range(3):
        advance(job, done=i + 1, total=3)
    return {"counted": 3}


@pytest.fixture
def some_kinds(db, monkeypatch):
    monkeypatch.setitem(kinds, "count", count_to_three)
    monkeypatch.setitem(kinds, "refuse", refuse)
    monkeypatch.setitem(kinds, "break", lambda job: 1 / 0)


def test_work_is_done_with_its_progress(some_kinds):
    job = start(by=SYSTEM, kind="count")
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result) == (Job.State.DONE, 3, 3, {"counted": 3})


def test_a_refusal_is_shown_as_it_stands_and_a_fault_is_not(some_kinds):
    refused, broken = start(by=SYSTEM, kind="refuse"), start(by=SYSTEM, kind="break")
    run_waiting()
    refused.refresh_from_db(), broken.refresh_from_db()
    assert (refused.state, refused.error) == (Job.State.FAILED, "Berkasnya kosong.")
    assert broken.state == Job.State.FAILED
    assert "ZeroDivision" not in broken.error


def test_the_task_is_lost_with_the_transaction_that_asked(some_kinds):
    def ask_and_fail():
        with transaction.atomic():
            start(by=SYSTEM, kind="count")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        ask_and_fail()
    assert waiting() == 0
    assert not Job.objects.exists()


def test_a_running_job_is_claimed_once_until_its_lease_ends(some_kinds):
    job = start(by=SYSTEM, kind="count")
    assert claim(job.id)
    assert claim(job.id) is None
    Job.objects.update(heartbeat_at=timezone.now() - LEASE - datetime.timedelta(seconds=1))
    assert claim(job.id).attempts == 2


def test_a_dead_workers_job_is_run_again_but_not_for_ever(some_kinds):
    job = start(by=SYSTEM, kind="count")
    claim(job.id)
    Job.objects.update(heartbeat_at=timezone.now() - 2 * LEASE)
    assert requeue_dead() == 1
    Job.objects.update(attempts=3)
    assert requeue_dead() == 0
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
