"""Silence is not certainty: intervals where part of those asked did not answer."""

import dataclasses

import numpy as np
import pytest

from dampingi.engines.appraisal import (
    Asked,
    Criterion,
    Evidence,
    Instrument,
    Mentor,
    Participant,
    Rules,
    Unusable,
    appraise,
)
from dampingi.engines.appraisal.casemix import regress
from dampingi.engines.appraisal.design import Design
from dampingi.engines.appraisal.nonresponse import asked_of, widened

from .small import BANDS

VOICE = (Criterion("voice", "voice", "participants", 100, 100, missing="skip", least=3),)
SPREAD = 15.0


def instrument(nonresponse, draws=1500):
    return Instrument(VOICE, Rules(BANDS, draws=draws, nonresponse=nonresponse))


def town(seed, *, asked=30, answer=(6, 28), apart=0.5, mentors=24):
    """Those who keep silent differ from those who answer, by an amount of their own at each mentor. Truth is the mean of all asked."""
    rng = np.random.default_rng(seed)
    truth = rng.normal(60, 6, mentors)
    people, counts = [], []
    for j in range(mentors):
        n = int(rng.integers(*answer))
        gap = rng.normal(0, apart * SPREAD)
        own = truth[j] - (1 - n / asked) * gap + rng.normal(0, SPREAD, n)
        people += [
            Participant(f"p{j:02d}{i:02d}", ((f"m{j:02d}", 1),), (), (("voice", float(v)),))
            for i, v in enumerate(own)
        ]
        counts.append(Asked(f"m{j:02d}", "voice", asked))
    names = tuple(Mentor(f"m{j:02d}") for j in range(mentors))
    return Evidence(names, tuple(people), asked=tuple(counts)), truth


def held(nonresponse, seeds=6, **kind):
    hits = []
    for seed in range(seeds):
        evidence, truth = town(seed, **kind)
        found = appraise(instrument(nonresponse, draws=600), evidence, seed=seed)
        hits += [m.low <= t <= m.high for m, t in zip(found.mentors, truth, strict=True)]
    return float(np.mean(hits))


def test_intervals_hold_the_mean_of_all_asked_though_the_silent_differ():
    assert held(0.5) > 0.85


def test_control_taking_the_silent_for_like_the_others_holds_it_too_rarely():
    assert held(0.0, asked=100, answer=(25, 45)) < 0.70
    assert held(0.5, asked=100, answer=(25, 45)) > 0.84


def test_the_variance_is_that_of_the_formula():
    """One mentor apart from the others, no covariates: s2 (1/n + k2 (1 - r)2)."""
    y = np.array([1.0, 2.0, 4.0, 3.0, 9.0, 7.0])
    membership = np.array([[1.0, 0, 0]] * 4 + [[0, 1.0, 0]] * 2)
    signal = regress(y, membership, Design((), np.zeros((6, 0))))
    wider = widened(signal, np.array([10.0, 2.0, 5.0]), 0.5)
    assert 1 / wider.precision[0, 0] == pytest.approx(1 / 4 + 0.25 * 0.6**2)
    assert 1 / wider.precision[1, 1] == pytest.approx(1 / 2)
    assert wider.precision[2, 2] == 0
    assert wider.linear[0] / wider.precision[0, 0] == pytest.approx(2.5)
    assert wider.fit == pytest.approx(float(wider.linear @ np.nan_to_num(signal.adjusted)))


def test_more_silence_never_narrows_an_interval_nor_raises_reliability():
    evidence, _ = town(3, asked=30)
    widths, reliabilities = [], []
    for asked in (0, 30, 60, 200):
        counts = tuple(dataclasses.replace(a, number=asked) for a in evidence.asked)
        found = appraise(instrument(0.5), dataclasses.replace(evidence, asked=counts), seed=1)
        widths.append(np.mean([m.high - m.low for m in found.mentors]))
        reliabilities.append(found.dimensions[0].reliability)
    assert reliabilities == sorted(reliabilities, reverse=True)
    assert reliabilities[0] > reliabilities[-1] + 0.1
    assert widths[0] < widths[-1]


def test_a_rule_of_nil_or_nobody_counting_changes_no_digit():
    evidence, _ = town(4)
    plain = appraise(instrument(0.5), dataclasses.replace(evidence, asked=()), seed=1)
    unruled = appraise(instrument(0.0), evidence, seed=1)
    assert [m.score for m in plain.mentors] == [m.score for m in unruled.mentors]
    assert [m.low for m in plain.mentors] == [m.low for m in unruled.mentors]
    assert plain.mentors[0].dimensions[0].asked is None
    assert unruled.mentors[0].dimensions[0].asked == 30


def test_few_answers_are_said_with_their_number():
    evidence, _ = town(5, asked=30, answer=(4, 12))
    found = appraise(instrument(0.5), evidence, seed=1)
    answered = len(evidence.participants)
    assert [c.about for c in found.cautions if c.code == "few_answers"] == [
        ("voice", str(answered), "720", "24")
    ]


def test_where_most_answered_there_is_no_such_caution():
    evidence, _ = town(5, asked=30, answer=(20, 30))
    found = appraise(instrument(0.5), evidence, seed=1)
    assert not [c for c in found.cautions if c.code == "few_answers"]


def test_who_answered_was_asked():
    mentors = (Mentor("a"), Mentor("b"))
    asked = asked_of(mentors, (Asked("a", "voice", 2), Asked("b", "other", 9)), "voice", np.array([5.0, 1.0]))
    assert asked[0] == 5
    assert np.isnan(asked[1])


def test_one_participant_alone_is_answered_with_a_band_not_a_fault():
    evidence = Evidence(
        (Mentor("a"), Mentor("b")),
        (Participant("p", (("a", 1),), (), (("voice", 50.0),)),),
        asked=(Asked("a", "voice", 40), Asked("b", "voice", 40)),
    )
    found = appraise(instrument(0.5, draws=500), evidence, seed=1)
    assert not found.ranked
    assert [m.lacking for m in found.mentors] == [("voice",), ("voice",)]


@pytest.mark.parametrize("k", [-0.1, 2.1, float("nan")])
def test_a_rule_beyond_reason_is_refused(k):
    with pytest.raises(Unusable, match="silent"):
        instrument(k)


def test_asked_of_a_stranger_or_less_than_nobody_is_refused():
    with pytest.raises(Unusable, match="not evaluated"):
        Evidence((Mentor("a"),), asked=(Asked("b", "voice", 3),))
    with pytest.raises(Unusable, match="asked"):
        Evidence((Mentor("a"),), asked=(Asked("a", "voice", -1),))
