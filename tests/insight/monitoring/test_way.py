"""The way to a target: a card says where the value should be today, and where it goes."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from tests.insight.scattered import START

from dampingi.foundation.ui.states import State
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.way import state_on_the_way
from dampingi.insight.monitoring.goals import Wanted, goal_of
from dampingi.insight.monitoring.periods import Period
from dampingi.records.programmes.models import Programme, Target

pytestmark = pytest.mark.django_db
PROGRAMME = Programme(
    region="32.76", starts_on=datetime.date(2026, 1, 1), ends_on=datetime.date(2026, 12, 31)
)
HALF = datetime.date(2026, 7, 2)


def _goal(code, target="0.8"):
    return goal_of(catalogue()[code], [(1, Wanted(PROGRAMME, Decimal(target)))])


def _state(code, value, day=HALF, target="0.8"):
    asked = Asked(PROGRAMME, "32.76", catalogue()[code], Period(PROGRAMME.starts_on, day), "")
    return state_on_the_way(
        asked, None if value is None else Decimal(value), _goal(code, target) if target else None
    )


def test_what_is_reached_step_by_step_is_judged_by_the_day():
    assert _state("pass_rate", "0.42") is State.GOOD
    assert _state("pass_rate", "0.36") is State.WATCH
    assert _state("pass_rate", "0.2") is State.LATE
    assert _state("pass_rate", "0.42", PROGRAMME.ends_on) is State.LATE


def test_what_happens_anew_every_month_is_due_in_full_from_the_first_day():
    assert _state("participation", "0.42") is State.LATE
    assert [path.course for _weight, path in _goal("participation").parts] == ["flat"]


def test_without_both_there_is_no_state():
    assert _state("pass_rate", None) is State.NONE
    assert _state("pass_rate", "1", target="") is State.NONE


@pytest.mark.parametrize("code", catalogue())
def test_every_indicator_has_a_way(code):
    for target in ("0", "-0.5", "0.8", "1000000"):
        for day in (datetime.date(2025, 1, 1), HALF, datetime.date(2030, 1, 1)):
            assert _state(code, "0.3", day, target) in State


def test_a_target_that_says_its_way_is_judged_by_it(enter, readers):
    address = "/dasbor/?wilayah=32.76"
    Target.objects.filter(indicator="pass_rate").update(course="flat")
    assert "hari ini seharusnya" not in enter("office").get(address).content.decode()
    Target.objects.filter(indicator="pass_rate").update(course="linear", baseline=Decimal("0.8"))
    assert "hari ini seharusnya" not in enter("office").get(address).content.decode()
    Target.objects.filter(indicator="pass_rate").update(baseline=Decimal("0.5"))
    assert "hari ini seharusnya" in enter("office").get(address).content.decode()


def test_the_card_says_what_is_expected_today_and_at_the_end(enter, readers):
    body = enter("office").get("/dasbor/?wilayah=32.76").content.decode()
    days, whole = (datetime.date(2026, 8, 20) - START).days + 1, (readers.programme.ends_on - START).days + 1
    expected = f"{80 * days / whole:.1f}".replace(".", ",")
    assert f"hari ini seharusnya {expected}%" in body
    assert "perkiraan akhir program" in body


def test_at_the_end_nothing_is_left_to_expect(enter, readers):
    with time_machine.travel(datetime.datetime(2026, 12, 20, 3, tzinfo=datetime.UTC), tick=False):
        body = enter("office").get("/dasbor/?wilayah=32.76").content.decode()
    assert "seharusnya" not in body
    assert "perkiraan akhir program" not in body


def test_a_target_of_nothing_breaks_no_page(enter, readers):
    Target.objects.filter(indicator="pass_rate").update(value=0)
    assert enter("office").get("/dasbor/?wilayah=32.76").status_code == 200
