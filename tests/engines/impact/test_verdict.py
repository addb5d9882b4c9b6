"""What is said and what is refused: cities with a known effect, and data that cannot carry one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.impact.waves import waves

from dampingi.engines.impact import NEVER, Panel, Rules, Unusable, impact
from dampingi.engines.impact import verdict as said
from dampingi.engines.impact.simulate import Programme, simulate


def codes(panel: Panel, rules: Rules | None = None) -> set[str]:
    return {r.code for r in impact(panel, rules).reasons}


def only(panel: Panel, which: np.ndarray) -> Panel:
    return replace(
        panel, outcome=panel.outcome[which], cohort=panel.cohort[which], cluster=panel.cluster[which]
    )


def test_ninety_of_a_hundred_intervals_hold_the_true_effect():
    programme = Programme(clusters=40)
    found = [impact(simulate(seed, programme)) for seed in range(200)]
    told = [f.effect for f in found if f.effect]
    held = np.mean([e.low <= programme.truth <= e.high for e in told])
    assert 0.83 <= held <= 0.96  # 0.90 give or take three standard errors of 180 cities
    assert len(told) > 165  # a tenth is refused by the joint test of the earlier periods alone


def test_counting_by_participant_instead_of_by_kelurahan_would_be_far_too_sure():
    """The control of the line above: neighbours share their luck."""
    programme = Programme(clusters=40, shared=1.0)
    alone = [simulate(seed, programme) for seed in range(60)]
    told = [impact(replace(p, cluster=np.arange(len(p.cohort))), Rules(differ=0.0)).effect for p in alone]
    assert np.mean([e.low <= programme.truth <= e.high for e in told if e]) < 0.75


def test_a_trend_that_was_there_before_is_refused_not_reported():
    drifting = [simulate(seed, Programme(effect=0.0, growth=0.0, drift=0.15)) for seed in range(30)]
    assert all(said.DIFFERED_BEFORE in codes(p) for p in drifting)
    found = impact(drifting[0])
    assert found.effect is None
    assert found.cohorts == ()
    assert {s.periods for s in found.course} == {-5, -4, -3, -2}, "what was before stays to be seen"


def test_those_lost_from_sight_on_one_side_are_refused():
    assert said.LOST_UNEVENLY in codes(simulate(1, Programme(lost_joined=0.05, lost_beyond=0.35)))
    assert said.LOST in codes(simulate(1, Programme(lost_joined=0.5, lost_beyond=0.5)))
    fine = simulate(4, Programme(lost_joined=0.1, lost_beyond=0.1))
    assert not codes(fine) & {said.LOST, said.LOST_UNEVENLY}


def test_without_applicants_beyond_the_quota_or_later_intakes_there_is_nothing_to_compare_with():
    panel = simulate(1, Programme(cohorts=(3,)))
    assert said.NO_COMPARISON in codes(only(panel, panel.cohort != NEVER))


def test_a_later_intake_is_the_comparison_of_an_earlier_one_until_it_joins():
    panel = simulate(2, Programme(cohorts=(3, 6), beyond=1))
    found = impact(only(panel, panel.cohort != NEVER))
    assert found.compared.after > 0
    assert found.carried
    assert [s.periods for s in found.course if s.periods >= 0] == [0, 1, 2]


@pytest.mark.parametrize(
    ("programme", "code"),
    [
        (Programme(clusters=6), said.FEW_CLUSTERS),
        (Programme(clusters=12, joined=2, beyond=9), said.FEW_JOINED),
        (Programme(clusters=12, joined=9, beyond=2), said.FEW_COMPARED),
        (Programme(cohorts=(1,), periods=4), said.ONE_BEFORE),
        (Programme(cohorts=(0,), periods=4), said.NO_BASE),
    ],
)
def test_thin_data_are_refused_with_what_was_found_and_asked(programme: Programme, code: str):
    found = impact(simulate(3, programme))
    reason = next(r for r in found.reasons if r.code == code)
    assert reason.found < reason.asked
    assert found.effect is None


def test_nobody_looked_after_joining():
    panel = simulate(1, Programme(cohorts=(3,)))
    outcome = panel.outcome.copy()
    outcome[:, 3:] = np.nan
    assert said.NO_AFTER in codes(replace(panel, outcome=outcome))


def test_nothing_at_all_is_refused_too():
    empty = Panel(np.empty((0, 3)), np.empty(0, np.int64), np.empty(0, np.int64), ("a", "b", "c"))
    found = impact(empty)
    assert found.effect is None
    assert found.reasons


def test_all_equal_outcomes_are_an_effect_of_nought_never_a_fault():
    panel = simulate(1, Programme())
    found = impact(replace(panel, outcome=np.ones_like(panel.outcome)))
    assert found.effect is not None
    assert (found.effect.effect, found.effect.error) == (0, 0)
    assert found.before is not None
    assert found.before.p == 1


def test_earlier_figures_that_could_not_have_seen_a_trend_are_a_caution():
    blind = Programme(clusters=14, joined=4, beyond=3, noise=4.0, effect=0.3, growth=0.0)
    told = [found for found in (impact(simulate(seed, blind)) for seed in range(20)) if found.carried]
    assert len(told) > 10
    narrow = [f for f in told if f.effect and abs(f.effect.effect) < 0.5]
    assert narrow
    assert all(said.BLIND_BEFORE in {c.code for c in f.cautions} for f in narrow)
    clear = impact(simulate(3, Programme()))
    assert clear.carried
    assert said.BLIND_BEFORE not in {c.code for c in clear.cautions}


def test_breakdown_is_high_where_the_effect_is_clear_and_nought_where_there_is_none():
    clear = impact(simulate(3, Programme()))
    none = impact(simulate(5, Programme(effect=0.0, growth=0.0)))
    assert clear.breakdown is not None
    assert clear.breakdown > 1
    assert none.carried
    assert none.breakdown is not None
    assert none.breakdown < 0.5


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.floats(-50, 50), st.floats(0.1, 20))
def test_order_names_level_and_unit_of_money_change_nothing_but_the_unit(
    seed: int, shift: float, unit: float
):
    panel = simulate(seed, Programme(clusters=12, joined=5, beyond=4, periods=6, cohorts=(2, 4)))
    order = np.random.default_rng(seed).permutation(len(panel.cohort))
    other = Panel(
        (panel.outcome[order] + shift) * unit,
        panel.cohort[order],
        panel.cluster[order] * 7 + 1000,
        panel.periods,
    )
    here, there = impact(panel), impact(other)
    assert [r.code for r in here.reasons] == [r.code for r in there.reasons]
    assert len(here.course) == len(there.course)
    for a, b in zip(here.course, there.course, strict=True):
        assert b.estimate.effect == pytest.approx(a.estimate.effect * unit, rel=1e-6, abs=1e-9 * unit)
        assert b.estimate.error == pytest.approx(a.estimate.error * unit, rel=1e-6)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.0, 0.8))
def test_any_pattern_of_missing_figures_gives_an_answer(seed: int, missing: float):
    panel = waves()
    gone = np.random.default_rng(seed).random(panel.outcome.shape) < missing
    found = impact(replace(panel, outcome=np.where(gone, np.nan, panel.outcome)), Rules(units=5, clusters=3))
    assert found.carried == (found.effect is not None)
    if found.effect:
        assert np.isfinite([found.effect.low, found.effect.high]).all()


def test_contradictions_are_named():
    panel = waves()
    with pytest.raises(Unusable, match="periods"):
        Panel(panel.outcome, panel.cohort, panel.cluster, ("a",))
    with pytest.raises(Unusable, match="one entry"):
        Panel(panel.outcome, panel.cohort[:3], panel.cluster, panel.periods)
    with pytest.raises(Unusable, match="infinite"):
        Panel(np.full_like(panel.outcome, np.inf), panel.cohort, panel.cluster, panel.periods)
    with pytest.raises(Unusable, match="cohort"):
        Panel(panel.outcome, panel.cohort + 10, panel.cluster, panel.periods)


def test_where_too_few_clusters_speak_that_is_said_once_and_not_that_months_are_missing():
    found = impact(simulate(3, Programme(clusters=6)))
    told = [r.code for r in found.reasons]
    assert told.count(said.FEW_CLUSTERS) == 1
    assert said.ONE_BEFORE not in told
    assert said.DIFFERED_BEFORE not in told
