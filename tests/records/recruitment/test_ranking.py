"""Pure: the places of a region by the stated criteria alone."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.recruitment.ranking import Candidate, propose, score_of

WEIGHTS = {"k1": 60, "k2": 40}
points = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda p: {"k1": p[0], "k2": p[1]})
candidates = st.lists(st.tuples(st.lists(points, min_size=0, max_size=3), st.booleans()), max_size=8).map(
    lambda rows: [
        Candidate(n, ("Usia",) if unmet else (), tuple(sheets), n) for n, (sheets, unmet) in enumerate(rows)
    ]
)


def test_the_score_is_the_mean_of_weighted_points():
    assert score_of([{"k1": 80, "k2": 60}, {"k1": 70, "k2": 50}], WEIGHTS) == Decimal("67.00")
    assert score_of([], WEIGHTS) is None


@given(candidates, st.integers(0, 4), st.integers(0, 100))
def test_nobody_is_put_before_someone_with_more_points(rows, places, passing):
    found = propose(rows, places=places, weights=WEIGHTS, passing=passing)
    assert sorted(p.key for p in found) == [c.key for c in rows]
    listed = [p for p in found if p.place]
    assert [p.place for p in listed] == list(range(1, len(listed) + 1))
    assert all(a.score >= b.score for a, b in pairwise(listed))
    assert sum(p.state == "chosen" for p in found) == min(places, len(listed))
    assert all(p.score >= passing for p in listed)


@given(candidates, st.integers(0, 4))
def test_a_requirement_that_is_not_met_outweighs_every_point(rows, places):
    found = {p.key: p for p in propose(rows, places=places, weights=WEIGHTS, passing=0)}
    for c in rows:
        if c.unmet:
            assert (found[c.key].state, found[c.key].why) == ("rejected", "requirement")


@given(candidates, st.integers(0, 4))
def test_the_order_in_which_they_are_given_does_not_matter(rows, places):
    one = propose(rows, places=places, weights=WEIGHTS, passing=50)
    other = propose(rows[::-1], places=places, weights=WEIGHTS, passing=50)
    assert {p.key: (p.state, p.place) for p in one} == {p.key: (p.state, p.place) for p in other}


def test_where_points_are_equal_the_heavier_criterion_settles_then_the_earlier():
    rows = [
        Candidate("late", (), ({"k1": 50, "k2": 50},) * 2, 2),
        Candidate("early", (), ({"k1": 50, "k2": 50},) * 2, 1),
        Candidate("talker", (), ({"k1": 70, "k2": 20},) * 2, 3),
    ]
    assert [p.key for p in propose(rows, places=1, weights=WEIGHTS, passing=0)] == ["talker", "early", "late"]
