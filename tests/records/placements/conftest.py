import datetime
import uuid

import pytest

from dampingi.records.partners import actions as partnering
from dampingi.records.partners.intake import PartnerIntake
from dampingi.records.partners.models import PartnerMember
from dampingi.records.placements import actions
from dampingi.records.placements.intake import Pieces, PlacementIntake
from tests.records.catalogue.conftest import draft, folder, shown, waiting
from tests.records.pacts.conftest import drafted, signed

__all__ = ["draft", "folder", "shown", "waiting"]
DAY = datetime.date(2026, 7, 20)


def pieces(row, n, batch=None, on=DAY):
    return Pieces(on, batch or uuid.uuid4(), {row.id: n})


@pytest.fixture
def hotel(town, july):
    """Its person is `partner`; the school's is `teacher`."""
    made = {}
    for who, name, kind in (("partner", "Hotel Pelangi", "hotel"), ("teacher", "SMK Cipta", "school")):
        made[who] = partnering.register_partner(
            by=town.actor("office"), told=PartnerIntake(name, kind, "32.76")
        )
        partnering.let_in(by=town.actor("office"), partner=made[who].id, login=f"{who}@contoh.id", name=who)
        town.users[who] = PartnerMember.objects.get(partner=made[who]).user
    for n, each in enumerate(made.values()):
        signed(town, drafted(town, each), our_number=f"500/{n}", their_number=f"B-{n}")
    return made["partner"]


@pytest.fixture
def shelf(town, hotel):
    told = PlacementIntake(hotel.id, "Rak di lobi", 1_250, datetime.date(2026, 7, 1))
    return actions.open_placement(by=town.actor("office"), told=told)


@pytest.fixture
def line(town, shelf, shown):
    return actions.list_product(by=town.actor("office"), placement=shelf.id, product=shown.id, price=18_500)


@pytest.fixture
def stocked(town, shelf, line):
    """Forty pieces stand at the hotel."""
    actions.deliver(by=town.actor("office"), placement=shelf.id, told=pieces(line, 40))
    line.refresh_from_db()
    return line
