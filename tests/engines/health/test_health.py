"""Scores and bands against a naive reading of the rules, every edge, and the shortest way up against trying everything."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.health import (
    Aspect,
    Band,
    Component,
    Rules,
    Unanswered,
    Unusable,
    assess,
    hundredths,
    level_of,
)

BANDS = tuple(
    Band(k, Fraction(v)) for k, v in (("healthy", 80), ("fair", 66), ("watched", 51), ("special", 0))
)


def rules(sizes=((4, 3), (3,), (4, 2), (2,)), weights=(30, 15, 40, 15)) -> Rules:
    aspects = tuple(
        Aspect(f"a{n}", w, tuple(
            Component(f"a{n}c{k}", tuple(f"a{n}c{k}i{i}" for i in range(size))) for k, size in enumerate(own)
        ))
        for n, (own, w) in enumerate(zip(sizes, weights, strict=True))
    )  # fmt: skip
    return Rules(aspects, BANDS)


RULES = rules()
answers = st.fixed_dictionaries({i: st.booleans() for i in RULES.items})


def naive(given: dict[str, bool]) -> Fraction:
    """As one would with a pencil: 4, 3, 2, 1 at more than 75, 50, 25 percent; sum x 100 / (4 n); by weight."""
    whole = Fraction(0)
    for a in RULES.aspects:
        total = 0
        for c in a.components:
            percent = 100 * sum(given[i] for i in c.items) / Fraction(len(c.items))
            total += 4 if percent > 75 else 3 if percent > 50 else 2 if percent > 25 else 1
        whole += a.weight * Fraction(total * 100, 4 * len(a.components)) / 100
    return whole


@given(answers)
def test_the_score_is_that_of_the_pencil(told):
    found = assess(RULES, told)
    assert found.score == naive(told)
    assert sum(a.points for a in found.aspects) == found.score
    assert 25 <= found.score <= 100


@given(answers, st.sampled_from(RULES.items))
def test_one_more_yes_never_lowers_the_score(told, item):
    assert assess(RULES, told | {item: True}).score >= assess(RULES, told | {item: False}).score


@pytest.mark.parametrize(
    ("yes", "of", "level"),
    [(0, 4, 1), (1, 4, 1), (2, 4, 2), (3, 4, 3), (4, 4, 4), (1, 2, 2), (2, 3, 3), (1, 3, 2), (76, 100, 4), (75, 100, 3), (26, 100, 2)],
)  # fmt: skip
def test_a_step_is_above_and_not_at_its_share(yes, of, level):
    assert level_of(RULES, yes, of) == level


@pytest.mark.parametrize(
    ("score", "band"), [(80, "healthy"), (Fraction(7999, 100), "fair"), (66, "fair"), (Fraction(65999, 1000), "watched"), (51, "watched"), (Fraction(50), "special")]
)  # fmt: skip
def test_a_band_begins_at_its_edge(score, band):
    """One component with enough steps cannot hit every score, so the edge is moved to the score that comes out."""
    told = dict.fromkeys(RULES.items, True)
    moved = tuple(
        Band(b.key, b.lower + 100 - score if b.lower else Fraction(0))
        for b in BANDS
        if b.lower + 100 - score <= 100
    )
    assert assess(Rules(RULES.aspects, moved), told).band == (band if moved[0].lower <= 100 else moved[0].key)


def test_what_is_shown_is_rounded_down():
    assert hundredths(Fraction(79999, 1000)) == 7999
    assert hundredths(Fraction(80)) == 8000


def test_an_unanswered_item_is_no_no():
    told = dict.fromkeys(RULES.items, True)
    del told["a1c0i0"]
    with pytest.raises(Unanswered) as fault:
        assess(RULES, told)
    assert fault.value.items == ("a1c0i0",)


SMALL = rules(((3, 2), (2,), (2,), (1,)))


@given(st.fixed_dictionaries({i: st.booleans() for i in SMALL.items}))
def test_the_shortest_way_up_is_the_shortest_of_all(told):
    """The oracle tries every set of questions, the smallest first."""
    found = assess(SMALL, told)
    open_ = [i for i, yes in told.items() if not yes]
    order = [b.key for b in BANDS]
    if found.lift is None:
        assert found.band == "healthy"
        return
    wanted = order.index(found.band) - 1
    assert found.lift.band == order[wanted]
    shortest = next(
        n
        for n in range(1, len(open_) + 1)
        for chosen in combinations(open_, n)
        if order.index(assess(SMALL, told | dict.fromkeys(chosen, True)).band) <= wanted
    )
    assert found.lift.items == shortest == sum(n for _key, n in found.lift.components)


@given(answers)
def test_following_the_way_up_reaches_the_band(told):
    found = assess(RULES, told)
    if found.lift is None:
        return
    parts = {c.key: c for c in RULES.components}
    better = dict(told)
    for key, more in found.lift.components:
        for item in [i for i in parts[key].items if not told[i]][:more]:
            better[item] = True
    order = [b.key for b in BANDS]
    assert order.index(assess(RULES, better).band) <= order.index(found.lift.band)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"weights": (30, 15, 40, 16)}, "sum to 100"),
        ({"weights": (45, 0, 40, 15)}, "above zero"),
        ({"sizes": ((), (3,), (4, 2), (2,))}, "without components"),
        ({"sizes": ((0,), (3,), (4, 2), (2,))}, "without items"),
    ],
)
def test_rules_nobody_can_be_assessed_by_are_refused(change, says):
    with pytest.raises(Unusable, match=says):
        rules(**change)


def test_bands_must_fall_to_nought():
    with pytest.raises(Unusable):
        Rules(RULES.aspects, (Band("a", Fraction(50)), Band("b", Fraction(60)), Band("c", Fraction(0))))
    with pytest.raises(Unusable):
        Rules(RULES.aspects, (Band("a", Fraction(50)),))
