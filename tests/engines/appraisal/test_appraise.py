"""The whole engine: same digits in any order, gates that close, ranks that don't mislead."""

import dataclasses
import random

import numpy as np
import pytest
from scipy.stats import kendalltau

from dampingi.engines.appraisal import (
    OTHERS,
    Count,
    Criterion,
    Evidence,
    Instrument,
    Mentor,
    Participant,
    Rules,
    Unusable,
    appraise,
)
from dampingi.engines.appraisal.simulate import simulate_city

from .small import BANDS, FOUR, city_with_four_kinds, outcome_only


@pytest.fixture(scope="module")
def city():
    return city_with_four_kinds(5, mentors=30, teams=6, tau=9.0)


@pytest.fixture(scope="module")
def appraisal(city):
    return appraise(FOUR, city.evidence, seed=7)


def test_any_order_of_the_evidence_gives_the_same_digits(city, appraisal):
    shuffler = random.Random(1)
    mixed = Evidence(
        *(
            tuple(shuffler.sample(rows, len(rows)))
            for rows in (
                city.evidence.mentors,
                city.evidence.participants,
                city.evidence.counts,
                city.evidence.ratings,
            )
        )
    )
    assert appraise(FOUR, mixed, seed=7) == appraisal


def test_another_seed_moves_a_score_by_little(city, appraisal):
    other = appraise(FOUR, city.evidence, seed=8)
    assert other != appraisal
    gaps = [abs(a.score - b.score) for a, b in zip(appraisal.mentors, other.mentors, strict=True)]
    assert max(gaps) < 0.4


def test_the_parts_add_up_to_the_score(appraisal):
    for mentor in appraisal.mentors:
        total = sum(d.weight * d.score for d in mentor.dimensions) / 100
        assert mentor.score == pytest.approx(total, abs=0.02)
        for d in mentor.dimensions:
            assert d.raw + d.caseload + d.shrinkage == pytest.approx(d.score, abs=0.011)


def test_four_kinds_of_evidence_find_the_better_mentors(city, appraisal):
    truth = [city.truth[m.key] for m in appraisal.mentors]
    assert kendalltau(truth, [m.score for m in appraisal.mentors])[0] > 0.6
    assert appraisal.ranked
    assert appraisal.reliability > 0.7


def test_ranked_mentors_carry_their_chance_and_interval(appraisal):
    places = [m.place for m in appraisal.mentors if m.place]
    assert places
    assert all(1 <= p.low <= p.expected <= p.high <= 30 and 0 <= p.top_chance <= 1 for p in places)
    assert appraisal.top_move.points > 0


def test_one_mentor_per_place_is_said(city, appraisal):
    caution = next(c for c in appraisal.cautions if c.code == "mentor_and_place")
    assert len(caution.about) == 30


def test_control_raw_ranks_follow_the_caseload_and_adjusted_ones_do_not():
    """The harm without adjustment: with unequal caseloads the raw order has little to do with the mentors."""
    raw, adjusted = [], []
    for seed in range(4):
        city = simulate_city(seed, difficulty=1.0)
        found = appraise(outcome_only(draws=500), city.evidence, seed=1)
        truth = [city.truth[m.key] for m in found.mentors]
        raw.append(kendalltau(truth, [city.raw[m.key] for m in found.mentors])[0])
        adjusted.append(kendalltau(truth, [m.score for m in found.mentors])[0])
    assert np.mean(adjusted) > np.mean(raw) + 0.2


def test_under_the_gate_there_is_a_band_and_no_rank():
    found = appraise(outcome_only(draws=1000), simulate_city(2, tau=2.0, omega=0.5).evidence, seed=1)
    assert found.reliability < 0.7
    assert not found.ranked
    assert all(m.place is None and not m.sufficient and m.banding.key for m in found.mentors)
    assert found.dimensions[0].needed > 27
    assert found.top_move is None


def test_too_little_evidence_names_what_is_lacking(city):
    own = tuple(m.key for m in city.evidence.mentors)[:1]
    thin = dataclasses.replace(
        city.evidence,
        ratings=tuple(r for r in city.evidence.ratings if r.mentor not in own or r.rater == "r0"),
    )
    result = appraise(FOUR, thin, seed=7).mentors[0]
    assert result.lacking == ("competence",)
    assert not result.sufficient
    assert result.place is None


