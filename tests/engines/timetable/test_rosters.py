"""Turns at market points against trying every roster."""

from collections import Counter
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dampingi.engines.timetable.rosters import Stand, Trader, roster

DAYS = frozenset({"sat", "sun"})


def everyone(n: int, **more) -> list[Trader]:
    return [Trader(f"t{k}", "food", DAYS, **more) for k in range(n)]


def test_turns_are_shared_alike():
    found = roster(everyone(4), [Stand("square", "sat", 2), Stand("square", "sun", 2)])
    assert set(found.count.values()) == {1}
    assert not found.empty


def test_who_stood_less_before_comes_first():
    traders = [Trader("old", "food", DAYS, turns=3), Trader("new", "food", DAYS)]
    assert roster(traders, [Stand("square", "sat", 1)]).turns == (("sat", "square", "new"),)


def test_nobody_is_at_two_points_on_a_day():
    found = roster(everyone(1), [Stand("square", "sat", 1), Stand("park", "sat", 1)])
    assert len(found.turns) == 1
    assert sum(found.empty.values()) == 1


def test_a_point_is_mixed():
    traders = [*everyone(3), Trader("craft", "craft", DAYS)]
    found = roster(traders, [Stand("square", "sat", 3, most_of_a_kind=1)])
    assert {t for *_, t in found.turns} >= {"craft"}
    assert found.empty == {("sat", "square"): 1}


def test_no_more_turns_than_wanted_and_only_on_days_wanted():
    found = roster(
        [Trader("a", "food", frozenset({"sun"}), most=1)], [Stand("x", d, 1) for d in ("sat", "sun")]
    )
    assert found.turns == (("sun", "x", "a"),)


def test_among_even_rosters_the_nearest():
    traders = [Trader("a", "food", DAYS, far={"park": 90}), Trader("b", "food", DAYS, far={"square": 90})]
    found = roster(traders, [Stand("square", "sat", 1), Stand("park", "sat", 1)])
    assert set(found.turns) == {("sat", "square", "a"), ("sat", "park", "b")}


def test_no_stalls_and_no_traders():
    assert roster(everyone(2), []).turns == ()
    assert roster([], [Stand("x", "sat", 2)]).empty == {("sat", "x"): 2}


@st.composite
def markets(draw):
    traders = [
        Trader(f"t{k}", draw(st.sampled_from(["food", "craft"])), frozenset(draw(st.sets(st.sampled_from(["sat", "sun"])))),
               draw(st.integers(0, 2)), draw(st.integers(0, 2)), {"park": draw(st.integers(0, 50))})
        for k in range(draw(st.integers(1, 3)))
    ]  # fmt: skip
    stands = [
        Stand(
            p, d, draw(st.integers(0, 2)), draw(st.sampled_from([None, 1])), {"food": draw(st.integers(0, 2))}
        )
        for p, d in (("square", "sat"), ("park", "sat"), ("square", "sun"))
    ]
    return traders, stands


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(markets())
def test_no_roster_is_better(market):
    traders, stands = market
    found = roster(traders, stands)
    assert score(found.turns, traders) == best(traders, stands)


def score(turns, traders) -> tuple[int, int, int]:
    n = Counter(t for *_, t in turns)
    far = sum(t.far.get(p, 0) for d, p, who in turns for t in traders if t.id == who)
    return -len(turns), sum((t.turns + n[t.id]) ** 2 - t.turns**2 for t in traders), far


def best(traders, stands) -> tuple[int, int, int]:
    days = sorted({s.day for s in stands})
    choices = [
        [(d, p, t.id) for p in [None] + [s.point for s in stands if s.day == d and d in t.days]]
        for t in traders
        for d in days
    ]
    found = []
    for picked in product(*choices):
        turns = [x for x in picked if x[1] is not None]
        if _allowed(turns, traders, stands):
            found.append(score(turns, traders))
    return min(found)


def _allowed(turns, traders, stands) -> bool:
    kind = {t.id: t.kind for t in traders}
    at = Counter((p, d) for d, p, _ in turns)
    kinds = Counter((p, d, kind[t]) for d, p, t in turns)
    mine = Counter(t for *_, t in turns)
    return all(mine[t.id] <= t.most for t in traders) and all(
        at[s.point, s.day] <= s.stalls
        and all(kinds[s.point, s.day, k] <= (s.stalls if s.most_of_a_kind is None else max(0, s.most_of_a_kind - s.there.get(k, 0))) for k in ("food", "craft"))
        for s in stands
    )  # fmt: skip
