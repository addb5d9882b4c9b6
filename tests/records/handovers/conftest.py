import datetime

import pytest

from dampingi.foundation.accounts.actions import add_user
from dampingi.foundation.rows import new_id
from dampingi.records.handovers.actions import hand_over
from dampingi.records.handovers.intake import Asked
from dampingi.records.programmes.actions import appoint_mentors
from dampingi.records.programmes.intake import Appointment
from tests.records.conftest import FEBRUARY, HERE, SYSTEM

JUNE = datetime.date(2026, 6, 10)


@pytest.fixture
def citra(town):
    """A second mentor of HERE, who carries nobody yet."""
    user = add_user(by=SYSTEM, login="citra@contoh.id", name="Citra")
    town.users["citra"] = user
    rows = [Appointment(user=user, name="Citra", region=HERE, on=FEBRUARY)]
    town.mentors["citra"] = appoint_mentors(by=SYSTEM, programme=town.programme, rows=rows)[0]
    return town.mentors["citra"]


@pytest.fixture
def give(town):
    """give(0, 1, to=["citra"]): hand the town's participants over on 10 June."""

    def _give(*numbers, to, by="office", on=JUNE, why="balance", **told):
        asked = Asked(
            told.pop("id", None) or new_id(), tuple(town.enrolments[n].id for n in numbers),
            tuple(town.mentor(m).id for m in to), on, why, **told,
        )  # fmt: skip
        return hand_over(by=town.actor(by), programme=town.programme, asked=asked)

    return _give


@pytest.fixture(autouse=True)
def _that_day(july):
    """All of it is done on 20 July 2026."""
