"""Hours of a shared room: one business an hour, given back in time, nobody two places at once."""

import datetime

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.centres import actions
from dampingi.records.centres.models import RoomHour
from tests.records.centres.conftest import DAY, MONDAY
from tests.records.conftest import SYSTEM

pytestmark = pytest.mark.usefixtures("july")
TOMORROW = MONDAY + DAY


def book(town, room, n=0, day=TOMORROW, at=10, by=SYSTEM):
    business = town.enrolments[n].business_id
    return actions.book_hour(by=by, room=room.id, business=business, day=day, starts=datetime.time(at))


def test_an_hour_is_booked_once(town, room):
    book(town, room)
    with pytest.raises(Conflict, match="baru saja dipesan"):
        book(town, room, 1)
    book(town, room, 1, at=11)
    assert RoomHour.objects.unscoped("test").count() == 2


def test_given_back_it_is_free(town, room):
    made = book(town, room)
    actions.give_hour_back(by=SYSTEM, hour=made.id)
    book(town, room, 1)
    with pytest.raises(Conflict):
        actions.give_hour_back(by=SYSTEM, hour=made.id)


def test_nobody_is_in_two_rooms_at_once(town, centre, room):
    told = {"name": "Meja 1", "use": "clinic", "opens": datetime.time(9), "closes": datetime.time(12)}
    other = actions.add_room(by=SYSTEM, centre=centre.id, **told)
    book(town, room)
    with pytest.raises(Conflict):
        book(town, other)


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (MONDAY - DAY, 10),
        (MONDAY + 31 * DAY, 10),
        (datetime.date(9999, 12, 31), 10),
        (TOMORROW, 8),
        (TOMORROW, 17),
        (MONDAY, 9),
    ],
)
def test_hours_that_are_not_there(town, room, day, at):
    """The last: it is ten o'clock already."""
    with pytest.raises(Refused):
        book(town, room, day=day, at=at)


def test_half_hours_are_none(town, room):
    with pytest.raises(Refused, match="Pilih jam"):
        actions.book_hour(
            by=SYSTEM,
            room=room.id,
            business=town.first.business_id,
            day=TOMORROW,
            starts=datetime.time(10, 30),
        )


def test_four_hours_a_day(town, room):
    for at in (9, 10, 11, 12):
        book(town, room, at=at)
    with pytest.raises(Refused, match="4 jam sehari"):
        book(town, room, at=13)
    book(town, room, day=TOMORROW + DAY)


@pytest.mark.parametrize("name", ["budi", "partner", "elsewhere", "head"])
def test_nobody_else_books_for_it(town, room, name):
    with pytest.raises(Refused) as refusal:
        book(town, room, by=town.actor(name))
    assert refusal.value.status == 404


def test_owner_and_mentor_do(town, room, shop):
    book(town, room, by=town.actor("participant"))
    made = book(town, room, at=11, by=town.actor("ana"))
    for name in ("budi", "elsewhere", "partner"):
        with pytest.raises(Refused):
            actions.give_hour_back(by=town.actor(name), hour=made.id)


@pytest.mark.parametrize("starts", ["10:00:00.000001", "10:00+07:00", "10:00:01", "W30", ""])
def test_one_hour_is_not_booked_twice_by_other_words(town, room, starts):
    """A microsecond later is the same hour."""
    book(town, room, 1)
    told = {"business": town.first.business_id, "day": TOMORROW.isoformat(), "starts": starts}
    answer = town.client("participant").post(f"/ruang-sentra/{room.id}/pesan/", told)
    assert answer.status_code == 422
    assert RoomHour.objects.unscoped("test").count() == 1


def test_a_closed_room_gives_its_hours_back_and_tells_who_booked_them(town, room, shop):
    made = book(town, room, by=town.actor("participant"))
    with pytest.raises(Refused, match="mengapa"):
        actions.close_room(by=town.actor("office"), room=room.id, reason=" ")
    told = {"reason": "Atap bocor"}
    for who, status in (("partner", 403), ("participant", 403), ("elsewhere", 404)):
        assert town.client(who).post(f"/sentra/ruang/{room.id}/tutup/", told).status_code == status
    assert town.client("office").post(f"/sentra/ruang/{room.id}/tutup/", told).status_code == 302
    made.refresh_from_db()
    assert made.given_back_at
    assert "Studio di Sentra Depok ditutup" in str(Notice.objects.get(user=town.users["participant"]))
    with pytest.raises(Refused, match="tidak ada"):
        book(town, room, at=11)
    assert (
        "Studio"
        not in town.client("participant")
        .get("/ruang-sentra/")
        .content.decode()
        .split("</h1>")[1]
        .split("<footer")[0]
    )
    assert town.client("office").post(f"/sentra/ruang/{room.id}/tutup/", told).status_code == 409


def test_hours_gone_by_are_not_offered(town, room, shop):
    """It is ten o'clock on the town's Monday."""
    page = town.client("participant").get("/ruang-sentra/").content.decode()
    assert 'value="10:00"' not in page
    assert 'value="11:00"' in page
    tomorrow = town.client("participant").get(f"/ruang-sentra/?hari={TOMORROW}").content.decode()
    assert 'value="09:00"' in tomorrow
