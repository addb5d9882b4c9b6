"""Running loans in next year's budget: what falls into it is told on this year's page and reserved there in one step."""

import pytest

from dampingi.foundation.errors import Denied, Refused
from dampingi.records.budgets.queries.proof import faults
from dampingi.records.subsidies.actions.carrying import reserve_running
from tests.records.budgets.conftest import allotted, stands
from tests.records.subsidies.conftest import PLENTY
from tests.records.subsidies.test_reserving import of_year

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def later(town, july):
    return allotted(town, PLENTY, purpose="interest_subsidy", year=2027, number="900/27")


def test_next_year_s_months_are_reserved_once(town, loan, later):
    assert reserve_running(by=town.actor("office"), budget=later) == 1
    assert stands(later)["reserved"] == of_year(loan, 2027) > 0
    with pytest.raises(Refused, match="sudah dicadangkan"):
        reserve_running(by=town.actor("office"), budget=later)
    assert faults(later) == []


def test_all_or_nothing_where_the_budget_is_short(town, loan):
    little = allotted(town, 1000, purpose="interest_subsidy", year=2027, number="900/27")
    with pytest.raises(Refused, match="yang bebas hanya"):
        reserve_running(by=town.actor("office"), budget=little)
    assert stands(little) == {"allotted": 1000, "free": 1000}


def test_only_of_interest_and_by_whoever_keeps_the_money(town, loan, later):
    for who in ("inspector", "partner", "elsewhere", "ana"):
        with pytest.raises(Denied):
            reserve_running(by=town.actor(who), budget=later)
    with pytest.raises(Refused, match="Hanya anggaran"):
        reserve_running(by=town.actor("office"), budget=allotted(town, 5))


def test_this_year_s_page_leads_there(town, budget, loan, later):
    office = town.client("office")
    page = office.get(f"/anggaran/{budget.id}/").content.decode()
    assert "Dibawa ke tahun berikutnya" in page
    assert f"/anggaran/{later.id}/" in page
    assert "Cadangkan sekarang" not in page
    assert "Cadangkan sekarang" in office.get(f"/anggaran/{later.id}/").content.decode()
    assert office.post(f"/subsidi/anggaran/{later.id}/cadangan/").status_code == 302
    assert office.post(f"/subsidi/anggaran/{later.id}/cadangan/").status_code == 409
    assert stands(later)["reserved"] == of_year(loan, 2027)
