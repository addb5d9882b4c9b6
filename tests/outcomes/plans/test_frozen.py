"""What is frozen the database itself refuses to change; what is still worked on it lets be."""

import pytest
from django.db import DatabaseError, transaction

from dampingi.outcomes.plans.actions import (
    answer_wish,
    ask_for_allocation,
    fulfil,
    load_codes,
    register_wish,
    submit_plan,
    write_minutes,
)
from dampingi.outcomes.plans.models import Allocation, CodeList, ForumMinutes, Plan, WishVerdict
from tests.outcomes.plans.test_allocations import assumed
from tests.outcomes.plans.test_codes import OWN
from tests.outcomes.plans.test_plans import verdict
from tests.records.town import KOTA, TODAY

pytestmark = pytest.mark.usefixtures("july")


def refused(model, **change):
    rows = model.objects.unscoped("test")
    with pytest.raises(DatabaseError, match=r"do(es)? not change"), transaction.atomic():
        rows.update(**change) if change else rows.all()._raw_delete("default")


@pytest.fixture
def waiting(town, plan, written):
    return submit_plan(by=town.actor("office"), plan=plan)


@pytest.mark.parametrize("change", [{"body": {}}, {"hash": "0" * 64}, {"version": 9}, {"year": 2030}, {}])
def test_a_plan_that_waits_only_goes_on_or_back(town, plan, waiting, change):
    refused(Plan, **change)
    verdict(town, plan, decision="return", comment="Kurang")
    Plan.objects.unscoped("test").update(year=2028)


@pytest.mark.parametrize("change", [{"body": {}}, {"state": "draft"}, {"ceiling": 1}, {}])
def test_an_approved_plan_stays(town, plan, waiting, change):
    assert verdict(town, plan).status_code == 302
    refused(Plan, **change)


@pytest.mark.parametrize("change", [{"found": {}}, {"hash": "0" * 64}, {"asked": {}}, {}])
def test_an_allocation_that_was_reckoned_stays(town, plan, written, change):
    assumed(town, plan, written)
    made = ask_for_allocation(by=town.actor("office"), plan=plan, budget=10_000_000, today=TODAY)
    fulfil(allocation=made.id)
    refused(Allocation, **change)


@pytest.mark.parametrize(
    ("model", "change"),
    [(ForumMinutes, {"summary": "x"}), (WishVerdict, {"reason": "x"}), (CodeList, {"source": "x"}), (ForumMinutes, {}), (CodeList, {})],
)  # fmt: skip
def test_minutes_answers_and_lists_of_codes_stay(town, plan, model, change):
    by = town.actor("office")
    wish = register_wish(by=by, plan=plan, origin="pokir", text="Bazar")
    answer_wish(by=by, wish=wish, number=0, reason="Belum perlu")
    write_minutes(
        by=by, plan=plan, held_on=TODAY, venue="Aula", chair="Bappeda", present="Camat", summary="Disepakati"
    )
    load_codes(by=by, region=KOTA, source="SK", text=OWN)
    refused(model, **change)
