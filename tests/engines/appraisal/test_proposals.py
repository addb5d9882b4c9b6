"""What is proposed about a person: only as far as the draws carry it, never by chance or by the alphabet."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import dirichlet

from dampingi.engines.appraisal import (
    Band,
    Criterion,
    Decisions,
    Instrument,
    Limit,
    Rules,
    Unusable,
    appraise,
)
from dampingi.engines.appraisal.proposals import (
    BEYOND_QUOTA,
    LACKING,
    TIED,
    UNRELIABLE,
    Proposal,
    _dirichlet,
    propose,
)

from .small import FOUR, city_with_four_kinds

WEIGHTS = np.array([0.6, 0.4])


def instrument(**decisions) -> Instrument:
    rules = Rules((Band("low", 0), Band("high", 60)), decisions=Decisions(**decisions))
    return Instrument(
        (Criterion("a", "one", "counts", 60, 1.0), Criterion("b", "two", "counts", 40, 1.0)), rules
    )


def proposed(
    means: list[float], sd: float = 3.0, *, lacking=(), unreliable=(), seed: int = 1, **decisions
) -> list[Proposal]:
    """Mentors whose two dimensions both lie about their mean."""
    dice = np.random.default_rng(seed)
    noise = dice.normal(0, sd, (4000, 1))  # the same for all, so that ties are ties
    parts = [np.array(means)[None, :] + noise, np.array(means)[None, :] + noise]
    return propose(
        instrument(**decisions), parts, WEIGHTS, [j in lacking for j in range(len(means))],
        [j not in unreliable for j in range(len(means))], seed=seed,
    )  # fmt: skip


def keys(found: list[Proposal]) -> list[str]:
    return [p.key for p in found]


def test_clear_scores_get_what_the_rules_say():
    assert keys(proposed([20, 48, 70, 95])) == ["replace", "coach", "keep", "honour"]


def test_close_to_a_limit_nobody_loses_their_work():
    """The control: a rule that looks at the score alone would replace the first."""
    found = proposed([39.0, 30.0])
    assert keys(found) == ["coach", "replace"]
    assert found[0].probability > 0.99


def test_without_evidence_or_reliability_it_is_left_to_people_with_the_reason():
    found = proposed([20, 20, 95, 48, 70], lacking={0}, unreliable={1, 2, 3, 4})
    assert keys(found) == ["undecided", "undecided", "undecided", "coach", "keep"]
    assert [p.reasons for p in found] == [(LACKING,), (UNRELIABLE,), (UNRELIABLE,), (), ()]
    assert found[0].probability == 0


def test_a_tie_at_the_quota_honours_none_of_the_tied():
    found = proposed([99, 96, 96, 95], quota=2)
    assert keys(found) == ["honour", "keep", "keep", "keep"]
    assert [p.reasons for p in found] == [(), (TIED,), (TIED,), (BEYOND_QUOTA,)]


def test_a_quota_that_is_not_reached_or_exactly_met_cuts_nobody():
    assert keys(proposed([99, 96, 96], quota=3)) == ["honour"] * 3
    assert keys(proposed([99, 96, 95], quota=2)) == ["honour", "honour", "keep"]
    assert keys(proposed([99, 96], quota=0)) == ["keep", "keep"]


def test_robust_is_high_where_weights_do_not_matter_and_low_where_they_decide():
    dice = np.random.default_rng(3)
    noise = dice.normal(0, 1, (4000, 2))
    parts = [np.array([90.0, 20.0]) + noise, np.array([90.0, 93.0]) + noise]
    same, torn = propose(instrument(), parts, WEIGHTS, [False, False], [True, True], seed=3)
    assert same.robust == 1.0
    assert torn.robust < 0.9


def test_weightings_are_dirichlet():
    drawn = _dirichlet(WEIGHTS * 50, 20_000, 7)
    law = dirichlet(WEIGHTS * 50)
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    np.testing.assert_allclose(drawn.mean(axis=0), law.mean(), atol=0.002)
    np.testing.assert_allclose(drawn.var(axis=0), law.var(), rtol=0.05)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(5, 99), min_size=2, max_size=8), st.floats(0.5, 12), st.integers(0, 3))
def test_the_order_of_mentors_changes_nothing_and_certainty_is_kept(means, sd, quota):
    found = proposed(means, sd, quota=quota)
    back = proposed(means[::-1], sd, quota=quota)[::-1]
    assert found == back
    assert sum(p.key == "honour" for p in found) <= quota
    for p in found:
        assert p.key != "replace" or p.probability >= 0.95
        assert p.key != "coach" or p.probability >= 0.80
        assert p.key != "honour" or p.probability >= 0.80


@pytest.mark.parametrize(
    "wrong",
    [
        {"coach": Limit(30, 0.8)},
        {"honour": Limit(50, 0.8)},
        {"quota": -1},
    ],
)
def test_limits_that_cross_are_refused(wrong):
    with pytest.raises(Unusable):
        Decisions(**wrong)


@pytest.mark.parametrize(("limit", "probability"), [(-1, 0.8), (101, 0.8), (50, 0.5), (50, 1.0)])
def test_a_limit_out_of_range_is_refused(limit, probability):
    with pytest.raises(Unusable):
        Limit(limit, probability)


def test_a_whole_appraisal_carries_a_proposal_for_each_mentor_and_none_for_teams():
    city = city_with_four_kinds()
    found = appraise(FOUR, city.evidence, seed=1)
    assert all(m.proposal for m in found.mentors)
    assert all(t.proposal is None for t in found.teams)
    for m in found.mentors:
        assert m.proposal is not None
        assert (m.proposal.key == "undecided") == bool(m.proposal.reasons) or m.proposal.key == "keep"
        if m.lacking:
            assert m.proposal.key == "undecided"
    again = appraise(FOUR, dataclasses.replace(city.evidence, mentors=city.evidence.mentors[::-1]), seed=1)
    assert [m.proposal for m in again.mentors] == [m.proposal for m in found.mentors]
