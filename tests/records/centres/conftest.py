import datetime
import io

import pytest
from PIL import Image

from dampingi.records.businesses.models import Business
from dampingi.records.centres import actions
from tests.records.conftest import HERE, SYSTEM

MONDAY = datetime.date(2026, 7, 20)
"""The town's today."""
DAY = datetime.timedelta(days=1)


def picture(colour="brown"):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return out.getvalue()


def occupy(town, unit, n, first=MONDAY, last=MONDAY + 364 * DAY, by=SYSTEM):
    business = town.enrolments[n].business_id
    return actions.occupy(by=by, unit=unit.id, business=business, starts_on=first, ends_on=last)


@pytest.fixture
def centre(town):
    return actions.open_centre(by=SYSTEM, region=HERE, name="Sentra Depok", place="Jalan Melati 1")


@pytest.fixture
def unit(centre):
    return actions.add_unit(by=SYSTEM, centre=centre.id, code="A-01", kind="kiosk", fee=500_000)


@pytest.fixture
def room(centre):
    told = {"name": "Studio", "use": "live", "opens": datetime.time(9), "closes": datetime.time(17)}
    return actions.add_room(by=SYSTEM, centre=centre.id, **told)


@pytest.fixture
def shop(town):
    """The participant's own."""
    Business.objects.unscoped("test").filter(id=town.first.business_id).update(owner=town.first.person_id)
    return town.first.business_id
