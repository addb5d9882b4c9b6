"""The worker publishes by night, once, where the office said to which lake."""

import datetime

import pytest
import time_machine

from dampingi.foundation.jobs.models import Job
from dampingi.insight.lake.models import LakeEdition
from dampingi.insight.lake.nightly import publish_due
from dampingi.insight.lake.tasks import publish

pytestmark = pytest.mark.django_db
NIGHT = datetime.datetime(2026, 8, 20, 19, tzinfo=datetime.UTC)
"""Two in the morning in Jakarta."""


@pytest.fixture
def lake(settings, tmp_path):
    settings.LAKE = str(tmp_path / "lake")


def test_once_a_night(lake):
    with time_machine.travel(NIGHT):
        assert [publish_due(), publish_due()] == [1, 0]
    with time_machine.travel(NIGHT + datetime.timedelta(days=1)):
        assert publish_due() == 1


def test_not_by_day_and_not_without_a_lake(lake, settings):
    with time_machine.travel(NIGHT + datetime.timedelta(hours=8)):
        assert publish_due() == 0
    settings.LAKE = ""
    with time_machine.travel(NIGHT):
        assert publish_due() == 0


def test_the_job_publishes_for_the_office(lake, scattered):
    with time_machine.travel(NIGHT):
        publish_due()
        Job.objects.update(state=Job.State.RUNNING)
        told = publish(Job.objects.get())
    assert {each["place"] for each in told["editions"]} == set(
        LakeEdition.objects.values_list("place", flat=True)
    )
    assert LakeEdition.objects.first().by == "system: nightly lake"
