"""Fifty who register at once for ten places: only PostgreSQL lets them meet (SQLite's IMMEDIATE queues them)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import connection
from tests.meeting import FOR_NOBODY, FOR_OTHERS, meeting
from tests.records.conftest import FEBRUARY, HERE, SYSTEM
from tests.records.learning.test_actions import hold
from tests.records.learning.test_registrations import SOON

from dampingi.records.businesses.actions import register_persons
from dampingi.records.businesses.intake import PersonIntake
from dampingi.records.learning.actions import registrations, step_back
from dampingi.records.learning.models import Registration, Training
from dampingi.records.programmes.models import Application, Enrolment, Scheme

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("july")]
MANY, PLACES = 50, 10


@pytest.fixture
def crowd(emptied, origin, town):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    rows = [PersonIntake(name=f"Ramai {i}", region=HERE) for i in range(MANY)]
    people = register_persons(by=SYSTEM, origin=origin, rows=rows)
    scheme = Scheme.objects.get(programme=town.programme, code="wub")
    common = {"programme": town.programme, "region": HERE}
    made = [
        Enrolment(
            application=Application.objects.create(
                scheme=scheme, person_id=p, door="desk", applied_on=FEBRUARY, state="accepted", **common
            ),
            person_id=p, enrolled_on=FEBRUARY, **common,
        )
        for p in people
    ]  # fmt: skip
    Enrolment.objects.unscoped("test").bulk_create(made)
    return made


@pytest.fixture
def training(crowd, town):
    return hold(town, on=SOON, places=PLACES)


@contextmanager
def slow_to_write(monkeypatch, seconds=FOR_NOBODY):
    """Everyone who counts the places waits before writing until more have counted than there are places."""
    with monkeypatch.context() as patched:
        patched.setattr(registrations, "taken", meeting(registrations.taken, seconds, among=PLACES + 1))
        yield patched


def at_once(town, training, enrolments) -> Counter:
    """The answers the desk's browsers get, all sent in one moment."""
    clients = [town.client("office") for _ in enrolments]
    barrier = Barrier(len(clients))

    def send(client, enrolment):
        try:
            barrier.wait(30)
            address = f"/pelatihan/{training.id}/daftarkan/kirim/"
            return client.post(address, {"chosen": f"pilih={enrolment.id}", "sure": "1"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        return Counter(pool.map(send, clients, enrolments))


def counts() -> tuple[int, int]:
    rows = Registration.objects.unscoped("test").filter(left_at=None)
    return rows.filter(placed_at__isnull=False).count(), rows.filter(placed_at=None).count()


def test_fifty_at_once_for_ten_places(crowd, town, training, monkeypatch):
    with slow_to_write(monkeypatch):
        answers = at_once(town, training, crowd)
    assert answers == {302: MANY}
    assert counts() == (PLACES, MANY - PLACES)
    waits = Registration.objects.unscoped("test").filter(placed_at=None)
    assert len(set(waits.values_list("number", flat=True))) == MANY - PLACES, (
        "everyone has a turn of their own"
    )


def test_without_the_lock_the_room_is_overbooked(crowd, town, training, monkeypatch):
    """The control: the same fifty, and nobody waits for anybody."""
    with slow_to_write(monkeypatch, FOR_OTHERS) as patched:
        rows = Training.objects.unscoped("control")
        patched.setattr(registrations, "lock_training", lambda id: rows.filter(id=id).first())
        at_once(town, training, crowd)
    assert counts()[0] > PLACES


def test_the_same_participant_at_once_is_registered_once(crowd, town, training, monkeypatch):
    with slow_to_write(monkeypatch):
        answers = at_once(town, training, [crowd[0]] * 8)
    assert sum(answers.values()) == 8
    assert answers[302] == 1
    assert set(answers) <= {302, 409, 422}
    assert counts() == (1, 0)


def test_those_who_leave_at_once_make_room_for_as_many(crowd, town, training, monkeypatch):
    registrations.register(by=SYSTEM, training=training.id, enrolments=[e.id for e in crowd])
    held = list(Registration.objects.unscoped("test").filter(placed_at__isnull=False))

    def leave(row):
        try:
            step_back(by=SYSTEM, registration=row.id, reason="hujan")
        finally:
            connection.close()

    with slow_to_write(monkeypatch), ThreadPoolExecutor(PLACES) as pool:
        list(pool.map(leave, held))
    assert counts() == (PLACES, MANY - 2 * PLACES)
    first = Registration.objects.unscoped("test").filter(left_at=None, placed_at__isnull=False)
    assert sorted(first.values_list("number", flat=True)) == list(range(PLACES + 1, 2 * PLACES + 1))
