"""Two at the same moment, on real transactions: a budget promised to two selections, a candidate agreed with twice, a part paid twice."""

import pytest
from django.db import connection

from dampingi.records.grants.actions import agreeing
from dampingi.records.grants.models import Agreement, Payment
from tests.meeting import FOR_OTHERS, meeting
from tests.records.equipment.test_races import both
from tests.records.grants.conftest import (
    agreed,
    budgeted,
    chosen,
    opened,
    paid,
    recipient,
    studied,
    submitted,
)
from tests.records.grants.test_selections import money

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("july")]


@pytest.fixture
def apart(emptied):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")


def test_a_budget_for_one_selection_is_not_promised_to_two(apart, town, micro):
    budget = budgeted(town, 3_000_000)
    waiting = [chosen(town, opened(town, study=studied(town))) for _n in range(2)]
    assert both(*[lambda s=s: submitted(town, s) for s in waiting]) == ["done", "refused"]
    assert money(budget) == (1_000_000, 2_000_000, 0, 0)


def test_a_candidate_is_agreed_with_once(apart, town, micro):
    found = recipient(town)
    assert both(*[lambda: agreed(town, found)] * 2) == ["done", "refused"]
    assert Agreement.objects.unscoped("test").count() == 1


def test_a_part_is_paid_once(apart, town, micro):
    budgeted(town, 10_000_000)
    agreement = agreed(town, recipient(town))
    assert both(*[lambda: paid(town, agreement)] * 2) == ["done", "refused"]
    assert Payment.objects.unscoped("test").count() == 1


def test_without_lock_and_constraint_it_is_paid_twice(apart, town, micro, monkeypatch):
    """What both are for: each had looked before the other wrote."""
    agreement = agreed(town, recipient(town))

    def unlocked(_by, id, _permission):
        found = (
            Agreement.objects.unscoped("test")
            .select_related(
                "candidate__selection__budget", "candidate__selection__study", "candidate__business__owner"
            )
            .get(id=id)
        )
        found.payments.count()
        return found

    later = meeting(agreeing.today_in, FOR_OTHERS)
    monkeypatch.setattr(agreeing, "locked_agreement", unlocked)
    monkeypatch.setattr(agreeing, "today_in", later)
    once = next(c for c in Payment._meta.constraints if c.name == "grant_part_paid_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Payment, once)
    try:
        assert both(*[lambda: paid(town, agreement)] * 2) == ["done", "done"]
        assert Payment.objects.unscoped("test").filter(part=1).count() == 2
    finally:
        Payment.objects.unscoped("test").delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Payment, once)
