"""Next year's targets: proposed by a rule that can be read, decided by people, frozen with the plan."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.foundation.errors import Conflict, Refused
from dampingi.insight.indicators.models import Version
from dampingi.outcomes.plans.actions import aim, submit_plan
from dampingi.outcomes.plans.freezing import told
from dampingi.outcomes.plans.models import PlanTarget
from dampingi.outcomes.plans.targets import next_value, rows
from dampingi.records.programmes.models import Target
from tests.insight.monitoring.offices import defines
from tests.records.town import KOTA

numbers = st.decimals(-100, 100, places=2)


@given(numbers, st.none() | numbers, numbers, st.booleans())
def test_it_never_goes_back_nor_beyond_the_target(now, before, wanted, lower):
    value, _why = next_value(now, before, wanted, lower=lower)
    sign = -1 if lower else 1
    assert value * sign >= now * sign
    assert value * sign <= max(now * sign, wanted * sign)
    if (wanted - now) * sign > 0:
        assert (value - now) * sign >= (wanted - now) * sign / 2


@pytest.mark.parametrize(("now", "before", "wanted", "lower", "right"), [
    ("0.8", None, "0.7", False, ("0.8", "held")), ("0.6", None, "0.8", False, ("0.7", "half")), ("0.6", "0.45", "0.8", False, ("0.75", "moved")), ("0.6", "0.1", "0.8", False, ("0.8", "moved")),
    ("0.6", "0.7", "0.8", False, ("0.7", "half")), ("10", "12", None, True, ("8", "on")), ("10", "8", None, True, ("10", "on")), ("10", None, "6", True, ("8", "half")),
])  # fmt: skip
def test_the_rule(now, before, wanted, lower, right):
    made = next_value(Decimal(now), before and Decimal(before), wanted and Decimal(wanted), lower=lower)
    assert made == (Decimal(right[0]), right[1])


@pytest.fixture
def half(town, plan):
    Target.objects.create(
        programme=town.programme, indicator="pass_rate", region=KOTA, period="2026", value="0.8"
    )
    return next(r for r in rows(town.actor("office"), plan) if r.code == "pass_rate")


@pytest.mark.usefixtures("july")
def test_a_person_decides_on_the_page_and_both_are_kept_and_frozen(town, plan, written, half):
    client, address = town.client("office"), f"/rencana/{plan.id}/target/"
    assert half.reason in client.get(address).content.decode()
    assert client.get(half.door).status_code == 200
    assert client.post(address, {"pass_rate": "82,5"}).status_code == 302
    row = PlanTarget.objects.unscoped("test").get()
    assert (row.value, row.proposed) == (Decimal("0.825"), half.proposed)
    assert 'value="82,5"' in client.get(address).content.decode()
    submit_plan(by=town.actor("office"), plan=plan)
    plan.refresh_from_db()
    assert told(plan)["targets"] == [["pass_rate", "0.8250", str(half.proposed)]]
    assert client.post(address, {"pass_rate": "90"}).status_code == 422
    assert "82,5" in town.client("head").get(address).content.decode()
    with pytest.raises(Conflict):
        aim(by=town.actor("office"), plan=plan, decided={"pass_rate": Decimal(1)}, proposed={})


@pytest.mark.usefixtures("july")
@pytest.mark.parametrize("wrong", ["x", "NaN", "Infinity", "1e99", "9" * 60])
def test_what_is_no_number_is_refused_and_stays_typed(town, plan, half, wrong):
    answer = town.client("office").post(f"/rencana/{plan.id}/target/", {"pass_rate": wrong})
    assert answer.status_code == 422
    assert wrong in answer.content.decode()
    assert not PlanTarget.objects.unscoped("test").exists()


@pytest.mark.usefixtures("july")
def test_a_target_is_taken_back_and_only_the_office_decides(town, plan, half):
    by = town.actor("office")
    aim(by=by, plan=plan, decided={"pass_rate": Decimal("0.8")}, proposed={})
    aim(by=by, plan=plan, decided={"pass_rate": None}, proposed={})
    assert not PlanTarget.objects.unscoped("test").exists()
    with pytest.raises(Refused):
        aim(by=by, plan=plan, decided={"nope": Decimal(1)}, proposed={})
    assert town.client("head").post(f"/rencana/{plan.id}/target/", {"pass_rate": "1"}).status_code == 403


@pytest.mark.usefixtures("july")
def test_an_office_s_own_indicator_has_a_target_too(town, plan):
    shipped = Version.objects.get(region="", code="pass_rate").body
    defines(KOTA, shipped | {"code": "own_rate"})
    defines("33", shipped | {"code": "other_rate"})
    aim(by=town.actor("office"), plan=plan, decided={"own_rate": Decimal("0.5")}, proposed={})
    assert PlanTarget.objects.unscoped("test").get().indicator == "own_rate"
    with pytest.raises(Refused, match="dari daftar"):
        aim(by=town.actor("office"), plan=plan, decided={"other_rate": Decimal("0.5")}, proposed={})
