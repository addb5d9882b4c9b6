"""One card scanned by several phones in one moment: only PostgreSQL lets them meet."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.meeting import FOR_NOBODY, FOR_OTHERS, meeting
from tests.records.learning.test_actions import hold
from tests.records.town import TODAY

from dampingi.records.learning.actions import doors
from dampingi.records.learning.cards import code_of
from dampingi.records.learning.models import Attendance, Registration, Training
from dampingi.records.programmes.models import Enrolment

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("july")]
PLACES = 2


@pytest.fixture
def training(emptied, town):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    return hold(town, on=TODAY, places=PLACES)


def at_once(town, training, monkeypatch, enrolments, seconds=FOR_NOBODY) -> Counter:
    clients = [town.client("office") for _ in enrolments]
    barrier = Barrier(len(clients))

    def send(client, enrolment):
        client.raise_request_exception = False
        try:
            barrier.wait(30)
            body = {"code": code_of(enrolment.id, 1), "add": "1"}
            return client.post(f"/pelatihan/{training.id}/pindai/", body).status_code
        finally:
            connection.close()

    with monkeypatch.context() as patched:
        patched.setattr(doors, "taken", meeting(doors.taken, seconds))
        with ThreadPoolExecutor(len(clients)) as pool:
            return Counter(pool.map(send, clients, enrolments))


def counts() -> tuple[int, int]:
    return Attendance.objects.unscoped("test").count(), Registration.objects.unscoped("test").count()


def test_one_card_at_many_phones_is_one_attendance(training, town, monkeypatch):
    assert at_once(town, training, monkeypatch, [town.first] * 6) == {200: 6}
    assert counts() == (1, 1)


def test_more_cards_than_places_fill_the_room_and_no_more(training, town, monkeypatch):
    assert at_once(town, training, monkeypatch, town.enrolments) == {200: PLACES, 409: 5 - PLACES}
    assert counts() == (PLACES, PLACES)


def test_without_the_locks_the_room_is_overbooked(training, town, monkeypatch):
    """The control: the same five, and nobody waits for anybody."""
    rows, people = Training.objects.unscoped("control"), Enrolment.objects.unscoped("control")
    monkeypatch.setattr(doors, "lock_training", lambda id: rows.filter(id=id).first())
    monkeypatch.setattr(doors, "_locked", lambda by, id: people.select_related("person").get(id=id))
    at_once(town, training, monkeypatch, town.enrolments, FOR_OTHERS)
    assert counts()[1] > PLACES
