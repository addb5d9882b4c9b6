import datetime
import re

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.desks import actions
from dampingi.records.desks.actions import call_again, call_next, close_desk, finish, open_desk, take_number
from dampingi.records.desks.models import State, Ticket
from dampingi.records.desks.queries import wall
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def desk(town):
    return open_desk(by=town.actor("office"), region="32.76.05", name="Sentra Sukmajaya", place="Lantai 1")


def taken(town, desk, times=3, today=TODAY):
    return [take_number(by=town.actor("office"), desk=desk.id, today=today) for _n in range(times)]


def numbers(state):
    return list(Ticket.objects.filter(state=state).values_list("number", flat=True))


def test_numbers_begin_at_one_every_day(town, desk):
    assert [t.number for t in taken(town, desk)] == [1, 2, 3]
    assert [t.number for t in taken(town, desk, 1, TODAY + datetime.timedelta(days=1))] == [1]


def test_they_are_called_in_their_order_and_who_is_called_was_served(town, desk):
    taken(town, desk)
    office = town.actor("office")
    assert call_next(by=office, desk=desk.id).number == 1
    assert call_next(by=office, desk=desk.id).number == 2
    assert (numbers(State.SERVED), numbers(State.CALLED), numbers(State.WAITING)) == ([1], [2], [3])
    call_next(by=office, desk=desk.id)
    with pytest.raises(Conflict, match="Tidak ada yang menunggu"):
        call_next(by=office, desk=desk.id)


def test_who_was_not_there_is_called_again(town, desk):
    first, second, _third = taken(town, desk)
    office = town.actor("office")
    call_next(by=office, desk=desk.id)
    finish(by=office, desk=desk.id, ticket=first.id, served=False)
    call_next(by=office, desk=desk.id)
    assert call_again(by=office, desk=desk.id, ticket=first.id).number == 1
    assert (numbers(State.CALLED), numbers(State.SERVED)) == ([1], [2])
    with pytest.raises(Conflict, match="dilewati"):
        call_again(by=office, desk=desk.id, ticket=second.id)


def test_who_is_not_called_is_not_finished(town, desk):
    first = taken(town, desk)[0]
    with pytest.raises(Conflict, match="tidak sedang dipanggil"):
        finish(by=town.actor("office"), desk=desk.id, ticket=first.id, served=True)


def test_the_wall_tells_numbers_only(town, desk):
    taken(town, desk, 4)
    office = town.actor("office")
    call_next(by=office, desk=desk.id)
    call_next(by=office, desk=desk.id)
    found = wall(desk, TODAY)
    assert (found.called, found.before, found.waiting, found.next) == (2, [1], 2, 3)


@pytest.mark.parametrize(("who", "may"), [("office", True), ("camat", True), ("kota", True), ("ana", False), ("coordinator", False), ("head", False), ("elsewhere", False), ("participant", False)])  # fmt: skip
def test_who_gives_numbers(town, desk, who, may):
    if may:
        assert take_number(by=town.actor(who), desk=desk.id).number == 1
    else:
        with pytest.raises(Refused):
            take_number(by=town.actor(who), desk=desk.id)


def test_a_desk_is_opened_once_by_who_may_and_closed_when_nobody_waits(town, desk):
    told = {"region": "32.76.05", "name": "Sentra Sukmajaya", "place": "Lantai 2"}
    with pytest.raises(Conflict, match="sudah ada"):
        open_desk(by=town.actor("office"), **told)
    with pytest.raises(Denied):
        open_desk(by=town.actor("coordinator"), **told)
    taken(town, desk, 1)
    with pytest.raises(Conflict, match="menunggu"):
        close_desk(by=town.actor("office"), desk=desk.id)
    call_next(by=town.actor("office"), desk=desk.id)
    finish(by=town.actor("office"), desk=desk.id, ticket=Ticket.objects.get().id, served=True)
    close_desk(by=town.actor("office"), desk=desk.id)
    with pytest.raises(Refused, match="tidak ada"):
        take_number(by=town.actor("office"), desk=desk.id)
    assert open_desk(by=town.actor("office"), **told).id != desk.id


def test_the_numbers_of_a_day_end(town, desk, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 2)
    taken(town, desk, 2)
    with pytest.raises(Conflict, match="loket kedua"):
        taken(town, desk, 1)


def test_pages_from_the_number_to_the_wall(town):
    office = town.client("office")
    assert office.post("/klinik/loket/", {"name": " ", "region": "32.76.05", "place": "x"}).status_code == 422
    at = office.post("/klinik/loket/", {"name": "Sentra", "region": "32.76.05", "place": "Lantai 1"})[
        "Location"
    ]
    slip = office.post(at, {"field": "pembiayaan"})["Location"]
    page = office.get(slip).content.decode()
    assert "0 orang di depan Anda" in page
    office.post(at, {"field": ""})
    office.post(f"{at}panggil/")
    stranger = town.client("stranger")
    seen = stranger.get(f"{at}layar/").content.decode()
    assert 'hx-trigger="every 4s"' in seen
    part = stranger.get(f"{at}layar/", headers={"HX-Request": "true"}).content.decode()
    assert re.search(r'wall-number num"[^>]*>1<', part)
    assert "<html" not in part
    assert "Pembiayaan" not in seen  # not even what it is about
    assert office.post(f"{slip}selesai/", {"how": "x"}).status_code == 422
    office.post(f"{slip}selesai/", {"how": "tidak"})
    assert "Panggil lagi" in office.get(at).content.decode()
    office.post(f"{slip}lagi/")
    assert numbers(State.CALLED) == [1]


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 403), ("coordinator", 403), ("elsewhere", 404), ("stranger", 302)]
)
def test_others_do_not_open_the_desk(town, desk, who, status):
    assert town.client(who).get(f"/klinik/loket/{desk.id}/").status_code == status


def test_a_button_pressed_twice_calls_one_number(town, desk):
    taken(town, desk)
    client, path = town.client("office"), f"/klinik/loket/{desk.id}/"
    assert 'name="number" value="1"' in client.get(path).content.decode()
    assert client.post(f"{path}panggil/", {"number": "1"}).status_code == 302
    again = client.post(f"{path}panggil/", {"number": "1"})
    assert (again.status_code, "Nomor 1 sudah dipanggil" in again.content.decode()) == (409, True)
    assert (numbers(State.CALLED), numbers(State.SERVED), numbers(State.WAITING)) == ([1], [], [2, 3])
    assert client.post(f"{path}panggil/", {"number": "9" * 5000}).status_code == 302
