import datetime
import uuid

import pytest

from dampingi.records.aspirations import actions
from dampingi.records.aspirations.intake import Heard
from dampingi.records.meetings import actions as meetings
from dampingi.records.meetings.actions.roadshows import Stop
from dampingi.records.meetings.models import Meeting

AT = datetime.datetime(2026, 7, 22, 2, tzinfo=datetime.UTC)
"""Nine o'clock in Jakarta, two days after the town's day."""
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
KECAMATAN = ("32.76.04", "32.76.05")


def text(answer):
    return answer.content.decode()


def planned(office, town, ids, starts=(AT, AT + DAY), regions=KECAMATAN):
    stops = [
        Stop(r, at, "Kantor Kecamatan", must=frozenset({ids["office"]}), should=frozenset({ids["kota"]}))
        for r, at in zip(regions, starts, strict=True)
    ]
    return meetings.plan_roadshow(
        by=office, programme=town.programme, region="32.76", name="Kunjungan 2026", minutes=120, stops=stops
    )


@pytest.fixture
def office(town, july):
    return town.actor("office")


@pytest.fixture
def ids(town):
    """User ids by name."""
    return {name: user.id for name, user in town.users.items()}


@pytest.fixture
def stop(office, town, ids, time_machine):
    """The stop of the town's kecamatan, under way."""
    planned(office, town, ids)
    time_machine.move_to(AT + DAY + HOUR, tick=False)
    return Meeting.objects.unscoped("test").get(region="32.76.05")


@pytest.fixture
def heard(stop, office):
    told = Heard(uuid.uuid4(), "pemasaran", "Titik pemasaran tiap minggu", "Bu Sari", "+6281234567890")
    return actions.note_aspiration(by=office, meeting=stop.id, heard=told)


@pytest.fixture
def asked(town, office):
    """Somebody asks at the desk; called with what they say and where."""

    def told(
        words="Pasar mingguan di kelurahan", region="32.76.05", name="", phone="", field="pemasaran", by=None
    ):
        heard = Heard(uuid.uuid4(), field, words, name, phone)
        return actions.receive_aspiration(
            by=by or office, programme=town.programme, region=region, heard=heard
        )

    return told
