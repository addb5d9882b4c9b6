"""A road-show planned in one go."""

import datetime

import pytest

from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.errors import Refused
from dampingi.records.meetings import actions
from dampingi.records.meetings.actions.roadshows import Stop
from dampingi.records.meetings.models import Meeting, RoadShow
from tests.records.meetings.conftest import AT

pytestmark = pytest.mark.django_db
KECAMATAN = ("32.76.04", "32.76.05")
DAY = datetime.timedelta(days=1)


def text(answer):
    return answer.content.decode()


def planned(office, town, ids, starts=(AT, AT + DAY), regions=KECAMATAN):
    stops = [
        Stop(r, at, "Kantor Kecamatan", must=frozenset({ids["office"]}), should=frozenset({ids["kota"]}))
        for r, at in zip(regions, starts, strict=True)
    ]
    return actions.plan_roadshow(
        by=office, programme=town.programme, region="32.76", name="Kunjungan 2026", minutes=120, stops=stops
    )


def test_all_kecamatan_are_planned_on_one_page(town, office):
    client = town.client("office")
    page = text(client.get("/kunjungan-kecamatan/baru/"))
    assert page.count('type="date"') == 11
    form = {"name": "Kunjungan 2026", "starts": "09:00", "minutes": "120"}
    form |= {f"on_{code}": day for code, day in zip(KECAMATAN, ("2026-07-27", "2026-07-28"), strict=True)}
    form |= {f"place_{code}": "Kantor" for code in KECAMATAN}
    assert client.post("/kunjungan-kecamatan/baru/", form | {"on_32.76.04": "2026-07-01"}).status_code == 422
    assert not RoadShow.objects.unscoped("test").exists()  # all or none
    answer = client.post("/kunjungan-kecamatan/baru/", form)
    assert answer.status_code == 302
    assert Meeting.objects.unscoped("test").filter(kind="roadshow").count() == 2
    assert "2 kecamatan" in text(client.get(answer["Location"]))


def test_a_clash_at_one_stop_names_it_and_nothing_is_called(office, town, ids, call):
    call("Rapat lain", must=("office",))
    with pytest.raises(Refused, match=r"Baris 1: .*Rapat lain"):
        planned(office, town, ids)
    assert Meeting.objects.unscoped("test").count() == 1


def test_no_stop_twice_and_only_kecamatan(office, town, ids):
    for regions in (("32.76.05", "32.76.05"), ("32.76", "32.76.05")):
        with pytest.raises(Refused, match="satu kali"):
            planned(office, town, ids, regions=regions)


def test_who_has_left_by_the_day_of_the_stop_does_not_stand_in_the_way(town, office):
    """They were offered by today's list, and the stop refused them for ever."""
    Assignment.objects.filter(user=town.users["camat"]).update(ends_on=datetime.date(2026, 7, 22))
    form = {"name": "Kunjungan", "starts": "09:00", "minutes": "120", "on_32.76.05": "2026-07-28"}
    form |= {"place_32.76.05": "Kantor"}
    assert town.client("office").post("/kunjungan-kecamatan/baru/", form).status_code == 302
    asked = Meeting.objects.unscoped("test").get().invitees.values_list("user__name", flat=True)
    assert "Ana" in asked
    assert "Camat" not in asked
