import datetime

import pytest

from dampingi.records.cooperatives.actions import register_cooperative
from dampingi.records.cooperatives.intake import CooperativeIntake
from dampingi.records.memberships import actions
from dampingi.records.memberships.intake import TermsIntake
from dampingi.records.partners.actions import let_in, register_partner
from dampingi.records.partners.intake import PartnerIntake
from dampingi.records.partners.models import PartnerMember
from tests.records.conftest import HERE

COOPERATIVE = CooperativeIntake(
    "Koperasi Maju", datetime.date(2019, 5, 2), "consumer", HERE, "32.76", shop_unit=True, digital="yes"
)
TERMS = TermsIntake(100_000, 20_000, asks="KTP")


@pytest.fixture
def cooperative(town):
    """Takes members; the town's partner manages it."""
    made = register_cooperative(by=town.actor("office"), told=COOPERATIVE)
    partner = register_partner(
        by=town.actor("office"), told=PartnerIntake("Koperasi Maju", "cooperative", "32.76")
    )
    let_in(by=town.actor("office"), partner=partner.id, login="partner@contoh.id", name="Partner")
    told = TermsIntake(100_000, 20_000, asks="KTP", partner_id=partner.id)
    actions.set_terms(by=town.actor("office"), cooperative=made.id, told=told)
    return made


@pytest.fixture
def other_manager(town):
    made = register_partner(
        by=town.actor("office"), told=PartnerIntake("Koperasi Lain", "cooperative", "32.76")
    )
    let_in(by=town.actor("office"), partner=made.id, login="lain@contoh.id", name="Lain")
    town.users["other_manager"] = PartnerMember.objects.get(partner=made).user
    return made


@pytest.fixture
def asked(town, cooperative):
    return actions.ask_to_join(
        by=town.actor("participant"),
        cooperative=cooperative.id,
        business=town.first.business_id,
        wish="Bahan baku",
    )


@pytest.fixture
def member(town, asked):
    return actions.decide(by=town.actor("partner"), membership=asked.id, accepted=True, reason="")
