"""Two at the same moment: one application a business, one akad a loan, one event after another, on real transactions."""

import threading

import pytest
from django.db import connection, connections

from dampingi.foundation.errors import Refused
from dampingi.records.loans.actions import applying, changing, ending
from dampingi.records.loans.models import Loan, LoanApplication
from dampingi.records.loans.queries.loans import lines_of
from tests.records.loans.lending import (
    asked_for,
    bank_of,
    forwarded,
    handed_in,
    lent,
    recommended,
    signed,
    surveyed,
)
from tests.records.town import TODAY


@pytest.fixture
def apart(emptied):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")


def both(first, second):
    """What came of two acts at once: 'done' or the refusal's kind, sorted."""
    outcomes, start = [], threading.Barrier(2)

    def run(act):
        try:
            start.wait()
            act()
            outcomes.append("done")
        except Refused as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_who_ask_for_one_business_make_one_application(apart, town, scheme):
    told = asked_for(scheme, bank_of(town))
    business, actors = town.first.business_id, [town.actor("participant"), town.actor("ana")]
    acts = [lambda by=by: applying.begin(by=by, business=business, asked=told) for by in actors]
    assert both(*acts) == ["Conflict", "done"]
    assert LoanApplication.objects.unscoped("test").count() == 1


def test_an_akad_pressed_twice_is_one_loan(apart, town, scheme):
    asked = handed_in(town, scheme, bank_of(town))
    recommended(town, surveyed(town, forwarded(town, asked)))
    assert both(lambda: signed(town, asked, number="A"), lambda: signed(town, asked, number="B")) == [
        "Conflict",
        "done",
    ]
    assert Loan.objects.unscoped("test").count() == 1


def test_two_early_payments_at_once_both_count(apart, town, scheme):
    """Without the lock on the loan both would be counted from the same schedule, and one version would be refused by its number."""
    loan, by = lent(town, scheme, bank_of(town)), town.actor("partner")
    act = lambda: changing.prepay(by=by, loan=loan.id, on=TODAY, amount=1_000_000)  # noqa: E731
    assert both(act, act) == ["done", "done"]
    assert sum(n.principal for n in lines_of(loan)) == 8_000_000
    assert sorted(loan.schedules.values_list("version", flat=True)) == [1, 2, 3]


def test_a_stop_and_a_payment_at_once_leave_one_order(apart, town, scheme):
    loan, by = lent(town, scheme, bank_of(town)), town.actor("partner")
    outcome = both(
        lambda: changing.stop(by=by, loan=loan.id, on=TODAY, why="moved"),
        lambda: changing.prepay(by=by, loan=loan.id, on=TODAY, amount=1_000_000),
    )
    assert outcome in (["Conflict", "done"], ["done", "done"])
    assert loan.schedules.count() == 1 + outcome.count("done")


def test_a_draft_handed_in_while_it_is_dropped_is_not_lost(apart, town, scheme, monkeypatch):
    """Without the lock it was handed in between the look and the deletion, and an application the office was told of was gone."""
    by, told = town.actor("ana"), asked_for(scheme, bank_of(town))
    made = applying.begin(by=by, business=town.first.business_id, asked=told)
    monkeypatch.setattr(applying, "missing_of", lambda _found: [])
    drop, outcomes = ending._drop, []

    def hand_in():
        try:
            applying.hand_in(by=by, application=made.id)
            outcomes.append("handed in")
        except Refused as refusal:
            outcomes.append(refusal.status)
        finally:
            connections.close_all()

    def slowly(*asked):
        other.start()
        other.join(1)
        drop(*asked)

    other = threading.Thread(target=hand_in)
    monkeypatch.setattr(ending, "_drop", slowly)
    ending.withdraw(by=by, application=made.id, reason="")
    other.join()
    assert outcomes == [404]
    assert not LoanApplication.objects.unscoped("test").exists()
