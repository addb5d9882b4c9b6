"""Why somebody waits, against the roster itself."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from dampingi.engines.timetable.rosters import Stand, Trader, roster
from dampingi.engines.timetable.waiting import waiting

SAT, BOTH = frozenset({"sat"}), frozenset({"sat", "sun"})


def told(traders, stands):
    return {w.id: w for w in waiting(traders, stands, roster(traders, stands))}


def test_nothing_is_open_when_it_can():
    assert told([Trader("a", "food", frozenset({"mon"}))], [Stand("x", "sat", 1)])["a"].why == "closed"


def test_its_kind_is_there_as_often_as_may_be():
    traders = [Trader("a", "food", SAT), Trader("b", "food", SAT, turns=1)]
    found = told(traders, [Stand("x", "sat", 3, most_of_a_kind=1)])
    assert found["b"].why == "kind"


def test_others_had_no_more_turns():
    traders = [Trader("a", "food", SAT), Trader("b", "food", SAT, turns=2)]
    found = told(traders, [Stand("x", "sat", 1)])
    assert set(found) == {"b"}
    assert (found["b"].why, found["b"].own, found["b"].others) == ("turns", 2, 1)


def test_who_wants_none_does_not_wait():
    assert told([Trader("a", "food", SAT, most=0)], [Stand("x", "sat", 1)]) == {}


@st.composite
def markets(draw):
    traders = [
        Trader(f"t{k}", draw(st.sampled_from(["food", "craft"])), draw(st.sampled_from([SAT, BOTH, frozenset()])), draw(st.integers(0, 3)), draw(st.integers(1, 2)))
        for k in range(draw(st.integers(1, 6)))
    ]  # fmt: skip
    stands = [
        Stand(
            p,
            d,
            draw(st.integers(0, 3)),
            draw(st.sampled_from([None, 1, 2])),
            {"food": draw(st.integers(0, 2))},
        )
        for p, d in (("square", "sat"), ("park", "sat"), ("square", "sun"))
    ]
    return traders, stands


@settings(max_examples=150, deadline=None)
@given(markets())
def test_what_is_said_holds(market):
    """Nobody waits behind somebody who had more turns; `kind` only where the kind is full; never beside an empty stall of its own."""
    traders, stands = market
    found = roster(traders, stands)
    there, kinds = Counter((p, d) for d, p, _ in found.turns), {t.id: t.kind for t in traders}
    alike = Counter((p, d, kinds[t]) for d, p, t in found.turns)
    for w in waiting(traders, stands, found):
        t = next(t for t in traders if t.id == w.id)
        open_then = [s for s in stands if s.day in t.days and s.stalls]
        full = [
            s.most_of_a_kind is not None
            and alike[s.point, s.day, t.kind] + s.there.get(t.kind, 0) >= s.most_of_a_kind
            for s in open_then
        ]
        assert (w.why == "closed") == (not open_then)
        assert (w.why == "kind") == (bool(open_then) and all(full))
        assert w.others is None or w.others <= w.own + 1
        assert all(f or there[s.point, s.day] == s.stalls for s, f in zip(open_then, full, strict=True)), (
            "an empty stall it could have had"
        )
