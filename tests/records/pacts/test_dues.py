"""On which days something is due, against counting every day."""

import calendar
import datetime

from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.pacts.dues import due_days

DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))


def counted(first, last, until):
    """Every day is looked at: the last of its month, or the agreement's own last."""
    found, day = [], first
    while day <= min(last, until):
        ends = calendar.monthrange(day.year, day.month)[1]
        if day.day == ends or day == last:
            found.append(day)
        day += datetime.timedelta(days=1)
    return found


@given(first=DAYS, length=st.integers(0, 900), until=DAYS)
def test_monthly_dues_are_those_of_a_count_day_by_day(first, length, until):
    last = first + datetime.timedelta(days=length)
    assert due_days(monthly=True, due_on=None, first=first, last=last, until=until) == counted(
        first, last, until
    )


@given(first=DAYS, length=st.integers(0, 900), due=DAYS, until=DAYS)
def test_what_is_owed_once_is_due_on_its_day_and_not_after_the_end(first, length, due, until):
    last = first + datetime.timedelta(days=length)
    found = due_days(monthly=False, due_on=due, first=first, last=last, until=until)
    assert found == ([due] if due <= last and due <= until else [])
