"""Ten who take one stall at once, and two rotas published at once: only PostgreSQL lets them meet. The control drops the constraint."""

import datetime
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.businesses.actions import register_businesses
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Business
from dampingi.records.markets import actions
from dampingi.records.markets.actions import swaps
from dampingi.records.markets.actions import taking as releasing
from dampingi.records.markets.models import Point, Rota, Stall, Turn
from dampingi.records.programmes.rosters import today_in
from tests.records.conftest import HERE, SYSTEM
from tests.records.markets.conftest import opened

pytestmark = pytest.mark.postgresql
TAKERS = 10


@pytest.fixture
def stall(emptied, origin):
    """Free, on a day of which a rota is out; ten businesses are ready."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    rows = [
        BusinessIntake(name=f"Usaha {i}", region=HERE, owner=PersonIntake(name=f"Warga {i}", region=HERE))
        for i in range(TAKERS)
    ]
    register_businesses(by=SYSTEM, origin=origin, rows=rows)
    Business.objects.unscoped("test").update(nib="1234567890123")
    day = _day()
    point = opened(
        stalls=1,
        weekday=day.weekday(),
        season_from=day - datetime.timedelta(days=9),
        season_to=day + datetime.timedelta(days=90),
    )
    for id in _shops():
        made = actions.join(by=SYSTEM, business=id, goods="crafts", days=[day.weekday()])
        actions.see_photo(by=SYSTEM, seller=made.id)
    Rota.objects.create(
        region="32.76", first=day, last=day, state="published", body={}, hash="", made_by_name="x"
    )
    return Stall.objects.get(point=point)


def _day():
    return today_in(HERE) + datetime.timedelta(days=3)


def _shops():
    return list(Business.objects.unscoped("test").order_by("name").values_list("id", flat=True))


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


def taking(stall):
    day = _day()
    return [
        lambda id=id: actions.take_stall(by=SYSTEM, business=id, stall=stall.id, day=day) for id in _shops()
    ]


def test_ten_who_take_a_stall_and_one_has_it(stall):
    found = at_once(taking(stall))
    assert Turn.objects.unscoped("test").count() == 1
    assert sum(isinstance(f, Conflict) for f in found) == TAKERS - 1


def test_without_the_constraint_it_is_given_twice(stall):
    given_once = next(c for c in Turn._meta.constraints if c.name == "turn_stall_given_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Turn, given_once)
    try:
        at_once(taking(stall))
        assert Turn.objects.unscoped("test").count() > 1
    finally:
        Turn.objects.unscoped("test").delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Turn, given_once)


def test_two_rotas_published_at_once_give_each_stall_once(stall):
    Rota.objects.unscoped("test").delete()
    day = _day()
    drafts = [actions.draft_rota(by=SYSTEM, region="32.76", first=day, last=day) for _ in range(2)]
    found = at_once([lambda r=r: actions.publish_rota(by=SYSTEM, rota=r.id) for r in drafts])
    assert sum(isinstance(f, Conflict) for f in found) == 1
    assert Turn.objects.unscoped("test").count() == 1


def swapped_and_given_back(stall, monkeypatch):
    """The one accepts while the other gives its turn back; both linger behind their first lock."""
    day, (mine, theirs) = _day(), _shops()[:2]
    actions.add_stalls(by=SYSTEM, point=stall.point_id, count=1, kind="table")
    made = [
        actions.take_stall(by=SYSTEM, business=shop, stall=one.id, day=day)
        for shop, one in zip((mine, theirs), Stall.objects.order_by("number"), strict=True)
    ]
    Point.objects.unscoped("test").update(notice_days=0)
    swap = actions.ask_swap(by=SYSTEM, turn=made[0].id, wanted=made[1].id)
    asked, ended = swaps._asked, releasing._end_swaps

    def lingering(id):
        found = asked(id)
        time.sleep(0.5)
        return found

    monkeypatch.setattr(swaps, "_asked", lingering)
    monkeypatch.setattr(releasing, "_end_swaps", lambda turn: (time.sleep(0.5), ended(turn)))
    return at_once([
        lambda: actions.answer_swap(by=SYSTEM, swap=swap.id, accept=True),
        lambda: actions.release_turn(by=SYSTEM, turn=made[1].id),
    ])  # fmt: skip


def test_a_turn_given_back_while_it_is_swapped_is_decided(stall, monkeypatch):
    found = swapped_and_given_back(stall, monkeypatch)
    assert sum(isinstance(f, Conflict) for f in found) == 1


def test_without_the_turns_held_first_they_wait_for_each_other(stall, monkeypatch):
    monkeypatch.setattr(swaps, "_hold", lambda _id: None)
    with pytest.raises(OperationalError, match="deadlock"):
        swapped_and_given_back(stall, monkeypatch)
