import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.targets import Path, expected, standing, standing_together

FIRST, LAST = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
YEAR = st.dates(FIRST, LAST)
SHARES = st.decimals(0, 1, places=3)


def path(baseline="0", target="0.80", course="linear", **more):
    return Path(Decimal(baseline), Decimal(target), FIRST, LAST, course, **more)


def test_half_way_through_the_year_half_of_the_way_is_due():
    told = standing(path("0.20", "0.80"), Decimal("0.50"), datetime.date(2026, 7, 2))
    assert told.expected == Decimal("0.20") + Decimal("0.60") * 183 / 365
    assert told.made == Decimal("0.5")
    assert told.verdict == "watch"  # half a day's step short


@given(SHARES, SHARES, YEAR)
def test_the_line_meets_the_target_on_the_last_day_and_never_leaves_the_way(baseline, target, on):
    line = Path(baseline, target, FIRST, LAST)
    assert expected(line, LAST) == target
    assert min(baseline, target) <= expected(line, on) <= max(baseline, target)


@given(SHARES, SHARES, YEAR, st.integers(1, 364))
def test_later_is_never_less_of_the_way(baseline, target, on, days):
    line, then = Path(baseline, target, FIRST, LAST), min(LAST, on + datetime.timedelta(days=days))
    assert (expected(line, then) - expected(line, on)) * (target - baseline) >= 0


@pytest.mark.parametrize(("course", "wanted"), [("flat", Decimal("0.80")), ("end", None)])
def test_a_flat_course_expects_all_from_the_first_day_and_an_end_nothing_before_the_last(course, wanted):
    assert expected(path(course=course), FIRST) == wanted
    assert expected(path(course=course), LAST) == Decimal("0.80")
    assert expected(path(course=course), FIRST - datetime.timedelta(days=1)) is None


def test_the_same_value_is_good_in_march_and_late_in_november():
    """By its end value alone it would be late all year: this is what a trajectory is for."""
    value, line = Decimal("0.25"), path()
    assert standing(line, value, datetime.date(2026, 3, 31)).verdict == "good"
    assert standing(line, value, datetime.date(2026, 11, 30)).verdict == "late"
    assert standing(path(course="flat"), value, datetime.date(2026, 3, 31)).verdict == "late"


def test_a_high_start_is_not_taken_for_progress():
    """From 0.70 to 0.90: in July 0.72 is 90% of what is due by value, and a fifth of the way."""
    assert standing(path("0.70", "0.90"), Decimal("0.72"), datetime.date(2026, 7, 2)).verdict == "late"


@given(SHARES, SHARES, SHARES, YEAR)
def test_better_the_other_way_is_the_mirror(baseline, target, value, on):
    up = standing(Path(baseline, target, FIRST, LAST), value, on)
    down = standing(Path(-baseline, -target, FIRST, LAST, lower_is_better=True), -value, on)
    assert (up.made, up.due) == (down.made, down.due)
    if target > baseline:
        assert up.verdict == down.verdict


def test_nothing_known_and_no_way_to_go_divide_nothing():
    assert standing(path(), None, LAST).verdict == "none"
    still = standing(path("0.80", "0.80"), Decimal("0.79"), datetime.date(2026, 6, 1))
    assert (still.made, still.due, still.verdict) == (None, None, "watch")
    assert standing(path("0.90", "0.80"), Decimal("0.85"), datetime.date(2026, 6, 1)).verdict in (
        "good",
        "watch",
    )


WEIGHTS = st.integers(1, 500)


@given(SHARES, SHARES, SHARES, YEAR, st.lists(WEIGHTS, min_size=1, max_size=4))
def test_together_with_the_same_path_they_stand_as_one(baseline, target, value, on, weights):
    line = Path(baseline, target, FIRST, LAST)
    one, all_ = standing(line, value, on), standing_together([(w, line) for w in weights], value, on)
    assert float(all_.expected) == pytest.approx(float(one.expected))
    if abs(value - one.expected) > Decimal("0.000001"):
        assert (all_.verdict == "good") == (one.verdict == "good")


@given(st.lists(st.tuples(WEIGHTS, SHARES, SHARES), min_size=2, max_size=4), YEAR)
def test_what_is_expected_of_all_is_what_they_would_have_if_each_were_where_it_should_be(told, on):
    """The oracle adds numerators up, as the figure of all does."""
    parts = [(w, Path(b, t, FIRST, LAST)) for w, b, t in told]
    numerator = sum(w * float(expected(p, on)) for w, p in parts)
    whole = sum(w for w, _path in parts)
    found = standing_together(parts, Decimal(0), on)
    assert float(found.expected) == pytest.approx(numerator / whole)


def test_a_mean_of_targets_that_forgets_who_is_large_would_call_a_late_province_good():
    parts = [(900, path(target="0.90", course="flat")), (100, path(target="0.50", course="flat"))]
    value = Decimal("0.75")
    assert standing_together(parts, value, FIRST).verdict == "watch"
    assert value > (Decimal("0.90") + Decimal("0.50")) / 2  # by the plain mean it were good


def test_nothing_is_expected_of_all_while_nothing_is_of_one_that_counts():
    parts = [(10, path()), (10, path(course="end"))]
    assert standing_together(parts, Decimal("0.5"), datetime.date(2026, 6, 1)).verdict == "none"
    assert standing_together(parts, Decimal("0.9"), LAST).verdict == "good"
    silent = [(10, path()), (0, path(course="end"))]
    assert standing_together(silent, Decimal("0.9"), datetime.date(2026, 6, 1)).verdict == "good"


def test_nobody_who_brings_anything_is_an_error_and_no_division():
    with pytest.raises(ValueError, match="denominators"):
        standing_together([(0, path())], Decimal("0.5"), LAST)
