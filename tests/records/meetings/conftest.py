import datetime

import pytest

from dampingi.foundation.notices.models import Notice
from dampingi.records.meetings import actions

AT = datetime.datetime(2026, 7, 22, 2, tzinfo=datetime.UTC)
"""Nine o'clock in Jakarta, two days after the town's day."""
HOUR = datetime.timedelta(hours=1)


def told(user):
    """All notices of a user id, as they read; the clock stands still, so they have no order."""
    return "\n".join(sorted(str(n) for n in Notice.objects.filter(user=user)))


@pytest.fixture
def office(town, july):
    return town.actor("office")


@pytest.fixture
def hall(office):
    return actions.open_room(by=office, region="32.76", name="Aula", capacity=4, place="Balai Kota")


@pytest.fixture
def ids(town):
    """User ids by name."""
    return {name: user.id for name, user in town.users.items()}


@pytest.fixture
def call(town, office, ids):
    """A meeting with whoever is named: `must` and `should` are names."""

    def called(title="Rapat bulanan", at=AT, minutes=120, must=("ana",), should=(), by=None, **more):
        more = {"place": "Kantor"} | more
        return actions.call_meeting(
            by=by or office, programme=town.programme, region=more.pop("region", "32.76"), title=title, starts_at=at, minutes=minutes,
            must=[ids[n] for n in must], should=[ids[n] for n in should], **more,
        )  # fmt: skip

    return called
