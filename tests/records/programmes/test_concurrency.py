"""Two people giving out the last places at once: only PostgreSQL lets them meet (SQLite's IMMEDIATE queues them)."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.records.conftest import FEBRUARY, SYSTEM
from tests.records.programmes.test_intake import accepted, application

from dampingi.records.programmes import actions
from dampingi.records.programmes.models import Application, Enrolment

pytestmark = pytest.mark.postgresql


def at_once(*runs):
    def alone(run):
        try:
            return run()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(runs)) as pool:
        return list(pool.map(alone, runs))


@pytest.fixture
def only_postgresql(emptied):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")


def test_two_selections_at_once_stay_within_the_quota(only_postgresql, programme, people):
    actions.apply(by=SYSTEM, programme=programme, rows=[application(p, 1) for p in people])
    at_once(*[lambda: actions.select(by=SYSTEM, programme=programme)] * 4)
    assert Application.objects.unscoped("test").filter(state="accepted").count() == 4


def test_two_withdrawals_at_once_bring_in_two_different_people(only_postgresql, programme, people):
    actions.apply(by=SYSTEM, programme=programme, rows=[application(p, 1) for p in people])
    actions.select(by=SYSTEM, programme=programme)
    made = actions.enrol(by=SYSTEM, applications=accepted(), on=FEBRUARY)
    day = datetime.date(2026, 4, 1)
    leave = [lambda e=e: actions.withdraw(by=SYSTEM, enrolment=e.id, on=day, reason="Pindah") for e in made]
    replacements = at_once(*leave)
    assert len({r.person_id for r in replacements if r}) == 4
    assert Enrolment.objects.unscoped("test").filter(exited_on=None).count() == 4
