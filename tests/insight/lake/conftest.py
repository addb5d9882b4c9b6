import pytest

from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.lake.actions import publish_lake
from tests.records.conftest import july, origin, programme, town  # noqa: F401

SYSTEM = Actor.for_system("test")


@pytest.fixture
def publish(tmp_path):
    """Publishes the database as it is into one folder; says what was made."""

    def now(**told):
        return publish_lake(**({"by": SYSTEM, "to": str(tmp_path / "lake")} | told))

    return now
