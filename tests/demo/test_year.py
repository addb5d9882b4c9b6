"""The year: feasts, months and market days, and where the demo's day stands in it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.demo.calendars import Year, add_months, last_day, lebaran, months_between

ANNOUNCED = {2022: (5, 2), 2023: (4, 22), 2024: (4, 10), 2025: (3, 31), 2026: (3, 21)}
"""1 Syawal as Indonesia's government announced or scheduled it."""


@pytest.mark.parametrize(("year", "day"), ANNOUNCED.items())
def test_lebaran_is_within_a_day_of_what_was_announced(year, day):
    assert abs((lebaran(year) - datetime.date(year, *day)).days) <= 1


@given(st.integers(2001, 2032))
def test_every_year_has_a_lebaran(year):
    assert lebaran(year).year == year


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 31)))
def test_the_year_looked_at_is_nearly_over_and_never_ahead(today):
    year = Year.seen_from(today)
    assert year.today <= today
    assert year.today >= year.on(11, 16)
    assert year.full_months[0] == year.on(2, 1)
    assert year.full_months[-1] in (year.on(10, 1), year.on(11, 1))
    assert all(last_day(m) < year.today for m in year.full_months)


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 31)), st.integers(0, 30))
def test_months_add_up(day, count):
    first = day.replace(day=1)
    assert months_between(first, add_months(first, count))[-1] == add_months(first, count)
    assert last_day(first) + datetime.timedelta(days=1) == add_months(first, 1)


def test_nobody_is_visited_on_a_feast_and_few_on_market_days():
    year = Year(2026, datetime.date(2026, 11, 21))
    assert year.weight(datetime.date(2026, 8, 17), 0) == 0
    assert year.weight(lebaran(2026), 0) == 0
    monday = datetime.date(2026, 6, 8)
    assert year.weight(monday, market_day=0) < year.weight(monday, market_day=3)


def test_food_and_clothes_sell_before_lebaran_and_less_after():
    year = Year(2026, datetime.date(2026, 11, 21))
    march, april, june = (datetime.date(2026, m, 1) for m in (3, 4, 6))
    assert year.sales(march, "fesyen") > year.sales(june, "fesyen") > year.sales(april, "fesyen")
