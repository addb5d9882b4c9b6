"""A meeting is called only where and when room and people are free."""

import datetime

import pytest

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.meetings import actions
from dampingi.records.meetings.models import Invitee, Meeting
from tests.records.conftest import HERE
from tests.records.meetings.conftest import AT, HOUR

pytestmark = pytest.mark.django_db


def count():
    return Meeting.objects.unscoped("test").count()


def test_everybody_asked_is_told_and_whoever_calls_comes(call, ids):
    made = call(must=("ana", "office"), should=("budi",))
    asked = {i.user_id: (i.required, i.answer) for i in Invitee.objects.unscoped("test").filter(meeting=made)}
    assert asked == {ids["ana"]: (True, ""), ids["budi"]: (False, ""), ids["office"]: (True, "yes")}
    assert set(Notice.objects.values_list("user_id", flat=True)) == {ids["ana"], ids["budi"]}
    assert "22 Juli 2026 09.00–11.00 WIB" in str(Notice.objects.first())
    assert AuditEvent.objects.get(action="call_meeting").detail == {"invited": 3}


def test_a_room_is_not_in_two_places_at_once_and_both_meetings_are_named(call, hall):
    call("Rapat satu", room=hall)
    with pytest.raises(Refused, match=r"Aula sudah dipakai untuk “Rapat satu”.*Untuk “Rapat dua”") as told:
        call("Rapat dua", at=AT + HOUR, must=("budi",), room=hall)
    assert told.value.status == 409
    assert count() == 1


def test_nobody_who_must_come_is_in_two_places_at_once(call):
    call("Rapat satu")
    with pytest.raises(
        Refused, match=r"Ana wajib hadir di “Rapat satu” .* dan di “Rapat dua” pada jam yang sama"
    ):
        call("Rapat dua", at=AT - HOUR)
    call("Rapat tiga", at=AT - 2 * HOUR)  # ends as the first begins
    call("Rapat empat", must=("budi",), should=("ana",))  # only welcome


def test_who_said_no_is_free(call, town, ids):
    first = call("Rapat satu")
    row = Invitee.objects.unscoped("test").get(meeting=first, user=ids["ana"])
    actions.answer(by=town.actor("ana"), invitee=row.id, said="no", reason="panen")
    call("Rapat dua")


def test_many_clashes_name_three_and_count_the_others(call):
    everybody = ("ana", "budi", "camat", "kota", "head")
    call("Rapat satu", must=everybody)
    with pytest.raises(Refused, match="Masih ada 2 orang lagi"):
        call("Rapat dua", must=everybody)


def test_a_room_too_small_is_refused_with_the_numbers_unless_somebody_says_why(call, hall):
    many = ("ana", "budi", "camat", "kota", "head")
    with pytest.raises(Refused, match="Aula memuat 4 orang, sedangkan 5 diundang"):
        call(must=many, room=hall)
    assert call(must=many, room=hall, crowded_reason="Kursi tambahan dari sebelah").crowded_reason


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": " "}, "Isi judul"),
        ({"at": AT - datetime.timedelta(days=9)}, "sudah lewat"),
        ({"at": AT.replace(tzinfo=None)}, "zona waktu"),
        ({"minutes": 0}, "5 menit"),
        ({"minutes": 999}, "12 jam"),
        ({"place": ""}, "Pilih ruang"),
        ({"must": ()}, "sedikitnya satu orang"),
        ({"must": ("elsewhere",)}, "tidak bertugas"),
        ({"must": ("participant",)}, "tidak bertugas"),
        ({"region": "32.76.99"}, "tidak ada"),
        ({"kind": "party"}, "tidak dikenal"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(call, wrong, told):
    with pytest.raises(Refused, match=told):
        call(**wrong)
    assert count() == 0


def test_a_room_of_another_kecamatan_or_an_archived_one_is_refused(call, office, hall):
    far = actions.open_room(by=office, region="32.76.04", name="Aula jauh", capacity=50)
    with pytest.raises(Refused, match="milik wilayah lain"):
        call(region="32.76.05", room=far)
    actions.archive_room(by=office, room=hall.id)
    with pytest.raises(Refused, match="tidak dipakai lagi"):
        call(room=hall)


def test_the_kecamatan_calls_its_own_and_not_the_city_s(call, town):
    call(by=town.actor("coordinator"), region="32.76.05")
    call("Rapat lain", by=town.actor("camat"), region="32.76.05", must=("budi",))
    for who in (
        "coordinator",
        "camat",
        "ana",
        "head",
        "province",
        "partner",
        "participant",
        "inspector",
        "elsewhere",
    ):
        with pytest.raises(Denied):
            call(by=town.actor(who))
    with pytest.raises(Denied):
        call(by=town.actor("ana"), region=HERE)


def test_of_a_meeting_out_of_reach_only_that_there_is_one_is_told(town, call, hall, office):
    """A kecamatan's mentor does not read the titles of the city's meetings by asking for their rooms and people."""
    call("Penilaian para camat", must=("ana",), room=hall)
    camat = town.actor("camat")
    for more in ({"must": ("ana",)}, {"must": (), "should": ("budi",), "room": hall}):
        with pytest.raises(Refused) as told:
            call("Rapat kecamatan", by=camat, region="32.76.05", **more)
        assert "Penilaian" not in str(told.value)
        assert "“pertemuan lain” (22 Juli 2026 09.00–11.00 WIB)" in str(told.value)
        with pytest.raises(Refused, match="Penilaian para camat"):
            call("Rapat kota", **more)


def test_a_look_first_tells_no_more(town, call, ids):
    call("Penilaian para camat", must=("ana",))
    form = {
        "title": "Rapat",
        "kind": "coordination",
        "region": "32.76.05",
        "on": "2026-07-22",
        "starts": "09:00",
        "minutes": "60",
    }
    form |= {"place": "Kantor", "must": [str(ids["ana"])], "check": "1"}
    page = town.client("camat").post("/pertemuan/baru/", form).content.decode()
    assert "Penilaian" not in page
    assert "pertemuan lain" in page
    assert "Penilaian" in town.client("office").post("/pertemuan/baru/", form).content.decode()
