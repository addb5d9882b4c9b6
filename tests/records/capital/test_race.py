"""An outcome told by two at the same moment is one of the two, whole."""

import pytest
from django.db import connection

from dampingi.records.capital import actions
from dampingi.records.capital.intake import OutcomeIntake
from dampingi.records.capital.models import Need
from tests.records.capital.test_capital import TOLD, cooperative, need  # noqa: F401 - fixtures
from tests.records.memberships.test_race import at_once

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def real(emptied):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads need a database of their own")


def telling(town, row, *said):
    return lambda: actions.note_outcome(by=town.actor("office"), need=row.id, told=OutcomeIntake(*said))


def test_an_outcome_is_noted_once(real, town, need):  # noqa: F811
    actions.note_application(by=town.actor("office"), need=need.id)
    granted, refused = (
        telling(town, need, "granted", TOLD.amount),
        telling(town, need, "refused", None, "collateral"),
    )
    assert at_once(granted, refused) == ["done", "refused"]
    row = Need.objects.unscoped("test").get(id=need.id)
    assert (row.outcome, row.granted, row.blocker) in (
        ("granted", TOLD.amount, ""),
        ("refused", None, "collateral"),
    )


def test_it_is_asked_for_once(real, town, need):  # noqa: F811
    def ask():
        actions.note_application(by=town.actor("office"), need=need.id)

    assert at_once(ask, ask) == ["done", "refused"]
