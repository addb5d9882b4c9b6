"""The pure part: sums, overlaps, long days, held to plain counting minute by minute."""

import datetime
import uuid
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.hours.days import Entry, long_days, overlapping, per_day, totals

DAY = datetime.date(2026, 6, 10)
parts = st.tuples(st.integers(0, 2), st.sampled_from("ab"), st.integers(5, 720), st.integers(-1, 1439))


def _entry(told: tuple[int, str, int, int]) -> Entry:
    day, kind, minutes, at = told
    starts = None if at < 0 else datetime.time(at // 60, at % 60)
    return Entry(uuid.uuid4(), DAY + datetime.timedelta(days=day), kind, minutes, starts)


entries = st.lists(parts.map(_entry), max_size=10)


def entry(starts: str, minutes: int) -> Entry:
    return Entry(uuid.uuid4(), DAY, "perjalanan", minutes, datetime.time.fromisoformat(starts))


@given(entries)
def test_what_shares_a_minute_with_another_overlaps_and_nothing_else(found):
    taken: Counter = Counter()
    for e in found:
        for minute in range(*e.span) if e.span else ():
            taken[e.on, minute] += 1
    right = {e.id for e in found if e.span and any(taken[e.on, m] > 1 for m in range(*e.span))}
    assert overlapping(found) == right


@given(entries)
def test_nothing_is_lost_in_the_sums(found):
    everything = sum(e.minutes for e in found)
    assert sum(totals(found).values()) == sum(per_day(found).values()) == everything


def test_what_follows_at_once_does_not_overlap():
    assert overlapping([entry("08:00", 60), entry("09:00", 30)]) == set()
    a, b, c = entry("08:00", 240), entry("09:00", 30), entry("11:00", 30)
    assert overlapping([a, b, c]) == {a.id, b.id, c.id}


def test_a_day_of_more_than_twelve_hours_is_long():
    assert long_days([entry("00:00", 700), entry("12:00", 20)]) == set()
    assert long_days([entry("00:00", 700), entry("12:00", 21)]) == {DAY}
