"""The best allocation is what trying everything finds; each constraint is kept, and broken where it is not asked."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dampingi.engines.allocation import (
    Activity,
    Place,
    Question,
    Unusable,
    effect_of,
    equally,
    marginal,
    violations,
)
from dampingi.engines.allocation.checking import above_most, below_floor, below_least, elsewhere, over_budget
from dampingi.engines.allocation.solving import Impossible, allocate, curve, least_budget

CLINIC = Activity("clinic", "money", 10, 5, 0.5, 0.4, 0.6)
COURSE = Activity("course", "skill", 30, 20, 0.3, 0.2, 0.5)
HERE, NEXT, FAR = (
    Place("here", "a", {"money": 12, "skill": 30}),
    Place("next", "a", {"money": 4}),
    Place("far", "b", {"skill": 20}),
)


def asked(**more):
    return Question(**{"activities": (CLINIC, COURSE), "places": (HERE, NEXT, FAR), "budget": 100} | more)


def everything(q):
    """Each allocation there is, without the solver."""
    pairs = [(a, p) for a in q.activities for p in q.places]
    for chosen in itertools.product(*(range(min(a.most, q.budget // a.unit_cost) + 1) for a, _p in pairs)):
        units = {(a.id, p.id): n for (a, p), n in zip(pairs, chosen, strict=True) if n}
        if not violations(q, units):
            yield units


def best(q):
    """(people helped, least cost for as many) by trying everything; None where nothing keeps to what is asked."""
    worth = [(effect_of(q, u).helped, -effect_of(q, u).cost) for u in everything(q)]
    return max(worth, default=None)


activities = st.builds(
    lambda id, field, cost, reach, share, least, more: Activity(id, field, cost, reach, share, share / 2, min(1, share * 2), least, least + more),
    st.just("x"), st.sampled_from("mn"), st.integers(3, 9), st.integers(1, 4), st.integers(0, 10).map(lambda n: n / 10), st.integers(0, 1), st.integers(0, 2),
)  # fmt: skip
needs = st.dictionaries(st.sampled_from("mn"), st.integers(0, 6))


@st.composite
def questions(draw):
    from dataclasses import replace

    chosen = tuple(replace(draw(activities), id=f"a{n}") for n in range(draw(st.integers(1, 2))))
    places = tuple(Place(f"p{n}", "ab"[n % 2], draw(needs)) for n in range(draw(st.integers(1, 2))))
    return Question(chosen, places, draw(st.integers(0, 24)), draw(st.integers(0, 6)))


@given(questions())
@settings(max_examples=120, deadline=None)
def test_it_helps_as_many_as_trying_everything_does_for_as_little(q):
    wanted = best(q)
    if wanted is None:
        with pytest.raises(Impossible):
            allocate(q)
        return
    found = allocate(q)
    worth = effect_of(q, found.units)
    assert found.proven
    assert (worth.helped, -worth.cost) == pytest.approx(wanted)
    assert found.helped == pytest.approx(worth.helped)
    assert violations(q, found.units) == []
    assert worth.low <= worth.helped <= worth.high


@given(questions())
@settings(max_examples=40, deadline=None)
def test_a_greater_budget_helps_no_fewer(q):
    told = [a.helped if a else -1 for _b, a in curve(q, [q.budget, q.budget + 5, q.budget + 20], close=0)]
    assert told == sorted(told)


def test_nobody_is_helped_twice():
    twin = Activity("twin", "money", 10, 5, 0.4, 0.4, 0.4)
    q = asked(activities=(CLINIC, twin), places=(NEXT,))
    assert effect_of(q, {("clinic", "next"): 1, ("twin", "next"): 1}).helped == 2.0
    assert effect_of(q, {("twin", "next"): 1}).helped == 1.6


def test_the_interval_moves_with_what_is_known():
    worth = effect_of(asked(), {("clinic", "here"): 2})
    assert (worth.helped, worth.low, worth.high, worth.reached, worth.cost) == (5.0, 4.0, 6.0, 10, 20)


@pytest.mark.parametrize(("rule", "broken", "kept"), [
    (over_budget, {("clinic", "here"): 11}, {("clinic", "here"): 10}),
    (below_least, {("clinic", "here"): 1}, {("clinic", "here"): 1, ("clinic", "next"): 1}),
    (above_most, {("clinic", "here"): 2, ("clinic", "next"): 2}, {("clinic", "here"): 3}),
    (below_floor, {("course", "far"): 1, ("clinic", "here"): 1}, {("course", "far"): 1, ("clinic", "here"): 2}),
    (elsewhere, {("clinic", "far"): 1}, {("clinic", "next"): 1}),
])  # fmt: skip
def test_each_rule_tells_when_it_is_broken_and_only_then(rule, broken, kept):
    bound = Activity(
        "clinic", "money", 10, 5, 0.5, 0.4, 0.6, least=2, most=3, where=frozenset({"here", "next"})
    )
    q = asked(activities=(bound, COURSE), floor=20)
    assert list(rule(q, broken))
    assert not list(rule(q, kept))


@pytest.mark.parametrize("more", [{"budget": 20}, {"floor": 30}])
def test_each_limit_costs_people(more):
    assert allocate(asked(budget=100)).helped > allocate(asked(**{"budget": 60} | more)).helped


def test_a_fewest_is_bought_although_it_helps_nobody():
    idle = Activity("idle", "none", 40, 5, 0.9, 0.9, 0.9, least=1)
    found = allocate(asked(activities=(CLINIC, idle)))
    assert (
        found.units.get(("idle", "here"), 0)
        + found.units.get(("idle", "next"), 0)
        + found.units.get(("idle", "far"), 0)
        == 1
    )


def test_what_cannot_be_says_which_budget_would():
    with pytest.raises(Impossible) as told:
        allocate(asked(budget=30, floor=25))
    assert told.value.least == 60 == least_budget(asked(budget=30, floor=25))
    assert allocate(asked(budget=60, floor=25)).proven
    with pytest.raises(Impossible) as never:
        allocate(asked(activities=(Activity("clinic", "money", 10, 5, 0.5, 0.4, 0.6, most=1),), floor=10))
    assert never.value.least is None


def test_an_activity_goes_only_where_it_can():
    bound = Activity("clinic", "money", 10, 5, 0.5, 0.4, 0.6, where=frozenset({"next"}))
    assert {p for _a, p in allocate(asked(activities=(bound,))).units} == {"next"}
    assert {p for _a, p in equally(asked(activities=(bound,)))} == {"next"}


def test_equal_shares_are_equal_and_help_no_more():
    q = asked(budget=210)
    assert equally(q) == {
        (a, p): n for a, n in (("clinic", 4), ("course", 1)) for p in ("here", "next", "far")
    }
    assert effect_of(q, equally(q)).helped <= allocate(q).helped


def test_where_an_equal_part_pays_no_unit_the_units_go_round():
    """Nothing for anybody would be a poor thing to compare with."""
    turns = {("clinic", "here"): 1, ("course", "here"): 1, ("clinic", "next"): 1}
    assert equally(asked(budget=50)) == turns


@given(st.integers(0, 400), st.integers(1, 12))
def test_equal_shares_spend_what_they_can_and_no_more(budget, most):
    bound = Activity("clinic", "money", 10, 5, 0.5, 0.4, 0.6, 0, most)
    q = asked(activities=(bound, COURSE), budget=budget)
    units = equally(q)
    counts = {a: sum(n for (b, _p), n in units.items() if a == b) for a in ("clinic", "course")}
    left = budget - effect_of(q, units).cost
    assert left >= 0
    assert counts["clinic"] <= most
    assert left < 30
    assert left < 10 or counts["clinic"] == most


def test_the_last_million_is_the_curve_s_last_step():
    assert marginal([(0, 0.0), (1_000_000, 10.0), (2_000_000, 12.0), (9_000_000, 99.0)], 2_000_000) == 2.0
    assert marginal([(0, 0.0)], 10) is None


def test_money_in_the_hundreds_of_billions_stays_exact():
    big = Activity("big", "money", 10**9 + 7, 5, 0.5, 0.5, 0.5)
    q = asked(activities=(big,), budget=4 * (10**9 + 7))
    found = allocate(q)
    assert (sum(found.units.values()), effect_of(q, found.units).cost) == (4, 4 * (10**9 + 7))


@pytest.mark.parametrize("wrong", [
    lambda: Activity("x", "f", 0, 1, 0.5, 0.5, 0.5), lambda: Activity("x", "f", 1, 0, 0.5, 0.5, 0.5), lambda: Activity("x", "f", 1, 1, float("nan"), 0, 1),
    lambda: Activity("x", "f", 1, 1, 0.5, 0.6, 0.7), lambda: Activity("x", "f", 1, 1, 0.5, 0.5, 0.5, 3, 2), lambda: asked(budget=-1), lambda: asked(places=()),
    lambda: asked(activities=(CLINIC, CLINIC)), lambda: asked(activities=(Activity("x", "f", 1, 1, 0.5, 0.5, 0.5, where=frozenset({"z"})),)), lambda: asked(places=(Place("p", "d", {"money": -1}),)),
])  # fmt: skip
def test_nonsense_is_named(wrong):
    with pytest.raises(Unusable):
        wrong()
