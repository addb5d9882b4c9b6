import datetime

import pytest

from dampingi.foundation.rows import new_id
from dampingi.records.hours.actions import log_work
from dampingi.records.hours.intake import WorkIntake
from dampingi.records.mentoring.actions import record_visits
from dampingi.records.mentoring.intake import VisitIntake

JUNE = datetime.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _that_day(july):
    """All of it is done on 20 July 2026."""


@pytest.fixture
def row(town):
    """row(on=..., minutes=...): work of Ana's as her phone would send it."""

    def _row(day=10, kind="perjalanan", minutes=60, starts=None, month=6, mentor="ana", **more):
        on = datetime.date(2026, month, day)
        return WorkIntake(
            more.pop("id", None) or new_id(), town.mentor(mentor).id, on, kind, minutes, starts, **more
        )

    return _row


@pytest.fixture
def log(town, row):
    def _log(*args, by="ana", **told):
        return log_work(by=town.actor(by), rows=[row(*args, **told)])[0]

    return _log


@pytest.fixture
def visited(town):
    """Ana visits her first participant on a day of June."""

    def _visited(day=10, minutes=45):
        said = VisitIntake(
            enrolment_id=town.first.id, mentor_id=town.mentor("ana").id, on=datetime.date(2026, 6, day),
            minutes=minutes, topic="legalitas",
        )  # fmt: skip
        return record_visits(by=town.actor("ana"), origin=town.origin, rows=[said])[0]

    return _visited
