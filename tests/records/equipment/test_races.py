"""Two at the same moment, on real transactions: one need in two decrees, an item handed over twice, a budget for one decree only."""

import threading

import pytest
from django.db import connection, connections

from dampingi.foundation.errors import Refused
from dampingi.records.equipment.actions import decrees
from dampingi.records.equipment.models import Award, Handover
from tests.records.equipment.conftest import awarded, budgeted, handed, line, noted, proposed
from tests.records.equipment.test_decrees import money

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("july")]


@pytest.fixture
def apart(emptied):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")


def both(*acts):
    """What came of acts at once: 'done' or 'refused', sorted."""
    outcomes, start = [], threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            act()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def live():
    return Award.objects.unscoped("test").filter(voided_on=None).count()


def test_a_need_that_two_decrees_want_is_in_one(apart, town):
    need = noted(town)
    assert both(*[lambda: proposed(town, line(need))] * 2) == ["done", "refused"]
    assert live() == 1


def test_without_lock_and_constraint_it_is_in_both(apart, town, monkeypatch):
    need, gate = noted(town), threading.Barrier(2)

    def unlocked(_by, lines):
        gate.wait(30)
        return dict.fromkeys([one.need for one in lines], need)

    monkeypatch.setattr(decrees, "_needs", unlocked)
    once = next(c for c in Award._meta.constraints if c.name == "equipment_need_awarded_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Award, once)
    try:
        both(*[lambda: proposed(town, line(need))] * 2)
        assert live() == 2
    finally:
        Award.objects.unscoped("test").delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Award, once)


def test_an_item_is_handed_over_once(apart, town):
    award = awarded(town)
    assert both(*[lambda: handed(town, award)] * 2) == ["done", "refused"]
    assert Handover.objects.unscoped("test").count() == 1


def test_a_budget_for_one_decree_is_not_promised_twice(apart, town):
    budget, needs = budgeted(town, 5_000_000), [noted(town, 0), noted(town, 1)]
    assert both(*[lambda n=n: proposed(town, line(n)) for n in needs]) == ["done", "refused"]
    assert money(budget) == (2_000_000, 3_000_000, 0, 0)
