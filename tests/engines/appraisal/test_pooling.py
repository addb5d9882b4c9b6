"""Two and three years together: what earlier evaluations add, and what they must not."""

import dataclasses

import numpy as np
import pytest
from scipy.stats import kendalltau

from dampingi.engines.appraisal import Earlier, Evidence, Mentor, Rules, Unusable, appraise
from dampingi.engines.appraisal.casemix import Signal, regress
from dampingi.engines.appraisal.design import Design
from dampingi.engines.appraisal.pooling import earlier_of, pooled
from dampingi.engines.appraisal.simulate import simulate_city

from .small import BANDS, outcome_only

KIND = {"mentors": 30, "teams": 6, "participants": 12, "tau": 5.0, "omega": 1.5, "movers": 0.0}


def years(seed, number=2, fresh=0.0):
    """This year's city, and what earlier years said of the same mentors; `fresh` is how much of a mentor changes each year (SD)."""
    city = simulate_city(seed, **KIND)
    rng = np.random.default_rng(seed + 99)
    told = []
    for y in range(1, number + 1):
        for key, value in city.truth.items():
            se = 25 / 12**0.5
            told.append(
                Earlier(key, "outcomes", y, value - 60 + rng.normal(0, fresh) + rng.normal(0, se), se)
            )
    return city, dataclasses.replace(city.evidence, earlier=tuple(told))


def pooling(years=2, weight=0.5, draws=600):
    return outcome_only(draws=draws, pool_years=years, pool_weight=weight)


def tau(city, found):
    return kendalltau([city.truth[m.key] for m in found.mentors], [m.score for m in found.mentors])[0]


def test_three_years_tell_more_than_one():
    order, reliability = [], []
    for seed in range(5):
        city, evidence = years(seed)
        alone, together = (appraise(pooling(n), evidence, seed=1) for n in (0, 2))
        order.append((tau(city, alone), tau(city, together)))
        reliability.append((alone.reliability, together.reliability))
    assert np.mean(order, axis=0)[1] > np.mean(order, axis=0)[0] + 0.05
    assert np.mean(reliability, axis=0)[1] > np.mean(reliability, axis=0)[0] + 0.05


def test_intervals_still_hold_the_truth_where_mentors_change_between_years():
    hits = []
    for seed in range(8):
        city, evidence = years(seed, fresh=4.0)
        found = appraise(pooling(), evidence, seed=seed)
        hits += [m.low <= city.truth[m.key] <= m.high for m in found.mentors]
    assert np.mean(hits) > 0.85


def test_an_instrument_that_does_not_pool_changes_no_digit():
    city, evidence = years(3)
    assert appraise(pooling(0), evidence, seed=1) == appraise(pooling(0), city.evidence, seed=1)


def test_years_beyond_the_rule_do_not_count():
    _, evidence = years(3, number=3)
    found = appraise(pooling(2), evidence, seed=1)
    assert {m.dimensions[0].earlier for m in found.mentors} == {2}


def test_a_year_back_counts_by_the_weight_and_two_by_its_square():
    mentors = (Mentor("a"), Mentor("b"))
    told = (
        Earlier("a", "outcomes", 1, 4.0, 2.0),
        Earlier("a", "outcomes", 2, -2.0, 1.0),
        Earlier("a", "voice", 1, 9.0, 1.0),
    )
    precision, apart, number = earlier_of(
        mentors, told, "outcomes", Rules(BANDS, pool_years=2, pool_weight=0.5)
    )
    assert precision == pytest.approx([0.5 / 4 + 0.25, 0])
    assert apart[0] == pytest.approx((0.125 * 4 - 0.25 * 2) / 0.375)
    assert list(number) == [2, 0]


def test_pooling_is_the_precision_weighted_mean_of_both():
    y = np.array([50.0, 54, 52, 60, 64, 62])
    signal: Signal = regress(y, np.repeat(np.eye(2), 3, axis=0), Design((), np.zeros((6, 0))))
    both = pooled(signal, np.array([3 / signal.s2, 0.0]), np.array([8.0, 0.0]))
    mean = both.linear / np.diag(both.precision)
    assert mean[0] == pytest.approx((3 * 52 + 3 * (57 + 8)) / 6)
    assert mean[1] == pytest.approx(62)


def test_earlier_years_do_not_change_what_was_seen_this_year():
    _city, evidence = years(4)
    alone, together = appraise(pooling(0), evidence, seed=1), appraise(pooling(), evidence, seed=1)
    for a, b in zip(alone.mentors, together.mentors, strict=True):
        assert (a.dimensions[0].raw, a.dimensions[0].caseload) == (
            b.dimensions[0].raw,
            b.dimensions[0].caseload,
        )
        assert a.dimensions[0].evidence == b.dimensions[0].evidence


def test_a_good_year_long_ago_is_no_evidence_for_one_without_participants():
    """They stay "data not sufficient", whatever was."""
    city, evidence = years(5)
    own = city.evidence.mentors[0].key
    people = tuple(p for p in evidence.participants if p.months[0][0] != own)
    found = appraise(pooling(), dataclasses.replace(evidence, participants=people), seed=1)
    assert found.mentors[0].lacking == ("outcomes",)
    assert not found.mentors[0].sufficient


@pytest.mark.parametrize("told", [("a", "outcomes", 0, 1.0, 1.0), ("a", "outcomes", 1, 1.0, 0.0), ("a", "outcomes", 1, float("nan"), 1.0), ("z", "outcomes", 1, 1.0, 1.0)])  # fmt: skip
def test_earlier_evidence_that_says_nothing_is_refused(told):
    with pytest.raises(Unusable):
        Evidence((Mentor("a"),), earlier=(Earlier(*told),))


@pytest.mark.parametrize(("years", "weight"), [(-1, 0.5), (4, 0.5), (2, 0.0), (2, 1.5)])
def test_a_rule_beyond_reason_is_refused(years, weight):
    with pytest.raises(Unusable, match="pool"):
        Rules(BANDS, pool_years=years, pool_weight=weight)
