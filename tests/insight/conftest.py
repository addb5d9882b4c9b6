import pytest

from tests.insight.scattered import City, scatter


@pytest.fixture(scope="module")
def scattered(django_db_setup, django_db_blocker):
    """One city for a whole file, gone after it: figures only read."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        city: City = scatter()
        yield city
        transaction.set_rollback(True)
