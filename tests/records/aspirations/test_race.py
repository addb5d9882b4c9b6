"""Two who join each other's wishes at once, and fifty who send the same form: only PostgreSQL lets them meet. With a control."""

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Refused
from dampingi.records.aspirations import actions
from dampingi.records.aspirations.actions import joining
from dampingi.records.aspirations.intake import Heard
from dampingi.records.aspirations.models import Aspiration, Step
from tests.records.conftest import someone

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("july")]
OFFICE, CROWD = someone(Role.OFFICE, "32.76"), 20


@pytest.fixture
def pair(emptied, origin, programme):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    return [
        actions.receive_aspiration(
            by=OFFICE,
            programme=programme,
            region="32.76.05",
            heard=Heard(uuid.uuid4(), "pemasaran", f"Pasar {n}"),
        ).id
        for n in range(2)
    ]


def at_once(acts):
    barrier = threading.Barrier(len(acts))

    def alone(act):
        try:
            barrier.wait(30)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


def crosswise(pair):
    one, other = pair
    return at_once(
        [
            lambda: actions.join_aspirations(by=OFFICE, aspirations=[one], into=other),
            lambda: actions.join_aspirations(by=OFFICE, aspirations=[other], into=one),
        ]
    )


def circles():
    rows = Aspiration.objects.unscoped("test").filter(joins__joins__isnull=False)
    return rows.count()


def test_of_two_who_join_crosswise_one_is_told(pair):
    found = crosswise(pair)
    assert sum(isinstance(f, Refused) for f in found) == 1
    assert circles() == 0


def test_without_the_locks_they_join_in_a_circle(pair, monkeypatch):
    looked = joining._check

    def slowly(row, holder):
        looked(row, holder)
        time.sleep(0.5)

    monkeypatch.setattr(joining, "held", lambda by, id: Aspiration.objects.unscoped("control").get(id=id))
    monkeypatch.setattr(joining, "_check", slowly)
    crosswise(pair)
    assert circles() == 2


def test_a_form_sent_many_times_at_once_is_kept_once(pair, programme):
    heard = Heard(uuid.uuid4(), "pemasaran", "Pasar mingguan")
    found = at_once(
        [
            lambda: actions.receive_aspiration(by=OFFICE, programme=programme, region="32.76.05", heard=heard)
            for _n in range(CROWD)
        ]
    )
    assert {row.id for row in found} == {heard.id}
    assert Aspiration.objects.unscoped("test").filter(id=heard.id).count() == 1
    assert Step.objects.filter(aspiration=heard.id).count() == 1


def test_links_opened_at_once_are_one(pair, programme):
    opened = at_once([lambda: actions.open_boxes(by=OFFICE, programme=programme, regions=["32.76.05"])] * 5)
    assert sum(len(boxes) for boxes in opened) == 1
