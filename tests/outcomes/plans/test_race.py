"""Two who take the same proposal, submit the same plan or answer the same wish at once: only PostgreSQL lets them meet. With a control."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, connections

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.errors import Conflict, Refused
from dampingi.outcomes.plans.actions import (
    answer_wish,
    open_plan,
    register_wish,
    submit_plan,
    take,
    taking,
    write_activity,
    write_minutes,
)
from dampingi.outcomes.plans.evidence import points
from dampingi.outcomes.plans.models import Activity, ForumMinutes, Plan, WishVerdict
from tests.outcomes.plans.conftest import drafted
from tests.records.conftest import someone
from tests.records.town import KOTA, TODAY

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("july")]
OFFICE, CROWD = someone(Role.OFFICE, KOTA), 5


@pytest.fixture
def open_one(emptied, origin, programme):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    return open_plan(by=OFFICE, region=KOTA, year=2027)


def at_once(*acts):
    barrier = threading.Barrier(len(acts))

    def alone(act):
        try:
            barrier.wait(30)
            return act()
        except (Refused, IntegrityError) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


def test_taken_by_many_at_once_it_is_one_activity(open_one):
    key = points()[0].key
    found = at_once(*[lambda: take(by=OFFICE, plan=open_one, key=key)] * CROWD)
    assert {row.id for row in found} == {Activity.objects.unscoped("test").get().id}


def test_without_the_lock_the_second_meets_the_database_s_own_rule(open_one, monkeypatch):
    added = taking.add_drafted

    def slowly(*told, **more):
        time.sleep(0.5)
        return added(*told, **more)

    monkeypatch.setattr(taking, "open_locked", lambda by, plan: plan)
    monkeypatch.setattr(taking, "add_drafted", slowly)
    found = at_once(*[lambda: take(by=OFFICE, plan=open_one, key=points()[0].key)] * 2)
    assert sum(isinstance(f, IntegrityError) for f in found) == 1


def test_submitted_by_many_at_once_it_waits_once(open_one):
    write_activity(by=OFFICE, plan=open_one, drafted=drafted())
    found = at_once(*[lambda: submit_plan(by=OFFICE, plan=open_one)] * CROWD)
    assert sum(isinstance(f, Conflict) for f in found) == CROWD - 1
    assert Approval.objects.unscoped("test").count() == 1
    assert Plan.objects.unscoped("test").get().version == 1


def test_of_two_who_answer_a_wish_one_is_told(open_one):
    wish = register_wish(by=OFFICE, plan=open_one, origin="pokir", text="Bazar")
    found = at_once(
        lambda: answer_wish(by=OFFICE, wish=wish, number=0, new=True),
        lambda: answer_wish(by=OFFICE, wish=wish, number=0, reason="Belum perlu"),
    )
    assert sum(isinstance(f, Conflict) for f in found) == 1
    assert WishVerdict.objects.unscoped("test").count() == 1


def test_minutes_written_by_many_at_once_are_one(open_one):
    register_wish(by=OFFICE, plan=open_one, origin="pokir", text="Bazar")
    told = {
        "held_on": TODAY,
        "venue": "Aula",
        "chair": "Bappeda",
        "present": "Camat",
        "summary": "Disepakati",
    }
    found = at_once(*[lambda: write_minutes(by=OFFICE, plan=open_one, **told)] * CROWD)
    assert sum(isinstance(f, Conflict) for f in found) == CROWD - 1
    assert ForumMinutes.objects.unscoped("test").count() == 1


def test_plans_opened_at_once_are_one(emptied, origin, programme):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    found = at_once(*[lambda: open_plan(by=OFFICE, region=KOTA, year=2028)] * CROWD)
    assert sum(isinstance(f, Conflict) for f in found) == CROWD - 1
    assert Plan.objects.unscoped("test").count() == 1
