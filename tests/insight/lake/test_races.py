"""Two publishings at once, in real transactions, and one asked for as a job: what reads does not write."""

from dataclasses import replace

import pytest
from django.db import connection

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.errors import Conflict
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.regions.models import Region
from dampingi.insight.lake import actions
from dampingi.insight.lake.editions import editions
from dampingi.insight.lake.models import LakeEdition
from dampingi.insight.lake.stores import store_at
from dampingi.insight.lake.tasks import KIND, publish
from tests.capture.field.test_races import at_once
from tests.insight.scattered import scatter
from tests.meeting import FOR_NOBODY, FOR_OTHERS, meeting

pytestmark = pytest.mark.postgresql
SYSTEM = Actor.for_system("test")


@pytest.fixture
def lake(emptied, tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    scatter()
    return str(tmp_path)


def _publishing(lake):
    def run():
        try:
            return actions.publish_lake(by=SYSTEM, to=lake, place="32.76")
        except Conflict as refusal:
            return refusal

    return run


def test_two_at_once_leave_one_line_of_editions(lake):
    at_once(_publishing(lake), _publishing(lake), _publishing(lake))
    numbers = sorted(LakeEdition.objects.values_list("seq", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    (stands,) = editions(store_at(lake))
    assert stands.seq == numbers[-1]
    assert all((store_at(lake).root / path).exists() for path in stands.paths)


def test_without_the_numbered_row_two_editions_would_have_one_number(lake, monkeypatch):
    """The control: both see no edition and call theirs the first."""
    monkeypatch.setattr(actions, "_number", lambda *_: 1)
    found = at_once(_publishing(lake), _publishing(lake))
    assert [type(each) for each in found].count(Conflict) == 1


def test_the_job_publishes_and_is_done(lake):
    job = start(by=SYSTEM, kind=KIND, params={"to": lake})
    Job.objects.filter(id=job.id).update(state=Job.State.RUNNING)
    assert publish(Job.objects.get(id=job.id))["editions"]


def test_pressed_twice_at_once_it_is_one_job(emptied, settings, monkeypatch):
    """The control: without the turn both look, and both start."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    settings.LAKE = "/lake"
    user = User.objects.create(login="office", name="Office")
    by = replace(SYSTEM, user_id=user.id)
    Region.objects.create(code="32.76", name="Kota Depok", kind="city", key="depok")
    asked = Job.objects.filter
    for locked, jobs in ((True, 1), (False, 2)):
        Job.objects.all().delete()
        with monkeypatch.context() as changed:
            if not locked:
                changed.setattr(Region.objects, "select_for_update", Region.objects.all)
            met = meeting(lambda found: found.exists(), FOR_NOBODY if locked else FOR_OTHERS)
            changed.setattr(
                actions, "_being_done", lambda params, met=met: met(asked(kind=KIND, params=params))
            )
            at_once(*[lambda: actions.start_publishing(by=by, place="32.76")] * 2)
        assert Job.objects.count() == jobs
