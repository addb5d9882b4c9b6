"""/kalender/<secret>.ics: what a calendar application reads of it."""

import datetime
import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from dampingi.records.meetings import actions
from dampingi.records.meetings.calendars import calendar
from dampingi.records.meetings.models import CalendarAddress, Invitee, Meeting
from tests.records.meetings.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(town, july):
    page = town.client("ana").post("/pertemuan-saya/kalender/").content.decode()
    return re.search(r"/kalender/[\w-]+\.ics", page)[0]


def events(path):
    answer = Client().get(path)
    assert answer["Content-Type"].startswith("text/calendar")
    return {str(e["SUMMARY"]): e for e in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_it_shows_what_its_owner_is_asked_to_and_nothing_else(call, path):
    call("Rapat Ana", must=("ana",))
    call("Rapat Budi", must=("budi",))
    found = events(path)
    assert set(found) == {"Rapat Ana"}
    assert found["Rapat Ana"].decoded("DTSTART") == AT
    assert found["Rapat Ana"].decoded("DTEND") == AT + datetime.timedelta(hours=2)
    assert (found["Rapat Ana"]["STATUS"], found["Rapat Ana"]["LOCATION"]) == ("CONFIRMED", "Kantor")


def test_a_move_and_a_cancellation_reach_the_calendar(call, path, office):
    made = call()
    uid = str(events(path)["Rapat bulanan"]["UID"])
    later = AT + datetime.timedelta(days=1)
    actions.move_meeting(by=office, meeting=made.id, starts_at=later, reason="Bentrok")
    moved = events(path)["Rapat bulanan"]
    assert (str(moved["UID"]), moved["SEQUENCE"], moved.decoded("DTSTART")) == (uid, 1, later)
    actions.cancel_meeting(by=office, meeting=made.id, reason="Libur")
    off = events(path)["Rapat bulanan"]
    assert (off["SEQUENCE"], off["STATUS"]) == (2, "CANCELLED")


def test_an_invitation_taken_back_and_given_again_counts_on(call, path, office, ids):
    made = call(must=("ana", "budi"))
    row = Invitee.objects.unscoped("test").get(meeting=made, user=ids["ana"])
    actions.uninvite(by=office, invitee=row.id)
    gone = events(path)["Rapat bulanan"]
    assert (gone["SEQUENCE"], gone["STATUS"]) == (1, "CANCELLED")
    actions.invite(by=office, meeting=made.id, must=[ids["ana"]])
    back = events(path)["Rapat bulanan"]
    assert (back["SEQUENCE"], back["STATUS"]) == (2, "CONFIRMED")


def test_unchanged_it_is_not_sent_again(call, path):
    call()
    first = Client().get(path)
    assert Client().get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
    call("Satu lagi", at=AT + datetime.timedelta(days=2))
    assert Client().get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_the_address_is_secret_kept_as_a_hash_and_can_be_renewed(town, path):
    token = path.removeprefix("/kalender/").removesuffix(".ics")
    assert token not in str(CalendarAddress.objects.values_list().get())
    assert token not in town.client("ana").get("/pertemuan-saya/").content.decode()
    assert Client().get("/kalender/x.ics").status_code == 404
    town.client("ana").post("/pertemuan-saya/kalender/")
    assert Client().get(path).status_code == 404


def test_who_left_has_no_calendar_any_more(town, path):
    user = town.users["ana"]
    user.is_active = False
    user.save()
    assert Client().get(path).status_code == 404


def test_one_meeting_as_a_file_for_those_who_see_it(town, call):
    address = f"/pertemuan/{call().id}/pertemuan.ics"
    for who in ("ana", "office"):
        answer = town.client(who).get(address)
        assert "attachment" in answer["Content-Disposition"]
        assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 1
    assert town.client("budi").get(address).status_code == 404


def test_own_meetings_are_for_anyone_with_an_account(town, call):
    call("Rapat Ana")
    assert "Rapat Ana" in town.client("ana").get("/pertemuan-saya/").content.decode()
    assert "Rapat Ana" not in town.client("partner").get("/pertemuan-saya/").content.decode()


words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("\n,;:\\\"'🎉é"),
    min_size=1,
    max_size=150,
)


@given(
    title=words,
    place=words,
    about=words,
    at=st.integers(1_500_000_000, 2_200_000_000).map(
        lambda s: datetime.datetime.fromtimestamp(s, datetime.UTC)
    ),
)
def test_any_words_come_back_as_they_were_and_no_line_is_too_long(title, place, about, at):
    meeting = Meeting(
        title=title, place=place, about=about, starts_at=at, ends_at=at + datetime.timedelta(hours=1)
    )
    body = calendar([Invitee(meeting=meeting, required=True)], site="https://contoh.id")
    read = Calendar.from_ical(body).walk("VEVENT")[0]
    assert str(read["SUMMARY"]) == title
    assert str(read["LOCATION"]) == place
    assert about in str(read["DESCRIPTION"])
    assert read.decoded("DTSTART") == at
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))


def test_who_was_taken_off_reads_no_more_of_it(call, path, office, ids):
    made = call(must=("ana", "budi"), about="Rahasia", online="https://rapat.example/8812")
    row = Invitee.objects.unscoped("test").get(meeting=made, user=ids["ana"])
    assert "8812" in Client().get(path).content.decode()
    actions.uninvite(by=office, invitee=row.id)
    actions.move_meeting(
        by=office,
        meeting=made.id,
        starts_at=AT + datetime.timedelta(days=1),
        place="Tempat baru",
        reason="Pribadi",
    )
    gone = Client().get(path).content.decode()
    assert "STATUS:CANCELLED" in gone
    for secret in ("8812", "Rahasia", "Tempat baru", "Pribadi"):
        assert secret not in gone
