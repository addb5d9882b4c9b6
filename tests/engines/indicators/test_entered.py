"""What people typed, added up: periods, places, and nothing from nothing."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.indicators import Cell, Unclear, first_day, last_day, parse, totalled
from dampingi.engines.indicators.entered import MONTHS, Entered

DAY = datetime.date
RAW = {
    "code": "deals", "name": "Deals", "why": "w", "formula": "f", "source": "s", "unit": "u", "limits": "l", "kind": "mean",
    "direction": "up", "groupings": ["kecamatan", "month"],
    "entered": {"level": "kecamatan", "every": "month", "over": "sum", "numerator": "signed"},
}  # fmt: skip
cells = st.lists(
    st.builds(Cell, st.sampled_from(["a", "b", "c"]), st.dates(DAY(2026, 1, 1), DAY(2026, 12, 31)), st.integers(0, 99), st.integers(1, 9)),
    max_size=12, unique_by=lambda c: (c.region, c.end),
)  # fmt: skip


@given(cells)
def test_the_last_of_each_place_is_what_a_search_finds(told):
    found = totalled(told, Entered("kecamatan", "month", "last", "n", "d"))
    last = [c for c in told if not any(o.region == c.region and o.end > c.end for o in told)]
    assert (found.numerator, found.denominator) == (
        sum(c.numerator for c in last),
        sum(c.denominator for c in last),
    )


@given(cells)
def test_places_add_up_and_nothing_typed_is_no_zero(told):
    found = totalled(told, Entered("kecamatan", "month", "sum", "n"))
    assert found.value == (Decimal(sum(c.numerator for c in told)) if told else None)


@given(st.dates(DAY(1990, 1, 1), DAY(2190, 1, 1)), st.sampled_from(list(MONTHS)))
def test_a_day_lies_in_its_period_and_periods_follow_each_other(day, every):
    start = first_day(day, every)
    end = last_day(start, every)
    assert start <= day <= end
    assert first_day(end, every) == start
    assert first_day(end + datetime.timedelta(days=1), every) == end + datetime.timedelta(days=1)


def test_it_is_broken_down_by_places_above_only(shops):
    assert parse(RAW, {"shops": shops}).entered.level == "kecamatan"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"groupings": ["kelurahan"]}, "groupings"),
        ({"groupings": ["month"], "entered": RAW["entered"] | {"every": "year"}}, "groupings"),
        ({"kind": "proportion"}, "kind"),
        ({"entered": RAW["entered"] | {"level": "rt"}}, "level"),
        ({"entered": RAW["entered"] | {"numerator": " "}}, "numerator"),
        ({"entered": "x"}, "entered"),
        ({"filter": []}, "filter"),
    ],
)
def test_what_cannot_be_typed_is_refused(changed, field, shops):
    with pytest.raises(Unclear) as unclear:
        parse(RAW | changed, {"shops": shops})
    assert unclear.value.field == field
