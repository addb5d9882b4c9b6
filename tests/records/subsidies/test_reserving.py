"""A loan's money is there before the office recommends it, and follows what is signed and what changes."""

import datetime

import pytest

from dampingi.foundation.errors import Refused
from dampingi.records.budgets.queries.outlook import outlook
from dampingi.records.budgets.queries.proof import faults
from dampingi.records.loans.actions import changing
from dampingi.records.loans.models import Loan, Step
from dampingi.records.loans.queries.loans import current
from tests.records.budgets.conftest import allotted, stands
from tests.records.loans.lending import forwarded, handed_in, lent, recommended, signed, surveyed
from tests.records.subsidies.conftest import PLENTY
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")


def of_year(loan, year=2026):
    return sum(x[5] for x in current(loan).lines if x[1].startswith(str(year)))


def waiting(town, scheme, bank):
    return surveyed(town, forwarded(town, handed_in(town, scheme, bank)))


def test_recommended_reserves_this_year_s_months_and_signed_sets_them_right(town, budget, scheme, bank):
    found = waiting(town, scheme, bank)
    recommended(town, found)
    first = stands(budget)["reserved"]
    assert 0 < first < PLENTY
    loan = signed(town, found, principal=5_000_000)
    assert stands(budget)["reserved"] == of_year(loan) < first
    assert faults(budget) == []


@pytest.mark.parametrize("amount", [None, 1000])
def test_without_the_money_nothing_is_recommended(town, july, scheme, bank, amount):
    if amount:
        allotted(town, amount, purpose="interest_subsidy")
    found = waiting(town, scheme, bank)
    with pytest.raises(Refused, match="nggaran"):
        recommended(town, found)
    assert not Step.objects.filter(application=found, code="recommendation").exists()


def test_a_loan_beyond_the_budget_is_not_signed(town, budget, scheme, bank):
    from dampingi.records.budgets.actions.earmarks import commit_money

    found = waiting(town, scheme, bank)
    recommended(town, found)
    free = stands(budget)["free"]
    commit_money(by=town.actor("office"), budget=budget, name="Lain", amount=free, due_on=TODAY, on=TODAY)
    earlier = TODAY + datetime.timedelta(days=1)
    with pytest.raises(Refused, match="Anggaran tidak cukup"):
        signed(town, found, first_due=earlier)
    assert not Loan.objects.unscoped("test").exists()


def test_refused_or_withdrawn_gives_it_back(town, budget, scheme, bank):
    from dampingi.records.loans.watchers import tell

    found = waiting(town, scheme, bank)
    recommended(town, found)
    tell("ended", town.actor("partner"), found)
    assert stands(budget) == {"allotted": PLENTY, "free": PLENTY}


def test_what_changes_later_moves_the_reservation(town, budget, loan):
    before = stands(budget)["reserved"]
    changing.change_rate(by=town.actor("partner"), loan=loan.id, on=TODAY, rate=2000)
    raised = stands(budget)["reserved"]
    assert raised == of_year(loan) > before
    changing.prepay(by=town.actor("partner"), loan=loan.id, on=TODAY, amount=4_000_000)
    lowered = stands(budget)["reserved"]
    assert lowered == of_year(loan) < raised
    changing.stop(by=town.actor("partner"), loan=loan.id, on=TODAY, why="moved")
    assert stands(budget) == {"allotted": PLENTY, "free": PLENTY}
    assert faults(budget) == []


def test_a_new_rate_is_noted_even_where_the_budget_is_short(town, july, scheme, bank):
    from dampingi.records.budgets.actions.decrees import propose
    from dampingi.records.budgets.queries.budgets import standing
    from tests.records.budgets.conftest import approve
    from tests.records.town import KOTA

    budget = allotted(town, PLENTY, purpose="interest_subsidy")
    loan = lent(town, scheme, bank)
    cut = propose(by=town.actor("office"), kind="cut", region=KOTA, year=2026, purpose="interest_subsidy", amount=stands(budget)["free"], number="900/7", on=TODAY)  # fmt: skip
    approve(town, cut)
    held = stands(budget)["reserved"]
    changing.change_rate(by=town.actor("partner"), loan=loan.id, on=TODAY, rate=2000)
    assert stands(budget)["reserved"] == held
    assert outlook(budget, standing([budget])[budget.id], TODAY).short == of_year(loan) - held


def test_the_outlook_is_the_schedule_month_by_month_and_knows_next_year(town, budget, loan):
    from dampingi.records.budgets.queries.budgets import standing

    told = outlook(budget, standing([budget])[budget.id], TODAY)
    assert [m.amount for m in told.months] == [x[5] for x in current(loan).lines if x[1].startswith("2026")]
    assert told.later == ((2027, of_year(loan, 2027)),)
