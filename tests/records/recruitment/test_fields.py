"""Consultants of a service centre are chosen per field: places, order and decision of one field touch no other."""

import datetime

import pytest
from django.test import Client

from dampingi.foundation.accounts.permissions import Permission as P
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.errors import Refused
from dampingi.records.appointments.actions import appoint
from dampingi.records.appointments.intake import Appointing, Period
from dampingi.records.programmes.actions import end_mentor
from dampingi.records.programmes.models import Enrolment, Mentor
from dampingi.records.recruitment import actions
from tests.records.recruitment.conftest import applied, begun, checked, decided, plan, ready, scored

CITY = "32.76"
SALES, LAW = f"{CITY}:pemasaran", f"{CITY}:kelembagaan"


@pytest.fixture
def fields(town):
    office = town.actor("office")
    call = actions.save_call(by=office, programme=town.programme, plan=plan(places={SALES: 1, LAW: 1}))
    call = actions.open_call(by=office, call=call.id)
    ready(town, call)
    return call


def sent(town, call, name, n, post, points, user=None):
    a = applied(call, name, f"+62812000020{n}", post, user)
    for who in ("office", "head", "coordinator"):
        actions.declare_interests(by=town.actor(who), call=call.id, ties={})
    checked(town, a)
    scored(town, a, points)
    return a


def test_each_field_has_places_and_an_order_of_its_own(town, fields):
    sent(town, fields, "Rina", 0, SALES, 90)
    sent(town, fields, "Sari", 1, SALES, 85)
    sent(town, fields, "Tuti", 2, LAW, 70)
    law = decided(town, fields, LAW)
    assert [(a.name, a.state, a.place) for a in law] == [("Tuti", "chosen", 1)]
    sales = decided(town, fields, SALES)
    assert [(a.name, a.state, a.place) for a in sales] == [("Rina", "chosen", 1), ("Sari", "waiting", 2)]


def test_one_applies_only_for_a_field_with_places(town, fields):
    with pytest.raises(Refused, match="bidang"):
        begun(fields, post=f"{CITY}:ti")
    with pytest.raises(Refused, match="bidang"):
        begun(fields, post=CITY)


@pytest.mark.parametrize("code", ["32.76.05:ti", "32.76:sihir", "32.77:ti", "32:ti"])
def test_a_call_has_no_places_outside_its_programme_or_of_unknown_fields(town, code):
    with pytest.raises(Refused, match="di luar program"):
        actions.save_call(by=town.actor("office"), programme=town.programme, plan=plan(places={code: 1}))


def test_who_was_chosen_is_appointed_to_the_field(town, fields):
    a = sent(town, fields, "Rina", 0, SALES, 90)
    decided(town, fields, SALES)
    period = Period(datetime.date(2026, 7, 20), datetime.date(2026, 11, 30))
    row = Appointing(
        name=a.name, region=CITY, field="pemasaran", fields=("ti",), login="rina@contoh.id", applicant=a.id
    )
    made = appoint(by=town.actor("office"), programme=town.programme, rows=[row], period=period)[0]
    assert (made.field, made.level, made.post.code) == ("pemasaran", "consultant", SALES)
    assert set(made.expertise.values_list("field", flat=True)) == {"pemasaran", "ti"}


def appointed(town, **post):
    period = Period(datetime.date(2026, 7, 20), datetime.date(2026, 11, 30))
    row = Appointing(name="Dini", region=CITY, login="dini@contoh.id", **post)
    made = appoint(by=town.actor("office"), programme=town.programme, rows=[row], period=period)[0]
    return made, actor_of(made.user, on=datetime.date(2026, 7, 21))


def test_a_consultant_of_the_city_checks_nobody_and_sees_only_whom_they_accompany(town):
    """A mentor of the same region, the control, guides and checks all below."""
    _made, consultant = appointed(town, field="ti")
    assert consultant.roles == {"consultant"}
    for permission in (P.CHECK_MONTHLY_REPORTS, P.VIEW_DASHBOARD, P.MANAGE_CLINIC):
        assert not consultant.holds(permission)
    assert not Enrolment.objects.for_actor(consultant, P.VIEW_PARTICIPANTS).exists()
    assert not Mentor.objects.for_actor(consultant, P.VIEW_MENTORS).exclude(user=consultant.user_id).exists()


def test_a_mentor_of_the_city_guides_those_below(town):
    _made, mentor = appointed(town)
    assert mentor.holds(P.CHECK_MONTHLY_REPORTS)
    assert Enrolment.objects.for_actor(mentor, P.VIEW_PARTICIPANTS).exists()


def test_the_role_of_a_consultant_ends_with_the_appointment(town):
    made, _consultant = appointed(town, field="ti")
    end_mentor(by=town.actor("office"), mentor=made.id, on=datetime.date(2026, 7, 28), reason="Pindah")
    assert not actor_of(made.user, on=datetime.date(2026, 7, 30)).roles


def test_a_consultant_has_a_home_page(town):
    made, _consultant = appointed(town, field="ti")
    client = Client()
    client.force_login(made.user)
    assert client.get("/").status_code == 200


def test_the_office_seeks_consultants_on_its_form(town):
    office = town.client("office")
    page = office.get("/rekrutmen/baru/").content.decode()
    key = page.split('name="call" value="')[1].split('"')[0]
    said = {
        "title": "Konsultan PLUT", "about": "", "opens_on": "2026-07-20", "closes_on": "2026-07-25", "passing": "60",
        "keep_days": "180", "objection_days": "3", "criterion-0": "Wawancara", "weight-0": "100", "education": "s1",
        "centre": CITY, "field-pemasaran": "2", "field-ti": "1", "call": key,
    }  # fmt: skip
    answer = office.post("/rekrutmen/baru/", said)
    assert answer.status_code == 302, answer.content.decode()
    shown = office.get(f"/rekrutmen/{key}/").content.decode()
    assert "Pemasaran, " in shown
    assert "Konsultan" in shown
    kept = office.get(f"/rekrutmen/{key}/ubah/").content.decode()
    assert 'name="field-pemasaran" value="2"' in kept


def test_a_mentor_appointed_by_hand_to_a_field(town):
    told = {
        "name": "Dini", "login": "dini@contoh.id", "post": f"{CITY}:ti", "sex": "P", "on": "2026-07-20", "until": "2026-11-30",
    }  # fmt: skip
    assert town.client("office").post("/pendamping/angkat/satu/", told).status_code == 302
    assert Mentor.objects.unscoped("test").get(name="Dini").field == "ti"
