import datetime

import pytest

from dampingi.records.interventions import actions
from dampingi.records.interventions.intake import InterventionIntake
from dampingi.records.interventions.models import Taker
from tests.records.conftest import HERE

JANUARY, MAY, JUNE = (datetime.date(2026, n, 1) for n in (1, 5, 6))
"""The town's today is 20 July: June is the first whole month after a fair in May."""
FAIR = InterventionIntake(
    "fair", "Pameran Mei", "32.76", datetime.date(2026, 5, 8), datetime.date(2026, 5, 10), note="Alun-alun"
)


@pytest.fixture
def fair(town, july):
    return actions.note_intervention(by=town.actor("office"), told=FAIR)


@pytest.fixture
def taker(town, fair):
    """The participant's own business took part."""
    actions.add_takers(by=town.actor("office"), intervention=fair.id, businesses=[town.first.business_id])
    return Taker.objects.unscoped("test").get()


def said(town, taker, who, side, amount, month=None):
    month = month or (datetime.date(2026, 4, 1) if side == "before" else JUNE)
    return actions.note_turnover(by=town.actor(who), taker=taker.id, side=side, month=month, amount=amount)


__all__ = ["FAIR", "HERE", "fair", "said", "taker"]
