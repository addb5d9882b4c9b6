"""One for each place: against every arrangement there is, against another solver, and with a proof that a wrong choice fails."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.coverage import (
    Impossible,
    Question,
    Unusable,
    assign,
    forced_in,
    forced_out,
    pinned,
    proves,
)


@st.composite
def questions(draw, most=4):
    places = tuple(f"p{n}" for n in range(draw(st.integers(0, most))))
    candidates = tuple(f"c{n}" for n in range(draw(st.integers(0, most + 1))))
    told = {(c, p): draw(st.none() | st.integers(0, 9)) for c in candidates for p in places}
    return Question(places, candidates, {pair: n for pair, n in told.items() if n is not None})


def arrangements(asked, at=0, used=frozenset(), points=0):
    """(places served, points, whom) of every arrangement."""
    if at == len(asked.places):
        yield len(used), points, used
        return
    yield from arrangements(asked, at + 1, used, points)
    for c in asked.candidates:
        if c not in used and (n := asked.points.get((c, asked.places[at]))) is not None:
            yield from arrangements(asked, at + 1, used | {c}, points + n)


def worth(choice):
    return len(choice.served), choice.points


@given(questions())
def test_it_is_the_best_of_all_arrangements_and_proves_it(asked):
    best = assign(asked)
    assert worth(best) == max(a[:2] for a in arrangements(asked))
    assert proves(asked, best)
    assert set(best.unserved) == set(asked.places) - set(best.served)


@given(questions())
def test_forcing_in_and_out_costs_what_the_best_of_the_rest_is_short(asked):
    best, found = assign(asked), list(arrangements(asked))
    for c in asked.candidates:
        out = max(a[:2] for a in found if c not in a[2])
        price = forced_out(asked, best, c)
        assert (price.places, price.points) == (len(best.served) - out[0], best.points - out[1])
        into = max((a[:2] for a in found if c in a[2]), default=None)
        price = forced_in(asked, best, c)
        told = price and (len(best.served) - price.places, best.points - price.points)
        assert told == into


@given(questions())
def test_a_pin_is_kept_and_never_gains(asked):
    best = assign(asked)
    for candidate, place in asked.points:
        price = pinned(asked, best, {place: candidate})
        assert price.choice.served[place] == candidate
        assert (price.places, price.points) >= (0, 0)


@given(questions())
def test_the_proof_fails_for_any_worse_choice(asked):
    best = assign(asked)
    if best.served:
        place = next(iter(best.served))
        fewer = {p: c for p, c in best.served.items() if p != place}
        assert not proves(asked, replace(best, served=fewer))


@pytest.mark.parametrize("seed", range(4))
def test_another_solver_agrees_on_a_whole_city(seed):
    cp_model = pytest.importorskip("ortools.sat.python.cp_model")
    asked = city(seed)
    model = cp_model.CpModel()
    var = {pair: model.new_bool_var(str(pair)) for pair in asked.points}
    for which, ids in ((1, asked.places), (0, asked.candidates)):
        for one in ids:
            model.add_at_most_one(v for pair, v in var.items() if pair[which] == one)
    model.maximize(sum((asked.points[pair] + 10**6) * v for pair, v in var.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    best = assign(asked)
    assert round(solver.objective_value) == best.points + 10**6 * len(best.served)


def city(seed):
    """26 candidates for 11 places; some may only serve where they are."""
    import random

    rng = random.Random(seed)
    places, candidates = tuple(f"p{n}" for n in range(11)), tuple(f"c{n}" for n in range(26))
    points = {}
    for c in candidates:
        home, score = rng.choice(places), rng.randint(3_000, 10_000)
        points |= {
            (c, p): score - (0 if p == home else 1_500) for p in places if p == home or rng.random() < 0.4
        }
    return Question(places, candidates, points)


def test_serving_one_place_more_comes_before_any_points():
    asked = Question(("a", "b"), ("x", "y"), {("x", "a"): 9, ("x", "b"): 1, ("y", "a"): 1})
    assert assign(asked).served == {"a": "y", "b": "x"}


def test_what_cannot_be_is_said():
    asked = Question(("a", "b"), ("x", "y"), {("x", "a"): 9, ("x", "b"): 1})
    with pytest.raises(Impossible):
        assign(asked, pins={"a": "y"})
    with pytest.raises(Impossible):
        assign(asked, pins={"a": "x", "b": "x"})
    with pytest.raises(Unusable):
        assign(asked, without=("z",))
    assert forced_in(asked, assign(asked), "y") is None
    for wrong in ({("x", "c"): 1}, {("x", "a"): -1}, {("x", "a"): 1.5}):
        with pytest.raises(Unusable):
            Question(("a",), ("x",), wrong)
