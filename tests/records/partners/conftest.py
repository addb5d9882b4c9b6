import pytest

from dampingi.foundation.accounts.actions import add_user
from dampingi.records.partners import actions
from dampingi.records.partners.intake import PartnerIntake
from dampingi.records.partners.models import PartnerMember
from tests.records.conftest import SYSTEM

TOLD = PartnerIntake(
    "Bank Mitra", "bank", "32.76", "Jalan Margonda 1", needs="Usaha yang siap", offers="Kredit"
)


@pytest.fixture
def bank(town):
    """A bank for which the town's partner logs in."""
    made = actions.register_partner(by=town.actor("office"), told=TOLD)
    actions.let_in(by=town.actor("office"), partner=made.id, login="partner@contoh.id", name="Partner")
    return made


@pytest.fixture
def hotel(town):
    """Another partner, whose person is `hotelier`."""
    made = actions.register_partner(
        by=town.actor("office"), told=PartnerIntake("Hotel Pelangi", "hotel", "32.76.05")
    )
    actions.let_in(by=town.actor("office"), partner=made.id, login="hotelier@contoh.id", name="Hotelier")
    town.users["hotelier"] = PartnerMember.objects.get(partner=made).user
    return made


@pytest.fixture
def outsider(town):
    town.users["outsider"] = add_user(by=SYSTEM, login="luar@contoh.id", name="Luar")
    return town.users["outsider"]
