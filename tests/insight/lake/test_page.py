"""/danau/: an indicator for every city of the lake, by who may see which."""

import datetime
import json
from pathlib import Path

import pytest
import time_machine

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.errors import Refused
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.work import Desk
from dampingi.insight.lake.actions import publish_lake
from dampingi.insight.lake.models import LakeEdition
from dampingi.insight.lake.waiting import unpublished_cities
from tests.records.town import NOW

pytestmark = pytest.mark.usefixtures("july")
SYSTEM = Actor.for_system("test")


@pytest.fixture
def lake(town, settings, tmp_path):
    settings.LAKE = str(tmp_path / "lake")
    publish_lake(by=SYSTEM, to=settings.LAKE)


def page(town, who, **asked):
    return town.client(who).get("/danau/", asked)


def test_the_office_reads_its_city_with_the_day_of_its_edition(town, lake):
    told = page(town, "office", indikator="pass_rate").content.decode()
    assert "Depok" in told
    assert "20 Juli 2026" in told
    assert "hari yang lalu" not in told


def test_an_old_edition_is_told(town, lake):
    with time_machine.travel(NOW + datetime.timedelta(days=5)):
        told = page(town, "office", indikator="pass_rate").content.decode()
    assert "5 hari yang lalu" in told
    assert "belum menerbitkan" in told


def test_a_region_without_an_edition_hides_nothing_of_the_others(town, lake):
    own = town.users["office"].assignments.first()
    Assignment.objects.create(user=own.user, role=own.role, region="33.74", starts_on=own.starts_on)
    told = page(town, "office", indikator="pass_rate").content.decode()
    assert "20 Juli 2026" in told
    assert "belum punya edisi" in told
    assert "dampingi lake publish" not in told


def test_an_edition_written_by_somebody_else_is_a_sentence_not_a_fault(town, lake, settings):
    there = Path(settings.LAKE) / "cities" / "32.76.json"
    there.write_text(json.dumps(json.loads(there.read_text()) | {"before": ["../../db.sqlite3"]}))
    answer = page(town, "office", indikator="pass_rate")
    assert answer.status_code == 200
    assert "bukan edisi yang dapat dibaca" in answer.content.decode()
    with pytest.raises(Refused):
        publish_lake(by=SYSTEM, to=settings.LAKE)


def test_who_may_not(town, lake):
    assert page(town, "ana").status_code == 403
    assert page(town, "stranger").status_code == 302


def test_without_a_lake_it_says_what_to_do(town, settings):
    settings.LAKE = ""
    assert "DAMPINGI_LAKE" in page(town, "office").content.decode()
    assert town.client("office").post("/danau/terbitkan/", {"wilayah": "32.76"}).status_code == 422


def test_an_empty_lake_says_so(town, settings, tmp_path):
    settings.LAKE = str(tmp_path)
    assert "Belum ada edisi" in page(town, "office").content.decode()


@pytest.mark.parametrize(
    ("asked", "status"), [({"indikator": "nothing"}, 404), ({"tahun": "9999999"}, 200), ({"tahun": "x"}, 200)]
)
def test_what_is_not_there(town, lake, asked, status):
    assert page(town, "office", **asked).status_code == status


def test_the_office_publishes_as_a_job(town, lake):
    answer = town.client("office").post("/danau/terbitkan/", {"wilayah": "32.76"})
    assert answer.status_code == 302
    assert Job.objects.get(kind="publish_lake").params["place"] == "32.76"


def test_pressed_twice_and_by_another_it_is_one_job(town, lake):
    second = town.users["office"].assignments.first()
    Assignment.objects.create(
        user=town.users["head"], role=second.role, region=second.region, starts_on=second.starts_on
    )
    said = [
        town.client(who).post("/danau/terbitkan/", {"wilayah": "32.76"}, follow=True).content.decode()
        for who in ("office", "office", "head")
    ]
    assert Job.objects.filter(kind="publish_lake").count() == 1
    assert ["sedang berjalan" in each for each in said] == [False, True, True]
    Job.objects.update(state=Job.State.DONE)
    town.client("office").post("/danau/terbitkan/", {"wilayah": "32.76"})
    assert Job.objects.filter(kind="publish_lake").count() == 2


def test_while_the_nights_publishing_waits_there_is_no_second(town, lake, settings):
    start(by=Actor.for_system("nightly lake"), kind="publish_lake", params={"to": settings.LAKE})
    town.client("office").post("/danau/terbitkan/", {"wilayah": "32.76"})
    assert Job.objects.filter(kind="publish_lake").count() == 1


def test_an_office_of_a_province_hears_which_of_its_cities_missed_the_lake(town, lake, settings):
    office = town.users["office"].assignments.first()
    type(office).objects.filter(id=office.id).update(region="32")
    first = LakeEdition.objects.get(place="32.76")
    for place in ("32.01", "32.71", "32.73"):
        first.pk, first.place, first.region = new_id(), place, place
        first.save(force_insert=True)
    with time_machine.travel(NOW + datetime.timedelta(days=5)):
        work = unpublished_cities(Desk(town.actor("office"), town.programme, datetime.date(2026, 7, 25)))
    assert work.count == 4
    assert work.note.startswith("32.01 (terakhir 20 Juli 2026), 32.71 (terakhir")
    assert work.note.endswith("dan 1 lainnya")
    LakeEdition.objects.all().delete()
    work = unpublished_cities(Desk(town.actor("office"), town.programme, datetime.date(2026, 7, 25)))
    assert (work.count, work.note) == (1, "Kota Depok (belum pernah terbit)")


@pytest.mark.parametrize(
    ("who", "place", "status"), [("office", "32.77", 404), ("office", "", 404), ("ana", "32.76", 403)]
)
def test_who_may_not_publish(town, lake, who, place, status):
    assert town.client(who).post("/danau/terbitkan/", {"wilayah": place}).status_code == status
    assert not Job.objects.filter(kind="publish_lake").exists()


def test_the_first_page_counts_cities_that_did_not_publish(town, lake, settings):
    def card():
        return unpublished_cities(Desk(town.actor("office"), town.programme, datetime.date(2026, 7, 20)))

    assert card().count == 0
    with time_machine.travel(NOW + datetime.timedelta(days=5)):
        assert (card().count, card().note) == (1, "Kota Depok (terakhir 20 Juli 2026)")
        assert "danau data" in town.client("office").get("/").content.decode()
    LakeEdition.objects.all().delete()
    assert (card().count, card().note) == (1, "Kota Depok (belum pernah terbit)")
    assert unpublished_cities(Desk(town.actor("ana"), town.programme, datetime.date(2026, 7, 20))) is None
    settings.LAKE = ""
    assert card() is None
