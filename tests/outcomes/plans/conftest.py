from decimal import Decimal

import pytest
from django.db import connection

from dampingi.outcomes.plans.actions import Drafted, open_plan, register_wish, write_activity
from tests.records.conftest import july, origin, programme, town  # noqa: F401
from tests.records.town import KECAMATAN, KOTA

SUB = "2.17.07.2.01.0003"


@pytest.fixture
def plan(town, july):  # noqa: F811
    return open_plan(by=town.actor("office"), region=KOTA, year=2027, ceiling=1_000_000_000)


def drafted(**more):
    told = {
        "title": "Fasilitasi NIB",
        "code": SUB,
        "indicator": "Usaha ber-NIB",
        "unit": "usaha",
        "target": Decimal(120),
        "q1": 10_000_000,
        "q3": 5_000_000,
    }
    return Drafted(**told | more)


def unguarded(table):
    """As somebody with the database in hand could do: the trigger is gone until the test is over."""
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_no_update{on}")


@pytest.fixture
def written(town, plan):  # noqa: F811
    return write_activity(by=town.actor("office"), plan=plan, drafted=drafted())


@pytest.fixture
def wish(town, plan):  # noqa: F811
    return register_wish(
        by=town.actor("office"),
        plan=plan,
        origin="musrenbang",
        text="Pelatihan kemasan",
        reference="12/2026",
        place=KECAMATAN,
    )
