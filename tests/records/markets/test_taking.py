"""A stall given back in time, a free one taken, and who keeps the point notes who came."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.markets import actions
from dampingi.records.markets.models import Stall, Turn
from tests.records.conftest import SYSTEM
from tests.records.markets.conftest import SATURDAY, WEEK, join, opened, published, shop_of, turns

pytestmark = pytest.mark.usefixtures("july")


def on(day):
    return time_machine.travel(
        datetime.datetime.combine(day, datetime.time(3), tzinfo=datetime.UTC), tick=False
    )


def given(town, *, stalls=1, sellers=(0,)):
    opened(stalls=stalls)
    for n in sellers:
        join(town, n)
    published()
    return turns()


def take(town, n, day=SATURDAY, by=SYSTEM, number=1):
    stall = Stall.objects.get(number=number)
    return actions.take_stall(by=by, business=shop_of(town, n), stall=stall.id, day=day)


def test_given_back_in_time_another_takes_it(town):
    (turn,) = given(town)
    join(town, 1)
    actions.release_turn(by=SYSTEM, turn=turn.id)
    made = take(town, 1)
    assert [t.business_id for t in turns(state="given")] == [made.business_id]


def test_a_given_stall_is_not_taken(town):
    given(town)
    join(town, 1)
    with pytest.raises(Conflict, match="baru saja diambil"):
        take(town, 1)


def test_the_database_itself_gives_a_stall_once(town):
    (turn,) = given(town)
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.create(
            stall=turn.stall, day=turn.day, business_id=shop_of(town, 1), region=turn.region, goods="crafts"
        )


def test_one_stall_a_day_for_a_business(town):
    given(town, stalls=2)
    with pytest.raises(Conflict):
        take(town, 0, number=2)


def test_who_is_not_ready_takes_none(town):
    given(town, stalls=2)
    join(town, 1, ready=False)
    with pytest.raises(Refused, match="NIB belum tercatat"):
        take(town, 1, number=2)


@pytest.mark.parametrize("day", [SATURDAY - WEEK, SATURDAY + WEEK / 7, datetime.date(9999, 12, 31)])
def test_a_day_the_point_is_not_open(town, day):
    given(town, stalls=2)
    join(town, 1)
    with pytest.raises(Refused):
        take(town, 1, day=day, number=2)


def test_before_a_rota_is_out_nobody_takes_anything(town):
    opened()
    join(town, 0)
    with pytest.raises(Refused, match="belum terbit"):
        take(town, 0)


def test_after_the_deadline_only_the_office_takes_it_back(town, shop):
    (turn,) = given(town)
    with on(SATURDAY - datetime.timedelta(days=1)):
        with pytest.raises(Refused, match="sudah lewat"):
            actions.release_turn(by=town.actor("participant"), turn=turn.id)
        actions.release_turn(by=town.actor("office"), turn=turn.id)


def test_given_back_twice(town):
    (turn,) = given(town)
    actions.release_turn(by=SYSTEM, turn=turn.id)
    with pytest.raises(Conflict):
        actions.release_turn(by=SYSTEM, turn=turn.id)


@pytest.mark.parametrize("name", ["budi", "elsewhere", "partner", "head"])
def test_nobody_else_gives_it_back(town, name):
    (turn,) = given(town)
    with pytest.raises(Refused) as refusal:
        actions.release_turn(by=town.actor(name), turn=turn.id)
    assert refusal.value.status == 404


def test_attendance_is_noted_and_corrected_with_both_in_the_trail(town):
    (turn,) = given(town)
    with on(SATURDAY):
        actions.note_turn(by=SYSTEM, turn=turn.id, state="absent")
        actions.note_turn(by=SYSTEM, turn=turn.id, state="attended")
    told = AuditEvent.objects.filter(action="note_turn").order_by("at").values_list("detail", flat=True)
    assert list(told) == [{"before": "given", "now": "absent"}, {"before": "absent", "now": "attended"}]


def test_not_before_its_day_and_an_excuse_has_a_reason(town):
    (turn,) = given(town)
    with pytest.raises(Refused, match="pada harinya"):
        actions.note_turn(by=SYSTEM, turn=turn.id, state="attended")
    with on(SATURDAY), pytest.raises(Refused, match="alasan"):
        actions.note_turn(by=SYSTEM, turn=turn.id, state="excused", reason=" ")
    with on(SATURDAY), pytest.raises(Refused, match="Pilih hadir"):
        actions.note_turn(by=SYSTEM, turn=turn.id, state="released")


def test_the_keeper_notes_at_their_point_only(town):
    point = opened(keeper="partner@contoh.id")
    opened(name="Lain", weekday=6, keeper="budi@contoh.id")
    join(town, 0)
    published()
    (turn,) = turns()
    assert turn.stall.point_id == point.id
    with on(SATURDAY):
        actions.note_turn(by=town.actor("partner"), turn=turn.id, state="attended")
        for stranger in ("budi", "elsewhere", "participant"):
            with pytest.raises(Refused) as refusal:
                actions.note_turn(by=town.actor(stranger), turn=turn.id, state="absent")
            assert refusal.value.status == 404


def test_a_photo_is_seen_by_another(town, shop):
    made = join(town, 0, ready=False)
    with pytest.raises(Refused):
        actions.see_photo(by=town.actor("participant"), seller=made.id)
    assert actions.see_photo(by=town.actor("ana"), seller=made.id).photo_by_name == "Ana"
    with pytest.raises(Conflict):
        actions.see_photo(by=town.actor("office"), seller=made.id)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"goods": "emas"}, "daftar"),
        ({"days": []}, "satu hari"),
        ({"days": [9]}, "satu hari"),
        ({"most": 0}, "1 sampai"),
        ({"goods": "snacks", "pirt": "12"}, "15 angka"),
    ],
)
def test_what_makes_no_seller(town, more, says):
    with pytest.raises(Refused, match=says):
        join(town, 0, **more)


@pytest.mark.parametrize("name", ["budi", "elsewhere", "partner", "head"])
def test_nobody_else_signs_it_up(town, name):
    with pytest.raises((Refused, Denied)):
        actions.join(by=town.actor(name), business=shop_of(town, 0), goods="crafts", days=[5])


def test_the_mentor_signs_up_for_the_owner(town):
    assert actions.join(by=town.actor("ana"), business=shop_of(town, 0), goods="crafts", days=[5])


def test_a_keeper_is_of_the_city(town):
    """A login of another city is told like one that is not there at all."""
    for login in ("elsewhere@contoh.id", "tidak@ada.id"):
        with pytest.raises(Refused, match="di kota ini"):
            opened(keeper=login)
    assert opened(keeper="BUDI@contoh.id ").keeper.login == "budi@contoh.id"
