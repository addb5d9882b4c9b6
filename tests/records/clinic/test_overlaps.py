import datetime

from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.clinic.overlaps import Span

DAY = datetime.date(2026, 7, 20)
spans = st.builds(
    Span,
    st.sampled_from([DAY, DAY + datetime.timedelta(days=1)]),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.integers(5, 720),
)


def minutes(span):
    begin = span.starts.hour * 60 + span.starts.minute
    return {(span.on, begin + n) for n in range(span.minutes)}


@given(spans, spans)
def test_two_overlap_when_they_share_a_minute(one, other):
    assert one.overlaps(other) == other.overlaps(one) == bool(minutes(one) & minutes(other))


def test_it_tells_its_times_as_people_write_them():
    assert Span(DAY, datetime.time(9), 150).told == "09.00–11.30"
    assert Span(DAY, datetime.time(23), 90).told == "23.00–00.30"
