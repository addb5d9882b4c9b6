"""A clinic session of a consultant or mentor: what is done there counts for them."""

import datetime
import importlib

import pytest
from django.apps import apps

from dampingi.foundation.errors import Conflict, Refused
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.queries import values
from dampingi.records.businesses.models import Constraint
from dampingi.records.clinic.actions import book, open_slots, record_consultation
from dampingi.records.clinic.models import Slot
from tests.records.clinic.test_actions import SOON, TODAY, slot
from tests.records.clinic.test_over import at
from tests.records.clinic.test_pages import FORM
from tests.records.clinic.test_places import text
from tests.records.conftest import SYSTEM

pytestmark = pytest.mark.usefixtures("july")


def test_the_form_offers_who_is_in_reach_and_takes_the_name_from_the_appointment(town):
    ana = town.mentor("ana")
    page = town.client("office").get("/klinik/baru/").content.decode()
    assert f'value="{ana.id}"' in page
    sent = FORM | {"mentor": str(ana.id), "adviser": "Orang lain", "weeks": "1"}
    assert town.client("office").post("/klinik/baru/", sent).status_code == 302
    made = Slot.objects.unscoped("test").get()
    assert (made.mentor_id, made.adviser) == (ana.id, ana.name)


@pytest.mark.parametrize("wrong", ["x", "018f0000-0000-7000-8000-000000000000"])
def test_who_is_not_there_is_refused_beside_the_field(town, wrong):
    answer = town.client("office").post("/klinik/baru/", FORM | {"mentor": wrong})
    assert answer.status_code == 422
    assert "mentor" in answer.context["form"].errors


def test_neither_a_consultant_nor_a_guest_is_refused_with_the_cure(town):
    answer = town.client("office").post("/klinik/baru/", FORM | {"adviser": " "})
    assert "tulis nama narasumber tamunya" in answer.content.decode()
    assert not Slot.objects.unscoped("test").exists()


def test_a_guest_is_a_name_still(town):
    assert town.client("office").post("/klinik/baru/", FORM | {"weeks": "1"}).status_code == 302
    assert Slot.objects.unscoped("test").get().mentor is None


def test_who_is_not_on_duty_that_day_cannot_be_named(town):
    ana = town.mentor("ana")
    ana.ended_on = TODAY
    ana.save()
    with pytest.raises(Refused, match="tidak bertugas pada hari itu"):
        open_slots(by=town.actor("office"), rows=[slot(mentor=ana.id)], today=TODAY)


def test_one_person_is_in_one_place_whatever_name_is_written(town):
    ana = town.mentor("ana")
    with pytest.raises(Conflict, match="bertabrakan"):
        open_slots(
            by=SYSTEM, rows=[slot(mentor=ana.id, adviser="A."), slot(mentor=ana.id, adviser="Ana S.")], today=TODAY
        )  # fmt: skip


def test_what_was_done_counts_for_them_and_for_nobody_else(town):
    ana = town.mentor("ana")
    made = open_slots(by=SYSTEM, rows=[slot(mentor=ana.id)], today=TODAY)[0]
    rows = book(
        by=SYSTEM, businesses=[e.business_id for e in town.enrolments], field="pembiayaan", today=TODAY
    )
    placed = [r for r in rows if r.slot_id == made.id]
    record_consultation(by=SYSTEM, booking=placed[0].id, came=True, result="x", today=SOON)
    period = Period(town.programme.starts_on, SOON + datetime.timedelta(days=1))
    asked = {"programme": town.programme, "period": period}
    told = values(SYSTEM, ["consultations_noted", "businesses_per_session"], "mentor", **asked)
    figure = told.of("consultations_noted", str(ana.id))
    assert (figure.numerator, figure.denominator) == (1, len(placed))
    assert told.of("businesses_per_session", str(ana.id)).numerator == 1
    assert set(told.figures["consultations_noted"]) == {(str(ana.id),)}


