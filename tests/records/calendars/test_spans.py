"""Which times are kept on a day, held to counting every minute."""

import datetime
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.calendars.spans import DAY, kept_between, longest_free

FIRST = datetime.date(2027, 2, 22)
"""A Monday."""


@dataclass(frozen=True)
class Time:
    kind: str = "other"
    name: str = "x"
    first: datetime.date = FIRST
    last: datetime.date = FIRST
    weekdays: str = ""
    starts: datetime.time | None = None
    ends: datetime.time | None = None
    closed: bool = True


def clock(minute: int) -> datetime.time:
    return datetime.time(minute // 60, minute % 60)


@st.composite
def times(draw) -> Time:
    first = FIRST + datetime.timedelta(days=draw(st.integers(-5, 12)))
    last = first + datetime.timedelta(days=draw(st.integers(0, 20)))
    kind = draw(st.sampled_from(["other", "hours"]))
    hours = draw(st.none() | st.tuples(st.integers(0, 1438), st.integers(1, 60)))
    if kind == "hours" and hours is None:
        hours = (480, 420)
    starts = ends = None
    if hours:
        starts, ends = clock(hours[0]), clock(min(hours[0] + hours[1], 1439))
    weekdays = "".join(sorted(draw(st.sets(st.sampled_from("0123456")))))
    return Time(kind, "x", first, last, weekdays, starts, ends, kind == "hours" or draw(st.booleans()))


def holds(time: Time, day: datetime.date, minute: int) -> bool:
    """The oracle: said of one minute, in words."""
    if not time.first <= day <= time.last or (time.weekdays and str(day.weekday()) not in time.weekdays):
        return False
    if time.starts is None:
        return True
    within = time.starts <= clock(minute) < time.ends
    return not within if time.kind == "hours" else within


@given(st.lists(times(), max_size=3), st.integers(0, 6))
def test_every_minute_is_kept_that_some_time_holds_and_no_other(found, n):
    day = FIRST + datetime.timedelta(days=n)
    kept = kept_between(found, FIRST, FIRST + datetime.timedelta(days=6))
    here = [k for k in kept if k.day == day]
    for minute in range(0, DAY, 7):
        assert any(k.starts <= minute < k.ends for k in here) == any(holds(t, day, minute) for t in found)


@given(st.lists(times(), max_size=4), st.integers(0, DAY - 1), st.integers(1, 600))
def test_what_is_left_is_the_longest_run_of_open_minutes(found, starts, length):
    ends = min(starts + length, DAY)
    here = kept_between(found, FIRST, FIRST)
    best, run = 0, 0
    for minute in range(starts, ends):
        run = 0 if any(k.closed and k.starts <= minute < k.ends for k in here) else run + 1
        best = max(best, run)
    left = longest_free(starts, ends, here)
    assert (left[1] - left[0] if left else 0) == best
    assert left is None or not any(k.closed and k.meets(*left) for k in here)


def test_in_ramadan_what_lies_outside_the_hours_is_closed():
    month = Time("hours", "Ramadan", FIRST, FIRST, "", datetime.time(8), datetime.time(15))
    assert [(k.starts, k.ends, k.closed) for k in kept_between([month], FIRST, FIRST)] == [
        (0, 480, True),
        (900, 1440, True),
    ]


def test_a_friday_morning_ends_at_the_prayer():
    friday = FIRST + datetime.timedelta(days=4)
    prayer = Time(
        "prayer",
        "Salat Jumat",
        FIRST,
        FIRST + datetime.timedelta(days=30),
        "4",
        datetime.time(11, 30),
        datetime.time(13),
    )
    assert longest_free(540, 780, kept_between([prayer], friday, friday)) == (540, 690)
    assert longest_free(780, 1020, kept_between([prayer], friday, friday)) == (780, 1020)
