"""Pressed by several at once, in real transactions: one edition of a month, one view of a name."""

import datetime

import pytest
import time_machine
from django.db import connection
from tests.capture.field.test_races import at_once
from tests.insight.scattered import START, scatter

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.errors import Refused
from dampingi.insight.monitoring.actions import publish_figures, save_view
from dampingi.insight.monitoring.models import FigureEdition, SavedView

pytestmark = pytest.mark.postgresql
NOW = datetime.datetime(2026, 8, 20, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def city(emptied):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    with time_machine.travel(NOW, tick=False):
        yield scatter()


def _told(call):
    def run():
        try:
            return call()
        except Refused as refusal:
            return refusal

    return run


def test_published_at_once_there_is_one_edition(city):
    def press():
        return publish_figures(by=Actor.for_system("test"), programme=city.programme)

    found = at_once(*[_told(press)] * 4)
    assert sum(isinstance(each, FigureEdition) for each in found) == 1
    assert sum(isinstance(each, Refused) for each in found) == 3
    assert FigureEdition.objects.count() == 1


def test_saved_at_once_there_is_one_view_of_a_name(city):
    user = User.objects.create(login="kantor@contoh.id", name="Kantor")
    Assignment.objects.create(user=user, role=Role.OFFICE, region="32", starts_on=START)
    by = actor_of(user, on=NOW.date())

    def press():
        return save_view(
            by=by,
            programme=city.programme,
            region="32.76",
            route="dashboard",
            query="",
            name="Rapat",
            shared=False,
        )

    found = at_once(*[_told(press)] * 4)
    assert sum(isinstance(each, SavedView) for each in found) == 1
    assert SavedView.objects.unscoped("test").count() == 1
