import datetime

import pytest

from dampingi.records.calendars.actions import add_times
from dampingi.records.calendars.intake import TimeIntake

WEDNESDAY = datetime.date(2026, 7, 22)
"""Two days after the town's day."""


@pytest.fixture
def write(town, july):
    """One of the city's times; a holiday of the whole day unless said otherwise."""

    def written(
        name="Libur kota", on=WEDNESDAY, last=None, *, by="office", region="32.76", kind="holiday", **more
    ):
        row = TimeIntake(kind, name, on, last or on, **more)
        return add_times(by=town.actor(by), region=region, rows=[row])[0]

    return written
