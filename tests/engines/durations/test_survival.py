"""The product-limit estimate against statsmodels and against plain counting."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dampingi.engines.durations import kaplan_meier

oracle = pytest.importorskip("statsmodels.duration.survfunc")

WATCHED = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=60)


@given(WATCHED)
@settings(deadline=None)
def test_agrees_with_statsmodels(watched):
    course = kaplan_meier((days, over, 1) for days, over in watched)
    times, status = (
        np.array([d for d, _ in watched], dtype=float),
        np.array([o for _, o in watched], dtype=int),
    )
    if not status.any():
        assert course.steps == ()
        return
    theirs = oracle.SurvfuncRight(times, status)
    told = dict(zip(theirs.surv_times, theirs.surv_prob, strict=True))
    assert {day for day, _ in course.steps} <= set(told)
    for day, share in course.steps:
        assert share == pytest.approx(told[day], abs=1e-12)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=60), st.integers(0, 60))
def test_without_censoring_it_is_the_plain_share(days, at):
    course = kaplan_meier((d, True, 1) for d in days)
    if at <= max(days):
        assert course.open_after(at) == pytest.approx(sum(d > at for d in days) / len(days))


@given(WATCHED)
def test_many_alike_are_one_row_with_a_number(watched):
    counted = {pair: watched.count(pair) for pair in watched}
    alone = kaplan_meier((d, o, 1) for d, o in watched)
    assert kaplan_meier((d, o, n) for (d, o), n in counted.items()) == alone


def test_those_still_open_are_not_taken_for_failures():
    """Control: counting them as never over says 25% after 90 days where 50% is the honest estimate."""
    watched = [(30, True, 1), (40, False, 2), (90, True, 1)]
    assert kaplan_meier(watched).open_after(89) == pytest.approx(0.75)
    assert kaplan_meier(watched).open_after(90) == 0
    assert kaplan_meier(watched).median == 90
    assert kaplan_meier(watched).open_after(91) is None


def test_nothing_watched_is_no_figure():
    empty = kaplan_meier([])
    assert (empty.n, empty.median, empty.open_after(0)) == (0, None, None)
    with pytest.raises(ValueError, match="-1"):
        kaplan_meier([(-1, True, 1)])
