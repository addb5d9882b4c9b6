import datetime

import pytest

from dampingi.records.cooperatives.actions import register_cooperative
from dampingi.records.cooperatives.intake import CooperativeIntake
from dampingi.records.materials import actions
from dampingi.records.materials.intake import PoolIntake
from tests.records.conftest import HERE
from tests.records.town import KECAMATAN, TODAY

DAY = datetime.timedelta(days=1)
TOLD = PoolIntake(
    KECAMATAN, "Tepung", "kg", 232_000, 11_500, "Pasar Kemiri", TODAY - DAY, "buyers", TODAY + 5 * DAY, TODAY + 10 * DAY,
    supplier="Agen", per=25,
)  # fmt: skip


@pytest.fixture
def cooperative(town):
    told = CooperativeIntake("Koperasi Maju", datetime.date(2019, 5, 2), "consumer", HERE, "32.76")
    return register_cooperative(by=town.actor("office"), told=told)


@pytest.fixture
def pool(town):
    return actions.open_pool(by=town.actor("office"), told=TOLD)


@pytest.fixture
def wanted(town, pool):
    """30 kg by the participant, 10 kg by another business."""
    return [
        actions.join_pool(
            by=town.actor(who), pool=pool.id, business=town.enrolments[n].business_id, quantity=q, needed_by=TOLD.deliver_by
        )
        for n, (who, q) in enumerate((("participant", 30), ("office", 10)))
    ]  # fmt: skip
