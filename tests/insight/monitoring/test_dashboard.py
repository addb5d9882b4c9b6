"""/dasbor/ and /dasbor/rincian/, as different people open them."""

import datetime
import io
import re
from decimal import Decimal

import openpyxl
import pytest
import time_machine
from django.utils import timezone, translation
from tests.insight.scattered import KELURAHAN, START, scatter

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.regions.actions import load_regions
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.queries import values
from dampingi.records.programmes.models import Programme, Target

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 8, 20, 9, 0, tzinfo=datetime.UTC)
SYSTEM = Actor.for_system("test")
PEOPLE = {
    "office": (Role.OFFICE, "32.76"),
    "head": (Role.HEAD, "32"),
    "coordinator": (Role.COORDINATOR, "32.76.05"),
    "province": (Role.PROVINCE, "32"),
    "partner": (Role.PARTNER, "32.76"),
    "elsewhere": (Role.OFFICE, "33.01"),
    "participant": (Role.PARTICIPANT, "32.76"),
}


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load_regions(within="32")
        city = scatter()
        Target.objects.create(
            programme=city.programme, indicator="pass_rate", region="32", period="2026", value=Decimal("0.8")
        )
        Programme.objects.filter(code="WUB-LAIN").update(region="33.01", starts_on=datetime.date(2025, 2, 1))
        for name, (role, region) in PEOPLE.items():
            user = User.objects.create(login=f"{name}@contoh.id", name=name.title())
            Assignment.objects.create(user=user, role=role, region=region, starts_on=START)
        yield city
        transaction.set_rollback(True)


@pytest.fixture
def enter(office, client):
    def enter(name):
        client.force_login(
            User.objects.get(login=f"{name}@contoh.id"), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    with time_machine.travel(NOW, tick=False):
        yield enter


def test_the_office_sees_every_indicator_and_a_door_behind_each(enter):
    page = enter("office").get("/dasbor/?wilayah=32.76")
    assert page.status_code == 200
    body = page.content.decode()
    for code, indicator in catalogue().items():
        assert indicator.name in body
        assert f"indikator={code}" in body
    for door in set(re.findall(r'href="(/dasbor/rincian/[^"]+)"', body)):
        assert enter("office").get(door.replace("&amp;", "&")).status_code == 200


def test_the_page_shows_the_figures_of_the_queries(enter, office):
    body = enter("head").get("/dasbor/").content.decode()
    found = values(SYSTEM, programme=office.programme)
    figure = found.of("pass_rate")
    assert f"{figure.numerator} dari {figure.denominator}" in body
    assert "80,0%" in body


LENSES = [("32.76", code) for code in catalogue()] + [
    (r, "participation") for r in ("32", "32.76.05", KELURAHAN[0])
]


@pytest.mark.parametrize(("region", "code"), LENSES)
def test_every_lens_and_every_depth(enter, code, region):
    assert enter("head").get(f"/dasbor/?indikator={code}&wilayah={region}").status_code == 200


def test_a_past_month_shows_how_it_stood_then(enter, office):
    body = enter("head").get("/dasbor/?bulan=2026-04").content.decode()
    assert "Keadaan sampai 30 April 2026." in body
    with time_machine.travel(datetime.datetime(2026, 4, 30, 3, tzinfo=datetime.UTC)):
        then = values(SYSTEM, ["participation"], programme=office.programme).of("participation")
    assert f"{then.numerator} dari {then.denominator}" in body


def test_a_coordinator_starts_in_the_own_kecamatan(enter):
    body = enter("coordinator").get("/dasbor/").content.decode()
    assert "Dasbor Sukmajaya" in body
    assert "32.76.06" not in body


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("coordinator", "?wilayah=32.76.06", 403),
        ("coordinator", "?wilayah=32.76", 403),
        ("office", "?wilayah=32.77", 403),
        ("office", "?wilayah=99.99", 404),
        ("office", "?wilayah=33.01", 404),
        ("office", "?wilayah=' OR 1=1 --", 404),
        ("office", "?indikator=laba", 404),
        ("office", "?bulan=2026-13", 404),
        ("office", "?bulan=kemarin", 404),
        ("office", "?bulan=99999-01", 404),
        ("office", "?bulan=9999-12", 404),
        ("office", "?bulan=0001-01", 404),
        ("office", "?program=TIDAK-ADA", 404),
        ("office", "rincian/?menurut=warna&nilai=merah", 404),
        ("office", "rincian/?menurut=mentor&nilai=x&indikator=participation", 404),
        ("office", "rincian/?bagian=sebagian", 404),
        ("coordinator", "rincian/?wilayah=32.76.06", 403),
        ("partner", "", 403),
        ("participant", "", 403),
        ("participant", "rincian/", 403),
    ],
)
def test_what_is_not_there_or_not_theirs_is_said_without_a_500(enter, who, address, status):
    assert enter(who).get(f"/dasbor/{address}").status_code == status


