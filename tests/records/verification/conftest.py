import pytest

from dampingi.records.businesses.models import Business


@pytest.fixture
def unverified(city):
    found = Business.objects.unscoped("test").filter(standing="", archived_at=None, nib="")
    return found.order_by("region", "key", "id").first()
