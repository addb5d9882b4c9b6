"""Both sides of the comparison lead to their people; where several cities have programmes, the reader chooses."""

import datetime
import re

import pytest

from dampingi.engines.impact import impact
from dampingi.insight.impact.gathering import gathered
from dampingi.insight.impact.measures import MEASURES
from dampingi.insight.impact.people import COMPARED, JOINED, people_rows
from dampingi.records.programmes.models import Programme
from dampingi.records.surveys.models import Respondent

PEOPLE = "/dampak/orang/"


@pytest.fixture
def elsewhere(city):
    """Another city's programme, which has asked nobody yet."""
    day = datetime.date(2025, 1, 1)
    return Programme.objects.create(
        code="wub-bekasi", name="WUB Bekasi", region="32.75", starts_on=day, ends_on=day.replace(month=12)
    )


def test_each_count_of_a_side_opens_as_many_people(city):
    client, known = city.client("inspektorat"), gathered([city.programme])
    seen = 0
    for measure in MEASURES:
        found = impact(known.panels[measure.figure])
        for side, told in ((JOINED, found.joined), (COMPARED, found.compared)):
            for still, n in (("", told.before), ("ya", told.after), ("tidak", told.before - told.after)):
                asked = {"ukuran": measure.figure, "sisi": side, "masih": still}
                page = client.get(PEOPLE, asked).content.decode()
                assert re.search(rf"<strong>{n}</strong> orang", page), asked
                seen += n
    assert seen


def test_the_page_names_those_doors(city):
    page = city.client("kepala").get("/dampak/").content.decode()
    for side in (JOINED, COMPARED):
        assert f"/dampak/orang/?wilayah=32.76&amp;ukuran=turnover&amp;sisi={side}" in page


def test_nobody_stands_on_both_sides_at_once(city):
    """One city with one intake: who joined is not compared with."""
    known = gathered([city.programme])
    joined, compared = ({r["person"] for r in people_rows(known, MEASURES[0], s)} for s in (JOINED, COMPARED))
    assert joined
    assert compared
    assert not joined & compared


def test_names_are_for_those_who_ask_in_the_surveys(city):
    someone = people_rows(gathered([city.programme]), MEASURES[0], COMPARED)[0]["person"]
    name = Respondent.objects.unscoped("test").filter(application__person=someone)[0].application.person.name
    asked = {"sisi": COMPARED, "ukuran": MEASURES[0].figure}
    assert name in city.client("penyelenggara").get(PEOPLE, asked).content.decode()
    other = city.client("provinsi").get(PEOPLE, asked).content.decode()
    assert name not in other
    assert someone.hex[-6:] in other


def test_a_province_chooses_whose_programme_and_a_city_has_no_choice(city, elsewhere):
    province = city.client("provinsi")
    assert "wilayah=32.75" in province.get("/dampak/").content.decode()
    there = province.get("/dampak/", {"wilayah": "32.75"}).content.decode()
    assert "Belum ada survei pendaftar" in there
    assert "wilayah=32.76" in there
    own = city.client("kepala")
    assert "32.75" not in own.get("/dampak/").content.decode()
    assert own.get("/dampak/", {"wilayah": "32.75"}).status_code == 404
    assert own.get(PEOPLE, {"wilayah": "32.75"}).status_code == 404


@pytest.mark.parametrize(
    "asked", [{"wilayah": "99"}, {"ukuran": "omong"}, {"sisi": "semua"}, {"wilayah": "';--"}]
)
def test_what_is_not_there_is_not_found(city, asked):
    assert city.client("kepala").get(PEOPLE, asked).status_code == 404


def test_the_people_are_taken_along(city):
    answer = city.client("inspektorat").get(PEOPLE, {"unduh": "xlsx"})
    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats")
