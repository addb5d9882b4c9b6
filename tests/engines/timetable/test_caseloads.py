"""Caseloads against the assignment problem solved by SciPy over places copied out; and each wish by itself."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from dampingi.engines.timetable.caseloads import (
    FORBIDDEN,
    Mentor,
    Participant,
    Prices,
    _metres,
    assign,
    pair_costs,
)

HERE, NEAR, FAR = (-6.40, 106.80), (-6.41, 106.80), (-6.60, 106.80)


def one(**more) -> Participant:
    return Participant("p", "32.76.01", **{"at": HERE, **more})


def mentor(id: str, **more) -> Mentor:
    return Mentor(id, **{"region": "32.76", "capacity": 5, "at": NEAR, **more})


def taken(person: Participant, *mentors: Mentor) -> str | None:
    return next((g.mentor for g in assign([person], mentors).given), None)


def test_the_nearer_mentor():
    assert taken(one(), mentor("far", at=FAR), mentor("near")) == "near"
    assert taken(one(), mentor("far"), mentor("near", at=HERE)) == "near"


def test_the_field_is_worth_a_way_and_not_any_way():
    fits = {"fields": frozenset({"finance"})}
    assert taken(one(field="finance"), mentor("near", at=HERE), mentor("knows", **fits)) == "knows"
    assert taken(one(field="finance"), mentor("near", at=HERE), mentor("knows", at=FAR, **fits)) == "near"


def test_who_is_known_stays_unless_it_is_far():
    assert taken(one(mentor="known"), mentor("new", at=HERE), mentor("known")) == "known"
    assert taken(one(mentor="known"), mentor("new", at=HERE), mentor("known", at=FAR)) == "new"


def test_a_woman_where_asked_or_nobody():
    assert taken(one(wants_woman=True), mentor("man", at=HERE), mentor("woman", woman=True)) == "woman"
    found = assign([one(wants_woman=True)], [mentor("man")])
    assert (found.given, found.left) == ((), {"p": "woman"})


def test_only_of_the_region():
    assert (
        taken(one(), mentor("beji", region="32.76.01"), mentor("next", region="32.76.010", at=HERE)) == "beji"
    )
    assert assign([one()], [mentor("next", region="32.76.02")]).left == {"p": "region"}


def test_who_is_full_takes_nobody():
    assert assign([one()], [mentor("full", capacity=3, load=3)]).left == {"p": "full"}
    assert assign([one()], [mentor("over", capacity=3, load=9)]).loads == {"over": 9}


def test_as_many_as_can_be_have_a_mentor_whatever_that_costs_the_others():
    """She may only have the woman, so he there goes to the next, and whoever is there goes on: dearer together than any one pair."""
    mentors = [mentor(f"m{k}", capacity=1, at=(0.0, float(k)), woman=k == 0) for k in range(3)]
    she = Participant("she", "32.76.01", (0.0, -1.0), wants_woman=True)
    others = [Participant(f"p{k}", "32.76.01", (0.0, float(k))) for k in range(2)]
    found = assign([she, *others], mentors)
    assert {g.participant: g.mentor for g in found.given} == {"she": "m0", "p0": "m1", "p1": "m2"}


def test_loads_come_out_alike():
    people = [Participant(f"p{n}", "32.76.01", HERE) for n in range(10)]
    loads = assign(people, [mentor("a"), mentor("b"), mentor("c", load=2)]).loads
    assert sorted(loads.values()) == [4, 4, 4]


def test_a_missing_position_is_told_as_such():
    found = assign([one(at=None)], [mentor("a")])
    assert found.given[0].metres is None


def test_nobody_and_no_mentor():
    assert assign([], [mentor("a")]).loads == {"a": 0}
    assert assign([one()], []).left == {"p": "region"}
    assert assign([], []).cost == 0


places = st.tuples(st.floats(-6.5, -6.3), st.floats(106.7, 106.9)) | st.none()
fields = st.sampled_from(["", "finance", "legality"])


@st.composite
def worlds(draw):
    mentors = [
        Mentor(f"m{k}", draw(st.sampled_from(["32.76", "32.76.01"])), draw(st.integers(0, 3)), draw(places),
               frozenset(draw(st.sets(fields))), draw(st.booleans()), draw(st.integers(0, 2)))
        for k in range(draw(st.integers(1, 4)))
    ]  # fmt: skip
    people = [
        Participant(f"p{n}", draw(st.sampled_from(["32.76.01", "32.76.02"])), draw(places), draw(fields), draw(st.booleans()),
                    draw(st.sampled_from([None, "m0", "gone"])))
        for n in range(draw(st.integers(0, 7)))
    ]  # fmt: skip
    return people, mentors


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_as_cheap_as_the_assignment_problem_says(world):
    """Each mentor's places copied out, each dearer than the one before; nobody's place dearer than all."""
    people, mentors = world
    prices = Prices()
    found = assign(people, mentors, prices)
    costs = pair_costs(people, mentors, _metres(people, mentors), prices)
    none = 10**9
    columns = [
        np.where(costs[:, k] == FORBIDDEN, 2 * none, costs[:, k] + prices.step * nth)
        for k, m in enumerate(mentors)
        for nth in range(m.load, m.capacity)
    ]
    columns += [np.full(len(people), none)] * len(people)
    table = np.array(columns).T.reshape(len(people), len(columns))
    rows, cols = linear_sum_assignment(table)
    cost = int(table[rows, cols].sum())
    assert found.cost + none * len(found.left) == cost
    assert {g.participant for g in found.given} | set(found.left) == {p.id for p in people}
    assert all(found.loads[m.id] <= max(m.capacity, m.load) for m in mentors)


def test_distance_is_that_of_the_globe():
    a, b = [Participant("p", "1", (0.0, 0.0))], [Mentor("m", "1", 1, (0.0, 1.0))]
    assert int(_metres(a, b)[0, 0]) == pytest.approx(111_195, abs=1)
