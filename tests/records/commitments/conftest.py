import datetime

import pytest

from dampingi.foundation.rows import new_id
from dampingi.records.commitments.actions import Kept, keep
from dampingi.records.commitments.sealing import About
from tests.records.conftest import HERE

SECRET = "Jualan di Pasar Kemiri"


@pytest.fixture(autouse=True)
def _that_day(july):
    """All of it is done on 20 July 2026, a Monday."""


@pytest.fixture
def kept(town):
    """kept(9, 12, day=22): Ana (or `by`) keeps that time."""

    def _kept(start=9, end=12, day=22, by="ana", title=SECRET, note="dengan kakak", weekly=False, id=None):
        told = Kept(
            id or new_id(), datetime.date(2026, 7, day), datetime.time(start), datetime.time(end), weekly, None,
            About(title, note),
        )  # fmt: skip
        return keep(by=town.actor(by), kept=told, region=HERE)

    return _kept
