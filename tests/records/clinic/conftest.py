import pytest

from dampingi.records.businesses.models import Business


@pytest.fixture
def shop(town):
    """The participant's own."""
    Business.objects.unscoped("test").filter(id=town.first.business_id).update(owner=town.first.person_id)
    return town.first.business_id
