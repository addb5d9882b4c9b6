"""The interval of a difference against statsmodels, against itself, and against what chance does."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from dampingi.engines.indicators import FEWEST, Figure, difference

COUNTS = st.integers(FEWEST, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def people(k, n, name="a"):
    return {f"{name}{i}": Figure(int(i < k), 1) for i in range(n)}


@given(COUNTS, COUNTS)
def test_of_two_groups_it_is_newcombes(one, two):
    found = difference(people(*one, "a"), people(*two, "b"), proportion=True, level=0.95)
    expected = confint_proportions_2indep(*one, *two, method="newcomb", compare="diff", alpha=0.05)
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-9)


@given(COUNTS, COUNTS)
def test_turned_round_it_is_the_other_way_round(one, two):
    a, b = people(*one, "a"), people(*two, "b")
    there, back = difference(a, b, proportion=True), difference(b, a, proportion=True)
    assert there.gap == pytest.approx(-back.gap)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


@given(COUNTS)
def test_a_figure_does_not_differ_from_itself(counted):
    found = difference(people(*counted), people(*counted), proportion=True)
    assert found.gap == 0
    assert found.shared == counted[1]
    assert not found.certain


@given(COUNTS, COUNTS, st.integers(2, 6))
def test_the_same_rows_again_are_no_new_evidence(one, two, times):
    once = [people(*one, "a"), people(*two, "b")]
    often = [
        {p: Figure(f.numerator * times, f.denominator * times) for p, f in each.items()} for each in once
    ]
    plain, repeated = difference(*once, proportion=True), difference(*often, proportion=True)
    assert repeated.gap == pytest.approx(plain.gap)
    assert repeated.high - repeated.low >= plain.high - plain.low - 1e-9
    means = [difference(*each, proportion=False) for each in (once, often)]
    assert (means[0].low is None) == (means[1].low is None)
    if means[0].low is not None:
        assert means[0].low == pytest.approx(means[1].low)


def test_counting_rows_instead_of_people_would_call_chance_certain():
    """The control: the same figures with each row as a person of its own."""
    one = {f"a{i}": Figure(20 * (i < 8), 20) for i in range(15)}
    two = {f"b{i}": Figure(20 * (i < 6), 20) for i in range(15)}
    rows = [
        {f"{p}-{n}": Figure(int(f.numerator > 0), 1) for p, f in each.items() for n in range(20)}
        for each in (one, two)
    ]
    assert difference(*rows, proportion=True).certain
    assert not difference(one, two, proportion=True).certain


def test_the_same_people_before_and_after_are_compared_each_with_themselves():
    before = {f"p{i}": Figure(i, 1) for i in range(40)}
    after = {f"p{i}": Figure(i + 1 + i % 2, 1) for i in range(40)}
    strangers = {f"q{i}": Figure(i + 1 + i % 2, 1) for i in range(40)}
    assert difference(after, before, proportion=False).certain
    assert not difference(strangers, before, proportion=False).certain


def test_with_too_few_people_there_is_a_difference_and_no_interval():
    found = difference(people(3, FEWEST - 1, "a"), people(40, 60, "b"), proportion=True)
    assert found.gap is not None
    assert (found.low, found.high, found.certain) == (None, None, False)


def test_what_is_missing_differs_from_nothing():
    found = difference({}, people(4, 20), proportion=True)
    assert (found.gap, found.low, found.certain) == (None, None, False)
    assert difference({"a": Figure(0, 0)}, people(4, 20), proportion=True).persons == (0, 20)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_nine_in_ten_intervals_hold_the_truth(share):
    """Clusters of one to four rows that agree; the true difference is 0."""
    dice, held = random.Random(7), 0
    for _ in range(400):
        groups = []
        for name in "ab":
            group = {}
            for i in range(60):
                rows, own = dice.randint(1, 4), dice.random() < share
                agree = [own if dice.random() < 0.5 else dice.random() < share for _ in range(rows)]
                group[f"{name}{i}"] = Figure(sum(agree), rows)
            groups.append(group)
        found = difference(*groups, proportion=True, level=0.90)
        held += found.low <= 0 <= found.high
    assert 0.85 <= held / 400 <= 0.96


@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), st.integers(0, 10**6)), max_size=40),
       st.lists(st.tuples(st.integers(-(10**9), 10**9), st.integers(0, 10**6)), max_size=40))  # fmt: skip
def test_whatever_comes_in_it_answers(one, two):
    """Also what calls itself a proportion and is none."""
    a = {f"a{n}": Figure(*pair) for n, pair in enumerate(one)}
    b = {f"b{n}": Figure(*pair) for n, pair in enumerate(two)}
    for proportion in (False, True):
        found = difference(a, b, proportion=proportion)
        assert found.low is None or found.low <= found.gap <= found.high
