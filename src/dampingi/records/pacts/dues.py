"""On which days something owed is due. Pure: dates in, dates out."""

import calendar
import datetime


def month_end(day: datetime.date) -> datetime.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def due_days(
    *, monthly: bool, due_on: datetime.date | None, first: datetime.date, last: datetime.date, until: datetime.date
) -> list[datetime.date]:  # fmt: skip
    """What is owed once on its day; what is owed monthly on each month's last day, the last one not after the agreement's end.

    `first` and `last` are the agreement's days, both inclusive; only days up to `until` are told.
    """
    if not monthly:
        return [due_on] if due_on and due_on <= min(until, last) else []
    found, day = [], first
    while day <= min(last, until):
        due = min(month_end(day), last)
        if due <= until:
            found.append(due)
        day = month_end(day) + datetime.timedelta(days=1)
    return found
