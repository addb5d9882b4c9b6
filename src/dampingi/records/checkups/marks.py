"""When an alumnus is asked. Pure."""

import calendar
import datetime


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months on; the last of a shorter month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