def test_seven_consultants_are_never_ranked():
    mentors = tuple(Mentor(f"m{j}") for j in range(7))
    counts = tuple(Count(f"m{j}", "work", 10 * j, 100) for j in range(7))
    instrument = Instrument((Criterion("work", "process", "counts", 100, 1.0),), Rules(BANDS, draws=500))
    found = appraise(instrument, Evidence(mentors, counts=counts), seed=1)
    assert found.reliability > 0.9
    assert not found.ranked
    assert "few_mentors" in [c.code for c in found.cautions]


def test_a_dimension_without_any_evidence_is_unknown_not_zero(city):
    found = appraise(FOUR, dataclasses.replace(city.evidence, ratings=()), seed=7)
    part = found.mentors[0].dimensions[2]
    assert part.raw is None
    assert part.low < 10
    assert part.high > 90
    assert "no_evidence" in [c.code for c in found.cautions]


def test_drop_outs_stay_in_the_denominator(city):
    """A participant without an outcome counts as not reached, so losing participants never lifts a mentor."""
    key = city.evidence.mentors[0].key
    people = tuple(
        dataclasses.replace(p, values=(("outcome", None), *p.values[1:]))
        if p.months[0][0] == key and i % 2
        else p
        for i, p in enumerate(city.evidence.participants)
    )
    before = appraise(FOUR, city.evidence, seed=7).mentors[0]
    after = appraise(FOUR, dataclasses.replace(city.evidence, participants=people), seed=7).mentors[0]
    assert after.dimensions[1].raw < before.dimensions[1].raw - 15


@pytest.mark.parametrize("weights", [(50, 40), (60, 60)])
def test_weights_must_sum_to_one_hundred(weights):
    with pytest.raises(Unusable, match="100"):
        Instrument(
            tuple(Criterion(str(i), "process", "counts", w, 1.0) for i, w in enumerate(weights)), Rules(BANDS)
        )


def test_evidence_for_a_stranger_is_refused():
    with pytest.raises(Unusable, match="not evaluated"):
        Evidence((Mentor("a"),), counts=(Count("b", "work", 1, 2),))


def test_more_done_than_due_is_refused():
    with pytest.raises(Unusable, match="due"):
        Evidence((Mentor("a"),), counts=(Count("a", "work", 3, 2),))


def test_intervals_cover_the_truth():
    """Thirty small cities; benchmarks/appraisal.py measures it on real-sized ones."""
    hits = []
    for seed in range(30):
        city = simulate_city(seed, mentors=24, teams=6, participants=15)
        found = appraise(outcome_only(draws=1000), city.evidence, seed=seed)
        hits += [m.low <= city.truth[m.key] <= m.high for m in found.mentors]
    assert 0.86 <= np.mean(hits) <= 0.95


def test_months_under_another_levels_mentors_are_not_put_down_to_these():
    """Half the participants of m000 spent half the year with excellent mentors of another level: m000 gets no credit for it."""
    city = simulate_city(3, mentors=20, teams=5, sigma=5.0, tau=4.0, movers=0.0, participants=40)

    def helped(p, i):
        if i % 3:
            return p
        value = dict(p.values)["outcome"] + 0.5 * 40
        return dataclasses.replace(
            p, months=((p.months[0][0], 6.0), (OTHERS, 6.0)), values=(("outcome", value),)
        )

    people = tuple(helped(p, i) for i, p in enumerate(city.evidence.participants))
    found = appraise(
        outcome_only(draws=1000), dataclasses.replace(city.evidence, participants=people), seed=1
    )
    errors = [m.dimensions[0].score - city.truth[m.key] for m in found.mentors]
    assert np.abs(errors).mean() < 2


def test_a_row_about_another_dimension_does_not_count_as_missing_here(city):
    """A voice of its own row has no outcome: it must not be taken for a drop-out."""
    own = city.evidence.participants[0]
    voice = Participant("voice", own.months, own.covariates, (("voice", 5.0),))
    more = dataclasses.replace(city.evidence, participants=(*city.evidence.participants, voice))
    before, after = appraise(FOUR, city.evidence, seed=7), appraise(FOUR, more, seed=7)
    assert after.mentors[0].dimensions[1] == before.mentors[0].dimensions[1]
    assert after.mentors[0].dimensions[3].evidence == before.mentors[0].dimensions[3].evidence + 1
