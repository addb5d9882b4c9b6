"""The reasons to see a participant and what they weigh, as published."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.mentoring.test_growth import growth
from tests.records.mentoring.test_growth import record as record_months
from tests.records.mentoring.test_visits import record, visit
from tests.records.town import TODAY

from dampingi.foundation.definitions import load
from dampingi.records.mentoring.queries.attention import attention_by_id
from dampingi.records.mentoring.queries.needs import band_of, need, weighed

CODES = [entry["code"] for entry in load("needs")]


@settings(deadline=None)
@given(st.sampled_from(CODES), st.integers(-5, 400))
def test_a_reason_never_weighs_less_for_lasting_longer_and_never_more_than_is_published(code, days):
    entry = need(code)
    assert weighed(code, days) <= weighed(code, days + 1)
    assert entry["weight"] <= weighed(code, days) <= entry.get("most", entry["weight"])


@settings(deadline=None)
@given(st.integers(0, 1000))
def test_more_need_is_never_a_later_part_of_the_day(total):
    order = [band["code"] for band in load("need_bands")][::-1]
    rank = {"": -1} | {code: n for n, code in enumerate(order)}
    assert rank[band_of(total)] <= rank[band_of(total + 1)]


def test_bands_are_published_from_the_most_pressing_down():
    least = [band["least"] for band in load("need_bands")]
    assert least == sorted(least, reverse=True)
    assert band_of(0) == ""


def codes(town, today=TODAY) -> set[str]:
    return {r.code for r in attention_by_id([town.first], today=today)[town.first.id].reasons}


def test_what_is_due_is_told(town):
    assert {"never_visited", "stage_late", "growth_missing"} <= codes(town)
    record(town, visit(town, on=datetime.date(2026, 7, 18), next_on=TODAY))
    assert "never_visited" not in codes(town)
    assert "promise_today" in codes(town)
    assert "promise_missed" in codes(town, TODAY + datetime.timedelta(days=1))


@pytest.mark.parametrize(
    ("today", "asks"),
    [(datetime.date(2026, 7, 10), False), (datetime.date(2026, 7, 11), True), (TODAY, True)],
)
def test_last_month_s_growth_is_asked_for_some_days_after_its_end(town, today, asks):
    record_months(town, growth(town, month=datetime.date(2026, 5, 1)))
    assert ("growth_missing" in codes(town, today)) is asks
    record_months(town, growth(town, month=datetime.date(2026, 6, 1)))
    assert "growth_missing" not in codes(town, today)


def test_five_hundred_are_read_with_as_many_queries_as_one(town):
    def count(times: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            attention_by_id([town.first] * times, today=TODAY)
        return len(asked)

    count(1)  # what is read once for all is warm
    assert count(500) == count(1)
