"""Krippendorff's alpha beside the package of that name and beside what can be worked out by hand."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dampingi.engines.appraisal import PanelRating
from dampingi.engines.appraisal.agreement import agreement
from dampingi.engines.appraisal.randomness import Draws

LEVELS = st.one_of(st.none(), st.integers(1, 5))
TABLES = st.integers(2, 5).flatmap(
    lambda raters: st.lists(st.lists(LEVELS, min_size=raters, max_size=raters), min_size=1, max_size=12)
)


def ratings(table, criterion="advice"):
    """`table[mentor][rater]`, None where they did not rate."""
    return tuple(
        PanelRating(f"r{r}", f"m{j:02d}", criterion, float(level))
        for j, row in enumerate(table)
        for r, level in enumerate(row)
        if level is not None
    )


def found(table, seed=1):
    return agreement("advice", ratings(table), Draws(seed, "agreement"))


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_alpha_is_that_of_the_krippendorff_package(table):
    krippendorff = pytest.importorskip("krippendorff")
    own = found(table)
    paired = [row for row in table if sum(v is not None for v in row) > 1]
    if len({v for row in paired for v in row if v is not None}) < 2:
        assert own.alpha is None
        return
    data = np.array([[np.nan if v is None else v for v in row] for row in table], dtype=float).T
    oracle = krippendorff.alpha(
        reliability_data=data, level_of_measurement="ordinal", value_domain=[1, 2, 3, 4, 5]
    )
    assert own.alpha == pytest.approx(oracle, abs=0.0005 + 1e-9)


def test_raters_who_always_agree_have_alpha_one():
    own = found([[n % 5 + 1] * 3 for n in range(10)])
    assert (own.alpha, own.low, own.high) == (1.0, 1.0, 1.0)
    assert (own.mentors, own.ratings) == (10, 30)


def test_raters_who_throw_dice_have_alpha_about_nil_and_an_interval_around_it():
    dice = random.Random(3)
    own = found([[dice.randint(1, 5) for _ in range(4)] for _ in range(80)])
    assert own.low < 0.03
    assert own.high > -0.03
    assert abs(own.alpha) < 0.1


def test_a_level_apart_is_less_disagreement_than_four():
    near = found([[n % 5 + 1, min(n % 5 + 2, 5)] for n in range(20)])
    far = found([[n % 5 + 1, 5 - n % 5] for n in range(20)])
    assert near.alpha > 0.6 > 0 > far.alpha


def test_a_mentor_whom_one_person_rated_changes_nothing():
    table = [[n % 4 + 1, (n + n % 3) % 4 + 1] for n in range(9)]
    assert found([*table, [5, None], [None, 1]]) == found(table)


@pytest.mark.parametrize("table", [[], [[1, None], [None, 5]], [[3, 3], [3, 3]]])
def test_without_two_opinions_or_two_levels_there_is_no_alpha(table):
    own = found(table)
    assert (own.alpha, own.low, own.high) == (None, None, None)


def test_four_mentors_carry_no_interval():
    own = found([[1, 2], [2, 2], [4, 5], [5, 5]])
    assert own.alpha is not None
    assert own.low is None


def test_the_interval_holds_the_alpha_of_the_whole_population_nine_times_in_ten():
    """A thousand mentors are the population; a panel of forty is drawn from them sixty times."""
    dice = np.random.default_rng(4)
    skill = dice.normal(3, 1, 1000)
    told = np.clip(np.round(skill[:, None] + dice.normal(0, 0.8, (1000, 3))), 1, 5).astype(int)
    truth, hits = found(told.tolist()).alpha, 0
    for n in range(60):
        own = found(told[dice.choice(1000, 40, replace=False)].tolist(), seed=n)
        hits += own.low <= truth <= own.high
    assert 46 <= hits <= 60


def test_other_criteria_and_the_order_change_no_digit():
    table = [[n % 5 + 1, (n * n) % 5 + 1, None if n % 2 else 3] for n in range(12)]
    rows = [*ratings(table), *ratings([[5, 1]] * 5, "mastery")]
    random.Random(2).shuffle(rows)
    assert agreement("advice", tuple(rows), Draws(1, "agreement")) == found(table)
