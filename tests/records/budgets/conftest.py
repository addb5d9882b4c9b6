import datetime

import pytest

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.records.budgets.actions.decrees import propose
from dampingi.records.budgets.actions.earmarks import commit_money
from dampingi.records.budgets.earmarking import DECREE
from dampingi.records.budgets.queries.budgets import standing
from tests.records.town import KOTA, TODAY

DUE = datetime.date(2026, 11, 10)


def proposed(town, amount=100, kind="allot", number="900/1/DPA", **more):
    told = {"region": KOTA, "year": 2026, "purpose": "grants", "on": TODAY} | more
    return propose(by=town.actor("office"), kind=kind, amount=amount, number=number, **told)


def approve(town, decree, who="head"):
    return decide(by=town.actor(who), approval=approvals_of(DECREE, decree.id)[0].id, approved=True)


def allotted(town, amount=100, **more):
    made = proposed(town, amount, **more)
    approve(town, made)
    return made.budget


def promised(town, budget, amount=40, **more):
    told = {"name": "Sewa tenda", "due_on": DUE, "on": TODAY} | more
    return commit_money(by=town.actor("office"), budget=budget, amount=amount, **told)


def stands(budget):
    return {k: v for k, v in standing([budget])[budget.id].items() if v}


@pytest.fixture
def budget(town, july):
    return allotted(town)
