import pytest
from tests.insight.monitoring.offices import at_noon, entering, standing


@pytest.fixture(scope="module")
def readers(django_db_setup, django_db_blocker):
    """The scattered city with people who read its dashboards, once for a file."""
    with django_db_blocker.unblock(), standing() as city:
        yield city


@pytest.fixture
def enter(readers, client):
    with at_noon():
        yield entering(client)
