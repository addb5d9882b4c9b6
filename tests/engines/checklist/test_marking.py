"""Marks by published rules: held to an oracle written another way, and to what must be true of any rules."""

from decimal import Decimal, getcontext
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.checklist import (
    Band,
    Checklist,
    Criterion,
    Outcome,
    Reason,
    Unusable,
    Why,
    hundredths,
    mark,
)

KEYS = ("basic", "marketing", "tasks", "attendance")
BANDS = (Band("good", F(70)), Band("some", F(40)), Band("little", F(0)))
values = st.dictionaries(
    st.sampled_from(KEYS), st.none() | st.fractions(F(-1), F(2), max_denominator=40), min_size=4
)


@st.composite
def checklists(draw):
    found = []
    for key in KEYS:
        target = draw(st.fractions(F(1, 10), F(1), max_denominator=20))
        least = draw(st.none() | st.fractions(F(0), target, max_denominator=20))
        found.append(Criterion(key, draw(st.integers(1, 30)), target, least))
    share = st.fractions(F(0), F(1), max_denominator=20)
    return Checklist(tuple(found), BANDS, 100 * draw(share), draw(share))


def oracle(asked, told):
    """In decimals with 60 digits, from the sentences of the README; the outcome by asking what would have to be so."""
    getcontext().prec = 60
    dec = lambda f: Decimal(f.numerator) / Decimal(f.denominator)  # noqa: E731
    seen = {c.key: told[c.key] for c in asked.criteria if told.get(c.key) is not None}
    weights = {c.key: Decimal(c.weight) for c in asked.criteria}
    missed = any(c.least is not None and c.key in seen and seen[c.key] < c.least for c in asked.criteria)
    gaps = any(c.least is not None and c.key not in seen for c in asked.criteria)
    thin = not seen or sum(weights[k] for k in seen) / sum(weights.values()) < dec(asked.evidence) - Decimal(
        "1e-50"
    )
    score = None
    if seen:
        share = {
            c.key: min(Decimal(1), max(Decimal(0), dec(seen[c.key] / c.target)))
            for c in asked.criteria
            if c.key in seen
        }
        score = 100 * sum(weights[k] * share[k] for k in seen) / sum(weights[k] for k in seen)
    if missed:
        return Outcome.NOT_PASSED, score
    if gaps or thin:
        return Outcome.UNDECIDED, score
    return (Outcome.PASSED if score >= dec(asked.pass_mark) - Decimal("1e-50") else Outcome.NOT_PASSED), score  # fmt: skip


@given(checklists(), values)
def test_it_is_what_the_oracle_says(asked, told):
    found, (outcome, score) = mark(asked, told), oracle(asked, told)
    assert found.outcome == outcome
    assert (found.score is None) == (score is None)
    if score is not None:
        assert abs(Decimal(found.score.numerator) / Decimal(found.score.denominator) - score) < Decimal(
            "1e-40"
        )


@given(checklists(), values)
def test_passed_means_no_reason_against_and_every_minimum_met(asked, told):
    found = mark(asked, told)
    assert (found.outcome == Outcome.PASSED) == (found.reasons == ())
    if found.outcome == Outcome.PASSED:
        assert all(
            told.get(c.key) is not None and told[c.key] >= c.least
            for c in asked.criteria
            if c.least is not None
        )
        assert found.score >= asked.pass_mark


@given(checklists(), values, st.sampled_from(KEYS), st.fractions(F(0), F(1), max_denominator=9))
def test_doing_better_never_does_harm(asked, told, key, more):
    if told.get(key) is None:
        return
    before, after = mark(asked, told), mark(asked, told | {key: told[key] + more})
    assert after.score >= before.score
    order = [Outcome.NOT_PASSED, Outcome.UNDECIDED, Outcome.PASSED]
    assert order.index(after.outcome) >= order.index(before.outcome)


@given(checklists(), values, st.integers(2, 9))
def test_only_the_proportions_of_the_weights_count(asked, told, times):
    heavier = tuple(Criterion(c.key, c.weight * times, c.target, c.least) for c in asked.criteria)
    assert mark(Checklist(heavier, asked.bands, asked.pass_mark, asked.evidence), told) == mark(asked, told)


@given(checklists(), values)
def test_the_points_add_up_to_the_score_and_none_exceeds_its_most(asked, told):
    found = mark(asked, told)
    assert sum(p.points for p in found.parts) == (found.score or 0)
    assert all(0 <= p.points <= p.most for p in found.parts)
    assert sum(p.most for p in found.parts) == (100 if found.score is not None else 0)


ASKED = Checklist(
    (Criterion("basic", 3, F(1), F(1)), Criterion("tasks", 1, F(1)), Criterion("growth", 1, F(1, 10))),
    BANDS, F(70), F(3, 5),
)  # fmt: skip


def test_a_missed_minimum_is_not_made_up_for():
    found = mark(ASKED, {"basic": F(0), "tasks": F(1), "growth": F(5)})
    assert found.reasons == (Reason(Why.LEAST, "basic"), Reason(Why.SCORE))
    assert found.score == 40
    assert found.band == "some"


def test_growing_tenfold_counts_no_more_than_the_target():
    assert mark(ASKED, {"basic": F(1), "growth": F(10)}).score == mark(ASKED, {"basic": F(1), "growth": F(1, 10)}).score  # fmt: skip


def test_an_unreported_minimum_is_neither_passed_nor_failed():
    found = mark(ASKED, {"basic": None, "tasks": F(1), "growth": F(1)})
    assert found.outcome == Outcome.UNDECIDED
    assert found.reasons == (Reason(Why.UNKNOWN, "basic"), Reason(Why.EVIDENCE))


def test_nothing_known_has_no_score_and_no_band():
    found = mark(ASKED, {})
    assert (found.score, found.band, found.known, found.outcome) == (None, None, 0, Outcome.UNDECIDED)


def test_who_is_barred_does_not_pass_and_keeps_the_score():
    found = mark(ASKED, {"basic": F(1), "tasks": F(1), "growth": F(1)}, barred=["left"])
    assert (found.outcome, found.score) == (Outcome.NOT_PASSED, 100)
    assert found.reasons == (Reason(Why.BARRED, "left"),)


def test_a_mark_just_missed_is_not_shown_as_reached():
    assert hundredths(F(69999, 1000)) == 6999


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"criteria": ()}, "no criteria"),
        ({"criteria": (Criterion("a", 1, F(1)), Criterion("a", 1, F(1)))}, "twice"),
        ({"criteria": (Criterion("a", 0, F(1)),)}, "weights"),
        ({"criteria": (Criterion("a", 1, F(0)),)}, "targets"),
        ({"criteria": (Criterion("a", 1, F(1, 2), F(1)),)}, "minimum"),
        ({"pass_mark": F(101)}, "pass mark"),
        ({"evidence": F(2)}, "evidence"),
        ({"bands": (Band("a", F(0)), Band("b", F(10)))}, "fall"),
        ({"bands": (Band("a", F(10)),)}, "begin at 0"),
        ({"bands": ()}, "bands"),
    ],
)
def test_rules_nobody_can_be_held_to_are_refused(change, fault):
    whole = {"criteria": ASKED.criteria, "bands": BANDS, "pass_mark": F(70), "evidence": F(3, 5)}
    with pytest.raises(Unusable, match=fault):
        Checklist(**(whole | change))
