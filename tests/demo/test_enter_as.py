"""One click per persona on the login page, and only in a demo."""

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path

from dampingi.demo.personas import BY_KEY, PERSONAS, entries, logins
from dampingi.foundation.accounts.models import User

pytestmark = pytest.mark.django_db
urlpatterns = [
    path("", include("dampingi.demo.urls")),
    path("", lambda _request: HttpResponse("beranda"), name="home"),
]
KEY = "penyelenggara"
demo = override_settings(DEMO=True, ROOT_URLCONF=__name__)
office = override_settings(DEMO=False, ROOT_URLCONF=__name__)


@pytest.fixture
def staff():
    return User.objects.create(login=BY_KEY[KEY].login, name="Ratna")


@demo
def test_a_click_logs_in(client, staff):
    answer = client.post(f"/masuk/sebagai/{KEY}/")
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(staff.id)


@demo
def test_it_goes_on_to_the_page_asked_for(client, staff):
    assert client.post(f"/masuk/sebagai/{KEY}/", {"next": "/dasbor/"}).url == "/dasbor/"


@demo
@pytest.mark.parametrize("elsewhere", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)"])
def test_it_never_leads_to_another_host(client, staff, elsewhere):
    assert client.post(f"/masuk/sebagai/{KEY}/", {"next": elsewhere}).url == "/"


@demo
def test_a_link_is_not_a_click(client, staff):
    assert client.get(f"/masuk/sebagai/{KEY}/").status_code == 405
    assert "_auth_user_id" not in client.session


@demo
def test_other_people_are_not_found(client, staff):
    assert client.post("/masuk/sebagai/siapa/").status_code == 404
    assert client.post("/masuk/sebagai/kepala/").status_code == 404


@office
def test_an_office_has_no_such_door(client, staff):
    assert client.post(f"/masuk/sebagai/{KEY}/").status_code == 404
    assert "_auth_user_id" not in client.session


@demo
def test_the_login_page_is_offered_who_is_there(staff):
    assert [(e.url, e.name) for e in entries()] == [(f"/masuk/sebagai/{KEY}/", "Ratna")]


@office
def test_the_login_page_of_an_office_is_offered_nobody(staff):
    assert entries() == []


def test_logins_are_told_in_the_order_of_the_personas():
    for persona in reversed(PERSONAS):
        User.objects.create(login=persona.login, name=persona.name or "X")
    assert [found.key for found in logins()] == [p.key for p in PERSONAS]
