from decimal import Decimal

import pytest

from dampingi.outcomes.plans.actions import Drafted, open_plan, write_activity
from tests.records.conftest import july, origin, programme, town  # noqa: F401
from tests.records.town import KOTA

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


@pytest.fixture
def written(town, plan):  # noqa: F811
    return write_activity(by=town.actor("office"), plan=plan, drafted=drafted())
