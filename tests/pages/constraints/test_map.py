"""/kendala/ and /kendala/usaha/: for those who look after a region, every figure a door to as many businesses."""

import io
import re

import openpyxl
import pytest

from dampingi.insight.constraints.questions import Question
from tests.insight.constraints.register import Oracle

LOOKING = ("penyelenggara", "kepala", "koordinator", "inspektorat", "pendamping-kecamatan", "pendamping-kota")


@pytest.mark.parametrize("who", LOOKING)
def test_those_who_look_after_a_region_see_its_map(city, who):
    answer = city.client(who).get("/kendala/")
    assert answer.status_code == 200
    assert "punya kendala yang belum teratasi" in answer.content.decode()
    assert len(answer.content) < 200_000


@pytest.mark.parametrize("who", ["pendamping", "peserta", "bank", "bappeda", "provinsi"])
def test_nobody_else_does(city, who):
    for path in ("/kendala/", "/kendala/usaha/"):
        assert city.client(who).get(path).status_code == 403
    assert 'href="/kendala/"' not in city.client(who).get("/").content.decode()


def test_a_figure_opens_as_many_businesses_as_it_says(city):
    client = city.client("penyelenggara")
    page = client.get("/kendala/?bidang=pemasaran").content.decode()
    doors = re.findall(r'<a href="(/kendala/usaha/\?[^"]+)"><b>([\d.]+)</b>', page)
    assert len(doors) > 3
    for door, count in doors[:6]:
        listed = client.get(door.replace("&amp;", "&")).content.decode()
        assert f"<strong>{count}</strong> usaha" in listed


def test_the_workbook_holds_what_the_page_shows(city):
    answer = city.client("penyelenggara").get("/kendala/?rinci=4&unduh=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    heads, *rows = list(sheet.iter_rows(values_only=True))
    held = sum(row[heads.index("Usaha terhambat")] or 0 for row in rows)
    oracle = Oracle(Question("32.76"))
    assert held == len({c.business_id for c in oracle.noted if c.resolved_on is None})
    assert sum(row[2] or 0 for row in rows) == len(oracle.businesses)


def test_a_coordinator_cannot_ask_for_another_kecamatan(city):
    client = city.client("koordinator")
    assert client.get("/kendala/?wilayah=32.76").status_code == 403
    assert client.get("/kendala/usaha/?wilayah=32.76").status_code == 403
    assert client.get("/kendala/?wilayah=99").status_code == 404


def test_nonsense_in_the_filters_is_ignored(city):
    answer = city.client("penyelenggara").get(
        "/kendala/?bidang=x&kendala=y&berat=9&sejak=-1&ukur=z&program=w&kelamin=X"
    )
    assert answer.status_code == 200


def test_the_filters_narrow_and_stay_in_the_address(city):
    page = city.client("penyelenggara").get("/kendala/?sektor=kuliner&berat=3&sejak=12").content.decode()
    door = re.search(r'href="(/kendala/usaha/\?[^"]*sektor=kuliner[^"]*)"', page)[1]
    assert "berat=3" in door
    assert "sejak=12" in door


def test_what_helped_stands_beside_a_constraint(city):
    page = city.client("penyelenggara").get("/kendala/?kendala=fin_capital").content.decode()
    assert "Yang dulu menolong" in page
    assert "kasus serupa di Kota Depok" in page
