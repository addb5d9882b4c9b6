import datetime

import pytest

from dampingi.records.partners import actions as partnering
from dampingi.records.partners.intake import PartnerIntake
from dampingi.records.partners.models import PartnerMember
from dampingi.records.photojobs import actions
from dampingi.records.photojobs.actions import Slot
from tests.records.catalogue.conftest import draft, drawn, folder, shown, waiting

__all__ = ["draft", "drawn", "folder", "shown", "waiting"]
DUE = datetime.date(2026, 8, 10)
SLOT = Slot("Kelas 3A", datetime.date(2026, 7, 27), datetime.time(9), "Studio kampus")


@pytest.fixture
def polytechnic(town, july):
    """Its person is `partner`; another one's is `rival`."""
    made = {}
    for who, name in (("partner", "Politeknik Citra"), ("rival", "Politeknik Lain")):
        made[who] = partnering.register_partner(
            by=town.actor("office"), told=PartnerIntake(name, "polytechnic", "32.76")
        )
        partnering.let_in(by=town.actor("office"), partner=made[who].id, login=f"{who}@contoh.id", name=who)
        town.users[who] = PartnerMember.objects.get(partner=made[who]).user
    return made["partner"]


@pytest.fixture
def job(town, draft, polytechnic):
    own = town.actor("participant")
    return actions.ask_for_photos(
        by=own, product=draft.id, partner=polytechnic.id, due_on=DUE, wish="Latar putih"
    )


@pytest.fixture
def handed_in(town, job):
    partner = town.actor("partner")
    actions.take_job(by=partner, job=job.id, slot=SLOT)
    for colour in ("navy", "olive"):
        actions.add_job_photo(by=partner, job=job.id, raw=drawn(colour))
    return actions.hand_in(by=partner, job=job.id)
