"""The office's calendar: the year's fixed holidays and the Friday prayer, hours of work in Ramadan, a kecamatan's market day."""

import datetime

from dampingi.demo.building import Building
from dampingi.foundation.regions.codes import ancestor
from dampingi.records.calendars.actions import add_times
from dampingi.records.calendars.intake import TimeIntake
from dampingi.records.calendars.models import Kind
from dampingi.records.calendars.proposals import proposed

RAMADAN = {
    2025: (datetime.date(2025, 3, 1), datetime.date(2025, 3, 30)),
    2026: (datetime.date(2026, 2, 19), datetime.date(2026, 3, 20)),
}
"""As the government fixed it; other years have none here."""
TUESDAY = "1"


def write(b: Building) -> None:
    by, city, year = b.persona("penyelenggara"), b.programme.region, b.programme.starts_on.year
    rows = [row for each in (year, year + 1) for row in proposed(city, each)]
    if year in RAMADAN:
        first, last = RAMADAN[year]
        rows.append(
            TimeIntake(Kind.HOURS, "Jam kerja Ramadan", first, last, "", datetime.time(8), datetime.time(15))
        )
    add_times(by=by, region=city, rows=rows)
    own = next(m for m in b.mentors if m.user_id == b.users["pendamping"].id)
    market = TimeIntake(
        Kind.MARKET, "Hari pasar kecamatan", datetime.date(year, 1, 1), datetime.date(year + 1, 12, 31), TUESDAY,
        datetime.time(6), datetime.time(11), closed=False,
    )  # fmt: skip
    add_times(by=by, region=ancestor(own.region, 3), rows=[market])