def test_another_citys_office_sees_its_own_programme_only(enter):
    page = enter("elsewhere").get("/dasbor/")
    assert page.status_code in (200, 404)
    assert enter("elsewhere").get("/dasbor/?program=WUB-2026").status_code == 404


def test_a_stranger_is_sent_to_the_login(office, client):
    for address in ("/dasbor/", "/dasbor/rincian/"):
        assert client.get(address).status_code == 302


def test_an_empty_programme_says_so(enter, office):
    Programme.objects.create(
        code="KOSONG",
        name="Kosong",
        region="32.76",
        starts_on=datetime.date(2026, 8, 1),
        ends_on=datetime.date(2026, 12, 1),
    )
    page = enter("office").get("/dasbor/?program=KOSONG")
    assert page.status_code == 200
    assert "Belum ada peserta" in page.content.decode()


class TestRows:
    def test_names_only_for_who_may_see_participants(self, enter):
        office = enter("office").get("/dasbor/rincian/?indikator=pass_rate&wilayah=32.76").content.decode()
        province = (
            enter("province").get("/dasbor/rincian/?indikator=pass_rate&wilayah=32.76").content.decode()
        )
        assert "Peserta 000" in office
        assert "Peserta 000" not in province
        assert "No. " in province

    def test_in_and_out_add_up(self, enter, office):
        counts = {}
        for part in ("", "masuk", "belum"):
            page = enter("head").get(f"/dasbor/rincian/?indikator=pass_rate&bagian={part}")
            counts[part] = page.context["listing"].count
        figure = values(SYSTEM, ["pass_rate"], programme=office.programme).of("pass_rate")
        assert counts == {
            "": figure.denominator,
            "masuk": figure.numerator,
            "belum": figure.denominator - figure.numerator,
        }

    @pytest.mark.parametrize(
        "group", ["menurut=sex&nilai=P", "menurut=sector&nilai=-", "menurut=month&nilai=2026-05"]
    )
    def test_a_group_is_said_in_words(self, enter, group):
        page = enter("head").get(f"/dasbor/rincian/?indikator=weeks_with_sales&{group}")
        assert page.status_code == 200
        assert page.context["group"] in page.content.decode()

    def test_the_workbook_holds_exactly_the_rows(self, enter, office):
        page = enter("head").get("/dasbor/rincian/?indikator=turnover_change&unduh=xlsx")
        book = openpyxl.load_workbook(io.BytesIO(page.content))
        told = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
        figure = values(SYSTEM, ["turnover_change"], programme=office.programme).of("turnover_change")
        assert sum(row[-2] for row in told) == figure.numerator
        assert sum(row[-1] for row in told) == figure.denominator

    def test_the_definition_stands_beside_the_figure(self, enter):
        body = enter("head").get("/dasbor/rincian/?indikator=new_nib").content.decode()
        for words in (
            catalogue()["new_nib"].why,
            catalogue()["new_nib"].source,
            catalogue()["new_nib"].hash[:16],
        ):
            assert words in body


def test_today_is_the_offices(enter):
    assert timezone.localdate() == datetime.date(2026, 8, 20)


def test_an_english_reader_reads_english(enter):
    client = enter("head")
    with translation.override("id"):  # the request leaves its language behind in the thread
        client.cookies["django_language"] = "en"
        page = client.get("/dasbor/rincian/?indikator=participation")
    words = catalogue()["participation"].name
    with translation.override("en"):
        assert translation.gettext(words) in page.content.decode()
    assert words not in page.content.decode()
