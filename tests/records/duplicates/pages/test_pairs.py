"""/kembar/: the pairs that wait, for those who reach both."""

import pytest
from django.utils.html import escape

from dampingi.records.duplicates.words import why

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july")]


def test_the_office_sees_the_pair_why_and_how_likely(town, likely):
    page = town.client("office").get("/kembar/").content.decode()
    assert "Warung Bu Sari dan Warung Sari" in page or "Warung Sari dan Warung Bu Sari" in page
    assert escape(why(likely)) in page
    assert "sama" in why(likely)
    assert f"/kembar/{likely.id}/" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("office", 200), ("coordinator", 200), ("head", 403), ("ana", 403), ("partner", 403), ("panel", 403)],
)
def test_who_opens_it(town, likely, who, status):
    assert town.client(who).get("/kembar/").status_code == status


def test_a_stranger_logs_in_first(town):
    assert town.client("stranger").get("/kembar/").headers["Location"].startswith("/masuk/")


def test_the_office_of_another_city_sees_nothing(town, likely):
    assert "Warung" not in town.client("elsewhere").get("/kembar/").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("putusan=menunggu", True),
        ("putusan=diputuskan", False),
        ("putusan=tidak-mirip", False),
        ("wilayah=32.76.05", True),
        ("wilayah=32.76.01", False),
        ("kepastian=99", True),
        ("kepastian=50", False),
        ("kelurahan=lintas", True),
        ("kelurahan=dalam", False),
        ("cari=sari", True),
        ("cari=joko", False),
    ],
)
def test_it_filters_and_searches(town, likely, query, found):
    likely.probability = 0.995
    likely.save()
    page = town.client("office").get(f"/kembar/?{query}").content.decode()
    assert (f'<a href="/kembar/{likely.id}/">' in page) == found


def test_it_downloads_as_shown(town, likely):
    answer = town.client("office").get("/kembar/?unduh=xlsx")
    assert "spreadsheet" in answer["Content-Type"]


def test_a_search_is_asked_for_and_its_page_tells_what_came(town, likely):
    from dampingi.foundation.jobs.worker import run_waiting

    client = town.client("office")
    where = client.post("/kembar/cari/").headers["Location"]
    assert "Halaman ini boleh ditutup" in client.get(where).content.decode()
    run_waiting()
    page = client.get(where).content.decode()
    assert "Usaha dibandingkan" in page
    assert "Pasangan baru" in page
    assert town.client("coordinator").get(where).status_code == 404  # of the city, not of the kecamatan


@pytest.mark.parametrize("who", ["coordinator", "head", "ana"])
def test_others_cannot_start_one(town, who):
    assert town.client(who).post("/kembar/cari/").status_code == 403


def test_the_office_cannot_search_another_city(town):
    assert town.client("office").post("/kembar/cari/", {"region": "32.77"}).status_code == 403


def test_the_home_page_of_the_office_has_a_door(town, likely):
    page = town.client("office").get("/").content.decode()
    assert "pasangan usaha mungkin kembar menunggu" in page
    assert "pasangan usaha mungkin kembar" not in town.client("head").get("/").content.decode()
