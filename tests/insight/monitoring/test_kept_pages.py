"""A page that was worked out is shown again while nothing was committed - and never longer, never to others."""

import datetime
import re

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.insight.monitoring.offices import TOO_MUCH, defines
from tests.insight.scattered import START, TODAY, scatter

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.regions.actions import load_regions
from dampingi.foundation.rows import new_id
from dampingi.insight.indicators.catalogue import one_reading, token
from dampingi.insight.monitoring import views
from dampingi.insight.monitoring.dashboard import figures
from dampingi.insight.monitoring.periods import of_programme
from dampingi.insight.monitoring.queries import values
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.models import Programme

SYSTEM, CODE = Actor.for_system("test"), "visits_per_participant"
NOW = datetime.datetime.combine(TODAY, datetime.time(3), datetime.UTC)


@pytest.fixture
def opened(emptied):
    """Asks for the dashboard, or another page, as somebody; how many questions to the database that took."""
    load_regions(within="32")
    scatter()
    for name, region in (("kota", "32.76"), ("kecamatan", "32.76.05")):
        user = User.objects.create(login=f"{name}@contoh.id", name=name)
        Assignment.objects.create(user=user, role=Role.OFFICE, region=region, starts_on=START)
        watcher = User.objects.create(login=f"pengawas {name}@contoh.id", name=f"pengawas {name}")
        Assignment.objects.create(user=watcher, role=Role.INSPECTOR, region=region, starts_on=START)
    clients = {
        name: _logged_in(name) for name in ("kota", "kecamatan", "pengawas kota", "pengawas kecamatan")
    }

    def opened(name="kota", path="/dasbor/", language="id"):
        clients[name].cookies[settings.LANGUAGE_COOKIE_NAME] = language
        with CaptureQueriesContext(connection) as asked:
            page = clients[name].get(path)
        assert page.status_code == 200
        return re.sub(r"[A-Za-z0-9]{64}", "", page.content.decode()), len(asked)

    with time_machine.travel(NOW, tick=False):
        yield opened


def _logged_in(name):
    client = Client()
    user = User.objects.get(login=f"{name}@contoh.id")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(("name", "path"), [("kota", "/dasbor/"), ("pengawas kota", "/")])
def test_opened_again_it_asks_little_and_says_the_same(opened, name, path):
    first, questions = opened(name, path)
    for _try in range(
        20
    ):  # on PostgreSQL a test that writes beside this one, in a database of its own, moves the server's snapshot too
        again, fewer = opened(name, path)
        assert again == first
        if fewer < questions - 20:
            return
    raise AssertionError(f"{fewer} of {questions} questions were asked again")


def test_what_was_committed_stands_there_at_once(opened):
    visit = Visit.objects.unscoped("test").filter(region__startswith="32.76", on__lte=TODAY).first()
    for _ in range(3):
        figure = values(SYSTEM, [CODE], programme=visit.programme, region="32.76").of(CODE)
        assert f"{figure.numerator} dibagi {figure.denominator}<" in opened()[0]
        visit.pk = new_id()
        visit.save(force_insert=True)


def test_what_was_committed_stands_on_the_first_page_at_once(opened):
    before = opened("pengawas kota", "/")[0]
    assert opened("pengawas kota", "/")[0] == before
    programme = Programme.objects.get(code="WUB-2026")
    Programme.objects.filter(id=programme.id).update(name="Wirausaha Anyar")
    assert "Wirausaha Anyar" in opened("pengawas kota", "/")[0]


def test_the_next_hour_the_first_page_is_worked_out_anew(opened):
    fewest = min(opened("pengawas kota", "/")[1] for _try in range(5))
    with time_machine.travel(NOW + datetime.timedelta(hours=1), tick=False):
        assert opened("pengawas kota", "/")[1] > fewest + 20


def test_another_language_is_another_page(opened):
    pages = [opened("pengawas kota", "/", language)[0] for language in ("id", "en", "id")]
    first = [re.search(r"<main.*", page, re.S)[0] for page in pages]
    assert first[0] == first[2] != first[1]


def test_another_reach_has_a_page_of_its_own(opened):
    first = {
        name: re.search(r"<h1[^>]*>(.*?)</h1>", opened(f"pengawas {name}", "/")[0])[1]
        for name in ("kota", "kecamatan")
    }
    assert first["kota"] != first["kecamatan"]
    assert "Dasbor Kota Depok" in opened("kota")[0]
    assert "Dasbor Sukmajaya" in opened("kecamatan")[0]


def test_the_next_day_is_another_page(opened):
    assert "20 Agustus 2026" in opened()[0]
    with time_machine.travel(NOW + datetime.timedelta(days=1), tick=False):
        assert "21 Agustus 2026" in opened()[0]


def test_a_page_that_somebody_changed_while_it_was_asked_for_is_not_kept_as_it_was(opened, monkeypatch):
    """Between reading the question and looking whether the answer is known, another commits."""
    ask, meanwhile = views.asked, []

    def asked(*told, **more):
        found = ask(*told, **more)
        if not meanwhile:
            meanwhile.append(found.programme.ends_on)
            Programme.objects.filter(id=found.programme.id).update(ends_on=TODAY - datetime.timedelta(days=3))
        return found

    for _ in range(3):
        opened()  # until nothing of the login is written any more
    monkeypatch.setattr(views, "asked", asked)
    opened()
    assert "Keadaan sampai 17 Agustus 2026" in opened()[0]


def test_figures_of_definitions_read_before_they_changed_are_not_shown_to_who_comes_later(opened):
    programme = Programme.objects.get(code="WUB-2026")
    asked = {"programme": programme, "region": "32.76", "period": of_programme(programme, until=TODAY)}
    with one_reading():
        token()
        with one_reading():  # another process
            defines(programme.region, TOO_MUCH)
        assert TOO_MUCH["code"] not in figures.values(SYSTEM, **asked).indicators
    assert TOO_MUCH["code"] in figures.values(SYSTEM, **asked).indicators
