"""Several programmes as one: what they make, what they want together, and where that should be by now."""

import datetime
from decimal import Decimal

import pytest

from dampingi.engines.indicators import Figure
from dampingi.foundation.ui.states import State
from dampingi.insight.monitoring.goals import Wanted
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.queries import indicator
from dampingi.insight.monitoring.together import Together
from dampingi.insight.monitoring.values import Values
from dampingi.records.programmes.models import Programme

pytestmark = pytest.mark.django_db
START, END = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
MIDDLE = datetime.date(2026, 7, 2)


def office(code, *, enrolled, passed, target, on=MIDDLE, **way):
    made = Programme(code=code, name=code, region=code, starts_on=START, ends_on=END)
    figures = {"pass_rate": {(): Figure(passed, enrolled)}} if enrolled else {"pass_rate": {}}
    found = Values(
        code, code, Period(START, on), (), {"pass_rate": indicator("pass_rate")}, figures
    )  # fmt: skip
    wanted = {"pass_rate": Wanted(made, Decimal(target), **way)} if target else {}
    return made, found, wanted


def all_of(*offices):
    return Together(
        tuple(p for p, _v, _w in offices),
        {p.id: v for p, v, _w in offices},
        {p.id: w for p, _v, w in offices},
    )


def test_half_way_half_of_the_way_is_enough_and_at_the_end_it_is_not():
    two = {"enrolled": 100, "passed": 45, "target": "0.8"}
    middle = all_of(office("61.01", **two), office("61.02", **two))
    end = all_of(office("61.01", on=END, **two), office("61.02", on=END, **two))
    assert middle.state("pass_rate") is State.GOOD
    assert end.state("pass_rate") is State.LATE
    assert middle.on_the_way("pass_rate") == (2, 2)


def test_each_is_judged_by_its_own_course_and_baseline():
    told = {"enrolled": 100, "passed": 50, "target": "0.8"}
    flat, line = office("61.01", course="flat", **told), office("61.02", course="linear", **told)
    high = office("61.03", baseline=Decimal("0.7"), **told)
    found = all_of(flat, line, high)
    assert [found.state("pass_rate", p) for p in found.programmes] == [State.LATE, State.GOOD, State.LATE]
    assert found.on_the_way("pass_rate") == (1, 3)


def test_who_brings_nothing_changes_nothing_and_who_wants_nothing_is_not_guessed():
    large = office("61.01", enrolled=300, passed=150, target="0.8")
    small = office("61.02", enrolled=100, passed=10, target="0.4")
    empty = office("61.03", enrolled=0, passed=0, target="0.1")
    found = all_of(large, small, empty)
    assert found.of("pass_rate") == Figure(160, 400)
    assert found.target("pass_rate") == (300 * Decimal("0.8") + 100 * Decimal("0.4")) / 400
    assert found.state("pass_rate", empty[0]) is State.NONE
    silent = all_of(large, office("61.04", enrolled=100, passed=10, target=""))
    assert silent.target("pass_rate") is None
    assert silent.state("pass_rate") is State.NONE
    assert all_of(empty).target("pass_rate") is None
