import pytest
from tests.records.conftest import HERE, NEXT, SYSTEM, someone

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.regions.actions import load_regions
from dampingi.records.businesses import actions
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Business

OFFICE = someone(Role.OFFICE, "32.76")
KECAMATAN_OFFICE = someone(Role.OFFICE, "32.76.05")
BOGOR = "32.71.01.1001"

__all__ = ["BOGOR", "HERE", "KECAMATAN_OFFICE", "NEXT", "OFFICE"]


def registered(origin, **told) -> Business:
    """A business put on record by the office's import, with its owner."""
    owner = told.pop("owner", None) or PersonIntake(
        name="Sari Dewi", region=HERE, phone="+6281234567001", address="Jl. Mawar 1"
    )
    given = {"name": "Warung Sari", "region": HERE, "phone": "+6281234567001", "address": "Jl. Mawar 1"}
    row = BusinessIntake(owner=None if told.get("owner_id") else owner, **(given | told))
    id = actions.register_businesses(by=SYSTEM, origin=origin, rows=[row])[0]
    return Business.objects.unscoped("test").select_related("owner").get(id=id)


@pytest.fixture
def shop(origin):
    return registered(origin, sector="kuliner", product="keripik", annual_sales=120_000_000)


@pytest.fixture
def bogor(origin):
    """The regions of the next city, too."""
    load_regions(within="32.71.01")


def again(record):
    record.refresh_from_db()
    return record