def test_earlier_sessions_go_to_the_one_of_that_name_and_to_nobody_where_there_are_two(town):
    ana = town.mentor("ana")
    one, two = open_slots(
        by=SYSTEM, rows=[slot(adviser=f" {ana.name.upper()} "), slot(adviser="Tamu", on=SOON + datetime.timedelta(1))], today=TODAY
    )  # fmt: skip
    step = importlib.import_module("dampingi.records.clinic.migrations.0004_whose_slot")
    step.name_consultants(apps, None)
    found = dict(Slot.objects.unscoped("test").values_list("id", "mentor"))
    assert found == {one.id: ana.id, two.id: None}
    Slot.objects.unscoped("test").update(mentor=None)
    type(ana).objects.unscoped("test").filter(id=town.mentor("budi").id).update(
        name=ana.name, region=ana.region
    )
    step.name_consultants(apps, None)
    assert set(Slot.objects.unscoped("test").values_list("mentor", flat=True)) == {None}


@pytest.fixture
def sat(town):
    """A session of Ana's with the first participants booked, and one of a guest."""
    ana = town.mentor("ana")
    one, other = open_slots(
        by=SYSTEM, rows=[slot(mentor=ana.id), slot(adviser="Tamu", on=SOON + datetime.timedelta(1))], today=TODAY
    )  # fmt: skip
    rows = book(
        by=SYSTEM, businesses=[e.business_id for e in town.enrolments], field="pembiayaan", today=TODAY
    )
    placed = {s.id: [r for r in rows if r.slot_id == s.id] for s in (one, other)}
    assert all(placed.values())
    return one, other, placed


def test_who_advises_opens_their_own_session_and_notes_what_came_of_it(town, sat):
    one, _other, placed = sat
    ana = town.mentor("ana").user
    town.users["ana"] = ana
    page = town.client("ana").get(f"/klinik/{one.id}/")
    assert {b.id for b in page.context["bookings"]} == {b.id for b in placed[one.id]}
    made = record_consultation(
        by=town.actor("ana"), booking=placed[one.id][0].id, came=True, result="Susun arus kas", today=SOON
    )
    assert (made.state, made.result) == ("attended", "Susun arus kas")


def test_of_a_session_that_is_not_theirs_they_note_nothing(town, sat):
    one, other, placed = sat
    town.users["ana"] = town.mentor("ana").user
    with pytest.raises(Refused, match="di luar wilayah Anda"):
        record_consultation(by=town.actor("ana"), booking=placed[other.id][0].id, came=True, today=other.on)
    Mentor = type(town.mentor("ana"))
    Mentor.objects.unscoped("test").filter(id=one.mentor_id).update(ended_on=TODAY)
    with pytest.raises(Refused, match="di luar wilayah Anda"):
        record_consultation(by=town.actor("ana"), booking=placed[one.id][0].id, came=True, today=SOON)


def test_that_a_constraint_is_over_is_not_said_by_who_advised(town, sat):
    one, _other, placed = sat
    town.users["ana"] = town.mentor("ana").user
    booking = placed[one.id][0]
    found = Constraint.objects.unscoped("test").create(
        business_id=booking.business_id, code="modal", since=TODAY, region=booking.region
    )
    type(booking).objects.unscoped("test").filter(id=booking.id).update(constraint=found)
    with pytest.raises(Refused, match="bukan oleh yang memberi konsultasi"):
        record_consultation(
            by=town.actor("ana"), booking=booking.id, came=True, result="x", resolved=True, today=SOON
        )
    found.refresh_from_db()
    assert found.resolved_on is None


def test_what_comes_stands_before_what_was_and_an_owed_result_is_named(town, sat):
    one, other, placed = sat
    with at(other.on, 8):
        page = text(town.client("office").get("/klinik/"))
        assert page.index("Tamu") < page.index("Hasil belum dicatat")
        for booking in placed[one.id]:
            record_consultation(by=town.actor("office"), booking=booking.id, came=False)
        assert "Hasil belum dicatat" not in text(town.client("office").get("/klinik/"))


def test_their_first_page_has_their_sessions_and_what_they_still_owe(town, sat):
    one, other, _placed = sat
    town.users["ana"] = town.mentor("ana").user
    with at(other.on, 8):
        page = text(town.client("ana").get("/"))
        assert "Klinik Anda" in page
        assert "Hasil belum dicatat" in page
        assert f"/klinik/{one.id}/" in town.client("ana").get("/").content.decode()
        assert f"/klinik/{other.id}/" not in town.client("ana").get("/").content.decode()
