"""The programme's year: its months, its feasts and the days on which anyone visits anyone."""

import datetime
import math
from dataclasses import dataclass

DAY = datetime.timedelta(days=1)
_WEEKDAY_WEIGHT = (0.9, 1.1, 1.1, 1.0, 0.55, 1.35, 0.35)
"""Mentors are business people: most meet their participants on Saturdays, few on Fridays and Sundays."""


def month_of(day: datetime.date) -> datetime.date:
    return day.replace(day=1)


def add_months(month: datetime.date, count: int) -> datetime.date:
    years, index = divmod(month.month - 1 + count, 12)
    return datetime.date(month.year + years, index + 1, 1)


def months_between(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """First days of the months from `first` to `last`, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [add_months(month_of(first), i) for i in range(count + 1)]


def last_day(month: datetime.date) -> datetime.date:
    return add_months(month, 1) - DAY


def lebaran(year: int) -> datetime.date:
    """1 Syawal in that year, by the tabular Islamic calendar (astronomical epoch): within a day of what is announced."""
    hijri = round((year - 622) * 33 / 32)
    for candidate in (hijri - 1, hijri, hijri + 1):
        day = _syawal(candidate)
        if day.year == year:
            return day
    raise ValueError(f"no Lebaran found in {year}")


def _syawal(hijri: int) -> datetime.date:
    julian = 1 + math.ceil(29.5 * 9) + (hijri - 1) * 354 + (3 + 11 * hijri) // 30 + 1948438.5
    return datetime.date.fromordinal(int(julian - 1721424.5))


@dataclass(frozen=True)
class Year:
    """`today` is where the year stands: nothing happens after it."""

    year: int
    today: datetime.date

    @classmethod
    def seen_from(cls, today: datetime.date) -> "Year":
        """The latest programme year that has run nearly to its end, so that there is a year to look back on."""
        year = today.year if (today.month, today.day) >= (11, 16) else today.year - 1
        return cls(year, min(today, datetime.date(year, 12, 12)))

    def on(self, month: int, day: int) -> datetime.date:
        return datetime.date(self.year, month, day)

    @property
    def months(self) -> list[datetime.date]:
        """The mentoring months begun so far, February to November."""
        return [m for m in months_between(self.on(2, 1), self.on(11, 1)) if m <= self.today]

    @property
    def full_months(self) -> list[datetime.date]:
        return [m for m in self.months if last_day(m) < self.today]

    def weight(self, day: datetime.date, market_day: int) -> float:
        """How likely a visit falls on this day in a kecamatan whose weekly market is on that weekday."""
        feast = lebaran(self.year)
        if -3 <= (day - feast).days <= 8 or (day.month, day.day) in ((5, 1), (6, 1), (8, 17)):
            return 0.0
        fasting = 0.6 if 0 < (feast - day).days <= 30 else 1.0
        return _WEEKDAY_WEIGHT[day.weekday()] * fasting * (0.3 if day.weekday() == market_day else 1.0)

    def sales(self, month: datetime.date, sector: str) -> float:
        """The season in a month's turnover: much before Lebaran for food and clothes, little after."""
        feast = lebaran(self.year)
        before = month_of(feast - 12 * DAY)
        lift = {"kuliner": 1.25, "fesyen": 1.45, "perdagangan": 1.15, "agribisnis": 1.05}.get(sector, 0.97)
        if month == before:
            return lift
        if month == month_of(feast + 12 * DAY):
            return 0.88
        return {7: 1.03, 8: 0.98, 11: 1.02, 12: 1.08}.get(month.month, 1.0)
