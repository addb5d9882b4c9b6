"""Medians with those in them who still wait, held to what can be said without any formula."""

import statistics

from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.questions.waits import Kept, Wait, kept, median

waits = st.builds(Wait, st.integers(0, 40).map(float), st.booleans())


def test_the_worked_example_of_kaplan_and_meier_1958():
    """Their eight deaths and losses: 0.525 are left after 5.4, and 0.2625 after 9.2."""
    told = [
        (0.8, True),
        (1.0, False),
        (2.7, False),
        (3.1, True),
        (5.4, True),
        (7.0, False),
        (9.2, True),
        (12.1, False),
    ]
    assert median([Wait(days, ended) for days, ended in told]) == 9.2


def test_leaving_out_the_unanswered_would_flatter():
    answered, waiting = [Wait(1, True)] * 3, [Wait(30, False)] * 5
    assert median(answered) == 1
    assert median(answered + waiting) is None


def test_nobody_asked_and_nobody_answered_have_no_median():
    assert median([]) is None
    assert median([Wait(9, False)]) is None


@given(st.lists(st.integers(0, 40), min_size=1, max_size=40))
def test_when_all_are_answered_it_is_the_lower_median(days):
    assert median([Wait(d, True) for d in days]) == statistics.median_low(days)


@given(st.lists(waits, min_size=1, max_size=30), st.integers(1, 20))
def test_who_goes_on_waiting_never_makes_the_median_earlier(told, more):
    longer = [w if w.ended else Wait(w.days + more, ended=False) for w in told]
    before, after = median(told), median(longer)
    assert after is None or before is None or after >= before


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(-20, 20)), st.booleans()), max_size=40))
def test_every_promise_is_kept_broken_or_still_within_its_time(told):
    found = kept(told)
    promised = [t for t in told if t[0] is not None]
    broken = sum(1 for left, _served in promised if left < 0)
    assert found.kept + broken + found.pending == len(promised)
    assert found.due == found.kept + broken


def test_an_unanswered_question_past_its_day_counts_as_broken():
    assert kept([(1, True), (-1, False), (2, False), (None, False)]) == Kept(due=2, kept=1, pending=1)
    assert kept([(2, False)]).share is None
