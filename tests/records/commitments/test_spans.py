"""Which spans a rule has, held against looking at every single day."""

import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from dampingi.records.commitments.spans import LONGEST, Rule, Span, merged, spans

UTC, DAY = datetime.UTC, datetime.timedelta(days=1)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
FIRST = datetime.datetime(2026, 1, 1, tzinfo=UTC)
days = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
moments = st.integers(0, 364 * 24 * 60).map(lambda n: FIRST + datetime.timedelta(minutes=n))
clock = st.integers(0, 1439).map(lambda n: datetime.time(n // 60, n % 60))


@st.composite
def rules(draw):
    starts, ends = sorted((draw(clock), draw(clock)))
    assume(starts < ends)
    on, weekly = draw(days), draw(st.booleans())
    until = draw(st.one_of(st.none(), st.dates(on, datetime.date(2027, 6, 1)))) if weekly else None
    return Rule(on, starts, ends, draw(st.sampled_from(ZONES)), weekly, until)


def every_day(rule, start, end):
    zone, day = ZoneInfo(rule.zone), start.date() - 2 * DAY
    while day <= end.date() + 2 * DAY:
        weekly = rule.weekly and day >= rule.on and day.weekday() == rule.on.weekday()
        if (weekly and (rule.until is None or day <= rule.until)) or day == rule.on:
            one = Span(
                datetime.datetime.combine(day, rule.starts, zone),
                datetime.datetime.combine(day, rule.ends, zone),
            )
            if one.start < end and start < one.end:
                yield one
        day += DAY


@given(rules(), moments, st.timedeltas(datetime.timedelta(hours=1), datetime.timedelta(days=60)))
def test_the_spans_are_those_of_looking_at_every_day(rule, start, length):
    end = start + length
    assert list(spans(rule, start, end)) == list(every_day(rule, start, end))


@given(st.lists(st.tuples(moments, st.integers(1, 600))))
def test_merging_keeps_every_busy_minute_and_no_free_one(told):
    found = [Span(m, m + datetime.timedelta(minutes=n)) for m, n in told]
    out = merged(found)
    assert all(a.end < b.start for a, b in pairwise(out))
    assert all(any(o.start <= s.start and s.end <= o.end for o in out) for s in found)
    edges = {s.start for s in found}, {s.end for s in found}
    assert all(o.start in edges[0] and o.end in edges[1] for o in out)


def test_nine_o_clock_in_jayapura_is_seven_in_depok():
    rule = Rule(datetime.date(2026, 7, 21), datetime.time(9), datetime.time(10), "Asia/Jayapura")
    found = next(
        spans(rule, datetime.datetime(2026, 7, 20, tzinfo=UTC), datetime.datetime(2026, 7, 23, tzinfo=UTC))
    )
    assert found.start.astimezone(ZoneInfo("Asia/Jakarta")).hour == 7


def test_an_endless_question_has_an_end():
    rule = Rule(datetime.date(2026, 7, 21), datetime.time(9), datetime.time(10), ZONES[0], weekly=True)
    start = datetime.datetime(2026, 7, 20, tzinfo=UTC)
    assert len(list(spans(rule, start, datetime.datetime(9999, 12, 30, tzinfo=UTC)))) <= LONGEST.days // 7 + 1
