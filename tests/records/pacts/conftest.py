import datetime

import pytest
import time_machine

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.approvals.actions import settle
from dampingi.records.pacts import actions
from dampingi.records.pacts.intake import ObligationIntake, PactIntake, SignatoryIntake
from tests.records.conftest import FEBRUARY, SYSTEM
from tests.records.partners.conftest import bank, hotel, outsider
from tests.records.town import NOW

__all__ = ["bank", "hotel", "outsider"]
DAY = datetime.date
TOLD = PactIntake("joint", "Kredit bersama", "Penyaluran kredit", DAY(2026, 3, 1), DAY(2026, 12, 31))
SCAN = b"%PDF-1.4\nnaskah\n%%EOF\n"
NUMBERS = {"our_number": "500/1/DKUM", "their_number": "B-1"}


def drafted(town, partner, told=TOLD):
    office = town.actor("office")
    made = actions.draft(by=office, partner=partner.id, told=told)
    for side in ("ours", "theirs"):
        actions.add_signatory(
            by=office, pact=made.id, told=SignatoryIntake(side, f"Orang {side}", "Direktur", "Akta")
        )
    actions.add_obligation(
        by=office,
        pact=made.id,
        told=ObligationIntake("theirs", "Laporan", "monthly", None, "rupiah", 1_000_000),
    )
    actions.add_obligation(
        by=office, pact=made.id, told=ObligationIntake("ours", "Daftar usaha", "once", DAY(2026, 6, 1))
    )
    return made


def cleared(town, made):
    actions.submit_draft(by=town.actor("office"), pact=made.id)
    settle(by=town.actor("head"), subject=("pact", made.id), decision="approve")
    made.refresh_from_db()
    return made


def signed(town, made, **numbers):
    cleared(town, made)
    actions.sign(by=town.actor("office"), pact=made.id, on=DAY(2026, 3, 1), scan=SCAN, **NUMBERS | numbers)
    made.refresh_from_db()
    return made


@pytest.fixture(autouse=True)
def _on_the_town_s_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def draft(town, bank):
    return drafted(town, bank)


@pytest.fixture
def pact(town, draft):
    """Signed with the bank, in force on the town's day (20 July 2026)."""
    return signed(town, draft)


@pytest.fixture
def colleague(town):
    """Another of the office, who wrote none of it."""
    town.users["colleague"] = add_user(by=SYSTEM, login="rekan@contoh.id", name="Rekan")
    assign(by=SYSTEM, user=town.users["colleague"], role=Role.OFFICE, region="32.76", starts_on=FEBRUARY)
    return "colleague"
