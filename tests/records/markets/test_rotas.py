"""A rota: shared out alike among those who are ready, looked at, published once."""

import datetime

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.markets import actions
from dampingi.records.markets.models import Turn
from tests.records.conftest import SYSTEM
from tests.records.markets.conftest import SATURDAY, WEEK, drafted, join, opened, published, shop_of, turns

pytestmark = pytest.mark.usefixtures("july")


def who(rota):
    return [g[4] for *_rest, given in rota.body["days"] for g in given]


def why(rota):
    return {name: reason for _id, name, reason, *_ in rota.body["waiting"]}


def test_nobody_twice_before_everybody_once(town):
    opened(stalls=2)
    for n in range(4):
        join(town, n)
    found = drafted(last=SATURDAY + WEEK)
    assert sorted(who(found)) == ["Warung 0", "Warung 1", "Warung 2", "Warung 3"]
    assert found.body["waiting"] == []


def test_who_stood_before_waits_for_the_others(town):
    opened(stalls=1)
    join(town, 0), join(town, 1)
    first = who(published())
    second = drafted(SATURDAY + WEEK, SATURDAY + WEEK)
    assert who(second) != first
    assert why(second) == {first[0]: "turns"}


def test_only_who_is_ready_is_given_a_stall(town):
    opened(stalls=3)
    join(town, 0), join(town, 1, ready=False)
    found = drafted()
    assert who(found) == ["Warung 0"]
    assert found.body["unready"] == 1


def test_food_without_pirt_is_not_ready(town):
    opened(stalls=3)
    join(town, 0), join(town, 1, goods="snacks"), join(town, 2, goods="snacks", pirt="2063276010001-30")
    assert sorted(who(drafted())) == ["Warung 0", "Warung 2"]


def test_two_absences_put_it_last(town):
    opened(stalls=1)
    join(town, 0), join(town, 1)
    for n in range(1, 3):
        _stood(town, 0, SATURDAY - n * WEEK, "absent")
    for n in range(3, 8):
        _stood(town, 1, SATURDAY - n * WEEK, "attended")
    found = drafted()
    assert who(found) == ["Warung 1"]
    assert why(found) == {"Warung 0": "behind"}


def test_excused_absences_do_not(town):
    opened(stalls=1)
    join(town, 0), join(town, 1)
    for n in range(1, 3):
        _stood(town, 0, SATURDAY - n * WEEK, "excused")
    for n in range(3, 5):
        _stood(town, 1, SATURDAY - n * WEEK, "attended")
    assert who(drafted()) == ["Warung 0"]


def test_a_point_is_mixed(town):
    opened(stalls=2, most_of_a_kind=1)
    join(town, 0), join(town, 1), join(town, 2, goods="fashion")
    found = drafted()
    assert "Warung 2" in who(found)
    assert set(why(found).values()) == {"kind"}


def test_nobody_at_two_points_on_a_day(town):
    opened(), opened(name="Alun-alun")
    join(town, 0, most=5)
    assert who(drafted()) == ["Warung 0"]


def test_days_they_cannot_are_left_alone(town):
    opened()
    join(town, 0, days=[6]), join(town, 1)
    found = drafted()
    assert (who(found), why(found)) == (["Warung 1"], {"Warung 0": "closed"})


def test_a_draft_gives_nothing_and_a_published_one_tells(town, shop):
    opened()
    join(town, 0)
    found = drafted()
    assert turns() == []
    actions.publish_rota(by=SYSTEM, rota=found.id)
    assert [t.business_id for t in turns()] == [shop]
    assert Notice.objects.filter(user_id=town.users["participant"].id).count() == 1


def test_published_once(town):
    opened()
    join(town, 0)
    found = drafted()
    actions.publish_rota(by=SYSTEM, rota=found.id)
    with pytest.raises(Conflict, match="bukan rancangan lagi"):
        actions.publish_rota(by=SYSTEM, rota=found.id)


def test_two_drafts_of_one_day_give_its_stalls_once(town):
    opened(stalls=2)
    join(town, 0), join(town, 1)
    one, other = drafted(), drafted()
    actions.publish_rota(by=SYSTEM, rota=one.id)
    with pytest.raises(Conflict, match="Hitung jadwal baru"):
        actions.publish_rota(by=SYSTEM, rota=other.id)
    assert Turn.objects.unscoped("test").count() == 2


def test_a_discarded_one_is_never_published(town):
    opened()
    join(town, 0)
    found = actions.discard_rota(by=SYSTEM, rota=drafted().id)
    with pytest.raises(Conflict):
        actions.publish_rota(by=SYSTEM, rota=found.id)


def test_who_withdrew_since_is_left_out(town):
    opened()
    join(town, 0), join(town, 1)
    found = drafted()
    actions.withdraw(by=SYSTEM, business=shop_of(town, 1))
    actions.publish_rota(by=SYSTEM, rota=found.id)
    assert [t.business_id for t in turns()] == [shop_of(town, 0)]


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (datetime.date(2026, 7, 1), SATURDAY, "paling cepat hari ini"),
        (SATURDAY, datetime.date(9999, 12, 31), "dua bulan"),
        (SATURDAY, SATURDAY - WEEK / 7, "sesudah tanggal mulai"),
        (SATURDAY + WEEK / 7, SATURDAY + WEEK / 7, "Tidak ada lapak kosong"),
    ],
)
def test_days_that_make_no_rota(town, first, last, says):
    opened()
    join(town, 0)
    with pytest.raises(Refused, match=says):
        drafted(first, last)


def test_only_the_office_of_the_region_shares_out(town):
    opened()
    join(town, 0)
    for name in ("elsewhere", "head", "coordinator", "participant", "ana"):
        with pytest.raises(Denied):
            drafted(by=town.actor(name))
    assert drafted(by=town.actor("office"))


def _stood(town, n, day, state):
    from dampingi.records.markets.models import Stall

    stall = Stall.objects.get(number=1)
    Turn.objects.create(
        stall=stall, day=day, business_id=shop_of(town, n), region=town.enrolments[n].region, goods="crafts", state=state
    )  # fmt: skip
