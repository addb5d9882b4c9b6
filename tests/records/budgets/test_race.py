"""Two decrees at once: only PostgreSQL lets them meet. With the control that shows what the lock and the constraint are for."""

import datetime
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.db.models import Sum

from dampingi.foundation.errors import Refused
from dampingi.records.budgets import moves
from dampingi.records.budgets.actions.holdings import Sum as Row
from dampingi.records.budgets.actions.holdings import reserve
from dampingi.records.budgets.actions.reversing import reverse
from dampingi.records.budgets.models import Account, Budget, Entry
from dampingi.records.budgets.posting import Asked, post
from dampingi.records.budgets.queries.proof import faults
from tests.records.conftest import SYSTEM

pytestmark = pytest.mark.postgresql
TODAY, AT_ONCE = datetime.date(2026, 7, 20), 12


@pytest.fixture
def budget(emptied, origin):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    made = Budget.objects.unscoped("test").create(region="32.76", year=2026, purpose="grants")
    post(by=SYSTEM, asked=[Asked("allot", moves.allotted(made.id, 100), TODAY)])
    return made


def at_once(act):
    barrier = threading.Barrier(AT_ONCE)

    def alone(n):
        try:
            barrier.wait(30)
            return act(n)
        except Exception as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(alone, range(AT_ONCE)))


def reserved(budget, amount=60):
    return reserve(by=SYSTEM, budget=budget, rows=[Row(("earmark", uuid.uuid4()), amount)], on=TODAY)


def told(budget, kind):
    return budget.accounts.filter(kind=kind).aggregate(n=Sum("balance"))["n"] or 0


def test_many_decrees_at_once_never_promise_more_than_there_is(budget):
    got = at_once(lambda _n: reserved(budget, 30))
    assert sum(isinstance(g, list) for g in got) == 3
    assert sum(isinstance(g, Refused) and "masih bebas" in str(g) for g in got) == AT_ONCE - 3
    assert (told(budget, "reserved"), told(budget, "free")) == (90, 10)
    assert faults(budget) == []


def test_without_the_lock_the_constraint_still_holds(budget, monkeypatch):
    monkeypatch.setattr("dampingi.records.budgets.posting.lock", lambda _budgets: None)
    got = at_once(lambda _n: reserved(budget, 30))
    assert sum(isinstance(g, list) for g in got) <= 3
    assert all(isinstance(g, list | Refused) for g in got)
    assert told(budget, "reserved") <= 100
    assert faults(budget) == []


def test_without_either_a_city_promises_what_it_does_not_have(budget):
    """What both are for: the careful-looking way, read the free amount, see that it suffices, write what is left."""

    def naive(_n):
        with transaction.atomic():
            free = budget.accounts.get(kind="free")
            time.sleep(0.3)
            if free.balance < 60:
                raise Refused("tidak cukup")
            Account.objects.create(
                budget=budget, kind="reserved", subject_kind="x", subject_id=uuid.uuid4(), balance=60
            )
            Account.objects.filter(id=free.id).update(balance=free.balance - 60)
            return [1]

    at_once(naive)
    assert told(budget, "reserved") > 100
    assert faults(budget) == ["balance", "sum"]


def test_a_loan_s_month_claimed_by_many_at_once_is_owed_once(budget):
    subject = ("earmark", uuid.uuid4())
    reserve(by=SYSTEM, budget=budget, rows=[Row(subject, 100)], on=TODAY)
    asked = lambda: [Asked("owe", moves.owed(budget.id, subject, 10), TODAY, subject, key="claim:1:2026-07")]  # noqa: E731
    got = at_once(lambda _n: post(by=SYSTEM, asked=asked()))
    assert sum(isinstance(g, list) for g in got) == 1
    assert told(budget, "owed") == 10


def test_many_who_take_back_at_once_take_back_once(budget):
    reserved(budget, 60)
    entry = Entry.objects.unscoped("test").get(kind="reserve")
    got = at_once(lambda _n: reverse(by=SYSTEM, entry=entry.id, reason="x", on=TODAY))
    assert sum(isinstance(g, Entry) for g in got) == 1
    assert all(isinstance(g, Entry | Refused) for g in got)
    assert told(budget, "free") == 100


def test_shifts_to_and_fro_wait_for_each_other_and_none_forever(budget):
    other = Budget.objects.unscoped("test").create(region="32.76", year=2026, purpose="other")
    post(by=SYSTEM, asked=[Asked("allot", moves.allotted(other.id, 100), TODAY)])

    def shift(n):
        here, there = (budget, other) if n % 2 else (other, budget)
        return post(
            by=SYSTEM, asked=[Asked("shift", moves.cut(here.id, 5) + moves.allotted(there.id, 5), TODAY)]
        )

    got = at_once(shift)
    assert all(isinstance(g, list) for g in got), got
    assert (told(budget, "free"), told(other, "free")) == (100, 100)
