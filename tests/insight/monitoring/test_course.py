"""The trend shows whole months only: half a month would read as a fall."""

import datetime

import pytest
from tests.insight.scattered import START, TODAY

from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.courses import course
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.queries import indicator

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")


def asked(scattered, code, end):
    return Asked(scattered.programme, "32", indicator(code), Period(START, end), "")


def months(found):
    return [row[0] for row in found["rows"]]


def test_the_running_month_is_left_out(scattered):
    running = course(SYSTEM, asked(scattered, "visits_per_participant", TODAY), None)
    over = course(SYSTEM, asked(scattered, "visits_per_participant", datetime.date(2026, 8, 31)), None)
    assert months(running)[-1] == "Juli 2026"
    assert months(over)[-1] == "Agustus 2026"


def test_a_state_is_shown_as_it_stood_at_each_months_end(scattered):
    found = course(SYSTEM, asked(scattered, "pass_rate", TODAY), None)
    assert months(found)[-1] == "Agustus 2026"
    assert found["own"] is False


def test_two_points_are_no_course(scattered):
    assert course(SYSTEM, asked(scattered, "participation", datetime.date(2026, 3, 31)), None) is None
