"""What the plan proposes is taken over at once or not at all; two meetings change places."""

import datetime

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.meetings.actions import Move, cancel_meeting, move_together
from dampingi.records.meetings.models import Meeting

AT = datetime.datetime(2026, 7, 22, 2, tzinfo=datetime.UTC)
LATER = AT + datetime.timedelta(hours=4)


@pytest.fixture
def two(call):
    """Both of Ana and Budi, who must come: in the morning and in the afternoon of one day."""
    return call(title="satu", must=("ana", "budi")), call(title="dua", at=LATER, must=("ana", "budi"))


def swap(two):
    first, second = two
    return [Move(first.id, AT, LATER), Move(second.id, LATER, AT)]


def times(two):
    return [Meeting.objects.unscoped("test").get(id=m.id).starts_at for m in two]


def test_two_meetings_of_the_same_people_change_places(office, two):
    done = move_together(by=office, moves=swap(two), reason="Lebih pas")
    assert times(two) == [LATER, AT]
    assert {m.sequence for m in done} == {1}


def test_one_by_one_they_could_not(office, two):
    """The control: alone each is in the other's way."""
    for move in swap(two):
        with pytest.raises(Conflict, match="wajib hadir"):
            move_together(by=office, moves=[move], reason="Lebih pas")
    assert times(two) == [AT, LATER]


def test_all_or_none_and_nobody_is_told_of_a_move_that_was_not(office, two, call):
    call(title="tiga", at=AT + datetime.timedelta(days=1), must=("ana",))
    before = Notice.objects.count()
    moves = [swap(two)[0], Move(two[1].id, LATER, AT + datetime.timedelta(days=1))]
    with pytest.raises(Conflict, match="tiga"):
        move_together(by=office, moves=moves, reason="Lebih pas")
    assert (times(two), Notice.objects.count()) == ([AT, LATER], before)


def test_a_plan_of_before_is_told_to_be_old(office, two):
    move_together(by=office, moves=swap(two), reason="Lebih pas")
    with pytest.raises(Conflict, match="Hitung lagi"):
        move_together(by=office, moves=swap(two), reason="Lebih pas")
    cancel_meeting(by=office, meeting=two[0].id, reason="Batal")
    with pytest.raises(Conflict, match="dibatalkan"):
        move_together(by=office, moves=[Move(two[0].id, LATER, AT)], reason="x")


def test_what_cannot_be_is_refused(town, office, two):
    for moves, reason in (([], "x"), (swap(two), " "), ([swap(two)[0]] * 2, "x")):
        with pytest.raises(Refused):
            move_together(by=office, moves=moves, reason=reason)
    with pytest.raises(Refused, match="sama dengan sekarang"):
        move_together(by=office, moves=[Move(two[0].id, AT, AT)], reason="x")
    with pytest.raises(Refused, match="wewenang"):
        move_together(by=town.actor("coordinator"), moves=swap(two), reason="x")
    assert times(two) == [AT, LATER]


def test_what_is_ticked_on_the_page_moves(town, two, call):
    client, first = town.client("office"), two[0]
    sent = {
        "move": [f"{first.id}|{AT.isoformat()}|{(AT + datetime.timedelta(days=1)).isoformat()}|"],
        "reason": "Lebih pas",
        "asked": "few=on",
    }
    assert client.post("/pertemuan/susunan/pindah/", sent).url == "/pertemuan/susunan/?few=on"
    assert times(two)[0] == AT + datetime.timedelta(days=1)
    for wrong in (
        f"{first.id}|{AT.isoformat()}|{LATER.isoformat()}|{first.id}",  # no room of ours
        "x",
        f"{first.id}|kemarin|besok|",
        f"{first.id}|2026-07-22|2026-07-23|",
        f"x|{AT.isoformat()}|{AT.isoformat()}|",
    ):
        assert client.post("/pertemuan/susunan/pindah/", sent | {"move": [wrong]}).status_code == 422
    assert town.client("ana").post("/pertemuan/susunan/pindah/", sent).status_code == 403


def test_the_plan_s_page_offers_what_it_proposes(town, office, call):
    for n in range(2):
        call(title=f"r{n}", must=(), should=("ana", "budi"))
    asked = "?first=2026-07-22&last=2026-07-23&morning=09:00&afternoon=13:00"
    page = town.client("office").get(f"/pertemuan/susunan/{asked}").content.decode()
    assert "Pindahkan sekaligus" in page
    value = page.split('name="move" value="')[1].split('"')[0]
    assert (
        town.client("office")
        .post("/pertemuan/susunan/pindah/", {"move": [value], "reason": "Lebih pas"})
        .status_code
        == 302
    )
    starts = set(Meeting.objects.unscoped("test").values_list("starts_at", flat=True))
    assert len(starts) == 2


def test_a_time_closed_since_the_plan_was_made_is_told(town, office, two):
    from dampingi.records.calendars.actions import add_times
    from dampingi.records.calendars.intake import TimeIntake

    day = (AT + datetime.timedelta(days=1)).date()
    add_times(by=office, region="32.76", rows=[TimeIntake("holiday", "Libur mendadak", day, day)])
    with pytest.raises(Conflict, match="Libur mendadak"):
        move_together(by=office, moves=[Move(two[0].id, AT, AT + datetime.timedelta(days=1))], reason="x")
