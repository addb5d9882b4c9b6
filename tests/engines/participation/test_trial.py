"""A trial's verdict: used only where it holds what it promises on days it has not seen."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.participation.worlds import DAYS, NAMES, world

from dampingi.engines.participation import (
    NO_BETTER_THAN_ALONE,
    NO_BETTER_THAN_BASE,
    NO_TIME,
    TOO_FEW_TEST,
    TOO_FEW_TRAIN,
    Rules,
    Scaling,
    Snapshots,
    fit,
    fitted,
    reliability,
    split,
    trial,
)

RULES = Rules(horizon=60, resamples=100)


def test_a_model_that_knows_something_beats_the_base_rate_and_one_feature_alone():
    data, _ = world(900, seed=1)
    found = trial(data, RULES)
    assert found.faults == ()
    assert found.usable
    assert found.measured.brier < found.alone.brier < found.base_rate.brier
    assert found.measured.auc > found.alone.auc > 0.5
    assert found.auc_interval.low > 0.6
    assert found.gain_over_alone.low > 0
    assert found.error < 0.03


def test_its_chances_are_near_the_true_ones():
    data, true = world(3000, seed=2)
    before, after = split(data, RULES)
    chance = fitted(data.where(before), RULES).chance(data.x[after])
    assert np.abs(chance - true[after]).mean() < 0.02


def test_no_outcome_seen_in_training_reaches_into_the_test():
    data, _ = world(300, seed=3)
    before, after = split(data, RULES)
    assert data.day[before].max() + RULES.horizon <= data.day[after].min()
    assert not (before & after).any()
    assert set(np.unique(data.day[after])) == set(DAYS[6:])


def test_outcomes_of_the_test_do_not_move_the_model():
    data, _ = world(600, seed=4)
    _before, after = split(data, RULES)
    turned = replace(data, y=np.where(after, 1 - data.y, data.y))
    assert trial(data, RULES).model == trial(turned, RULES).model


@pytest.mark.parametrize(("people", "level"), [(40, -2.2), (900, -7.5)])
def test_with_few_who_stopped_it_refuses(people, level):
    data, _ = world(people, seed=5, level=level)
    found = trial(data, RULES)
    assert not found.usable
    assert {TOO_FEW_TRAIN, TOO_FEW_TEST} & set(found.faults)
    assert found.model is None


def test_without_time_between_it_refuses():
    data, _ = world(400, seed=6, days=DAYS[:1])
    assert NO_TIME in trial(data, RULES).faults


def test_nothing_at_all_is_refused_as_well():
    empty = Snapshots(NAMES, np.zeros((0, 3)), np.zeros(0), np.zeros(0, int), np.zeros(0, int))
    assert NO_TIME in trial(empty, RULES).faults


@pytest.mark.parametrize("seed", range(6))
def test_where_nothing_foretells_who_stops_it_is_not_used(seed):
    data, _ = world(900, seed=seed, slopes=np.zeros(3), level=-1.5)
    found = trial(data, RULES)
    assert NO_BETTER_THAN_BASE in found.faults or NO_BETTER_THAN_ALONE in found.faults


def test_control_an_uncalibrated_model_misleads():
    """Fitted to few rows with many features that say nothing, the raw scores promise far more than comes; scaled, they do not."""
    small, _ = world(80, seed=8, noise=20, days=DAYS[:2], level=-1.0)
    big, _ = world(4000, seed=9, noise=20, days=DAYS[:2], level=-1.0)
    rules = replace(RULES, ridge=0.01)
    model = fitted(small, rules)
    raw, ours = Scaling().chance(model.fit.score(big.x)), model.chance(big.x)
    sure = raw >= 0.8
    assert raw[sure].mean() - big.y[sure].mean() > 0.25, "of ten it is sure of, three and more go on"
    last = reliability(ours, big.y, bins=8)[-1]
    assert abs(last.predicted - last.seen) < 0.15

    def error(chance):
        return sum(b.n * abs(b.predicted - b.seen) for b in reliability(chance, big.y, bins=8)) / len(big)

    assert error(ours) < error(raw) / 2


def test_control_scores_of_one_s_own_training_rows_are_too_sure_to_calibrate_by():
    small, _ = world(80, seed=8, noise=20, days=DAYS[:2], level=-1.0)
    whole = fit(small.x, small.y, names=small.names, ridge=0.01)
    own = reliability(Scaling().chance(whole.score(small.x)), small.y, bins=4)
    assert own[-1].predicted - own[-1].seen < 0.1, "on its own rows the overfitted model looks fine"
    assert fitted(small, replace(RULES, ridge=0.01)).scaling.slope < 0.6


def test_a_model_that_overlooks_one_group_is_seen_to():
    data, _ = world(2500, seed=10, unfair=1.3)
    groups = {g.group: g for g in trial(data, replace(RULES, flag_at=0.25)).groups}
    assert groups["P"].seen_interval.low > groups["P"].predicted, "women stop more often than it says"
    assert not groups["P"].calibrated
    fair, _ = world(2500, seed=10)
    assert all(g.calibrated for g in trial(fair, RULES).groups)


def test_rates_of_a_group_with_few_who_stopped_are_not_to_be_read():
    data, _ = world(900, seed=11)
    found = trial(data, replace(RULES, least_events_group=10_000))
    assert found.groups
    assert not any(g.enough for g in found.groups)


def test_groups_are_never_features():
    data, _ = world(900, seed=12)
    swapped = replace(data, groups={"sex": np.where(data.groups["sex"] == "P", "L", "P")})
    assert trial(data, RULES).model == trial(swapped, RULES).model


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000))
def test_the_order_of_the_rows_makes_no_difference(seed):
    data, _ = world(120, seed=21, level=-1.0)
    order = np.random.default_rng(seed).permutation(len(data))
    mixed = Snapshots(data.names, data.x[order], data.y[order], data.day[order], data.person[order])
    rules = replace(RULES, least_events_train=5, least_events_test=5, resamples=5)
    one, other = trial(replace(data, groups={}), rules), trial(mixed, rules)
    assert np.allclose(one.model.chance(data.x), other.model.chance(data.x))


def test_snapshots_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="lengths"):
        Snapshots(NAMES, np.zeros((2, 2)), np.zeros(2), np.zeros(2, int), np.zeros(2, int))
    with pytest.raises(ValueError, match="finite"):
        Snapshots(NAMES, np.full((1, 3), np.nan), np.zeros(1), np.zeros(1, int), np.zeros(1, int))
