"""A road-show planned in one go, and aspirations heard at its stops, answered, and their askers told."""

import datetime
import uuid
from urllib.parse import unquote

import pytest

from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.errors import Refused
from dampingi.records.meetings import actions
from dampingi.records.meetings.actions.roadshows import Heard, Stop
from dampingi.records.meetings.models import Aspiration, Meeting, RoadShow
from tests.records.meetings.conftest import AT, HOUR

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


@pytest.fixture
def stop(office, town, ids, time_machine):
    """The stop of the town's kecamatan, under way."""
    planned(office, town, ids)
    time_machine.move_to(AT + DAY + HOUR, tick=False)
    return Meeting.objects.unscoped("test").get(region="32.76.05")


@pytest.fixture
def heard(stop, office):
    told = Heard(uuid.uuid4(), "pemasaran", "Titik pemasaran tiap minggu", "Bu Sari", "+6281234567890")
    return actions.note_aspiration(by=office, meeting=stop.id, heard=told)


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


def test_aspirations_are_noted_on_the_spot_by_who_is_asked(town, stop):
    path = f"/pertemuan/{stop.id}/aspirasi/"
    form = {
        "id": str(uuid.uuid4()),
        "field": "pemasaran",
        "text": "Pasar mingguan",
        "name": "Bu Sari",
        "phone": "0812-3456-7890",
    }
    client = town.client("kota")
    assert f'data-draft="aspirasi:{stop.id}"' in text(client.get(path))
    for _sent_twice in range(2):
        assert client.post(path, form).status_code == 302
    row = Aspiration.objects.unscoped("test").get()
    assert (row.phone, row.region, row.by) == ("+6281234567890", "32.76.05", town.users["kota"].id)
    assert client.post(path, form | {"text": "Isi lain"}).status_code == 422
    for wrong in ({"text": ""}, {"field": "x"}, {"phone": "12"}, {"name": ""}):
        assert client.post(path, form | {"id": str(uuid.uuid4())} | wrong).status_code == 422
    for who in ("budi", "participant", "elsewhere", "partner"):
        assert town.client(who).post(path, form).status_code == 404
    assert Aspiration.objects.unscoped("test").count() == 1


def test_not_before_the_meeting_nor_at_a_cancelled_one(office, town, ids):
    planned(office, town, ids)
    row = Meeting.objects.unscoped("test").first()
    told = Heard(uuid.uuid4(), "pemasaran", "Pasar")
    with pytest.raises(Refused, match="belum mulai"):
        actions.note_aspiration(by=office, meeting=row.id, heard=told)
    actions.cancel_meeting(by=office, meeting=row.id, reason="Banjir")
    with pytest.raises(Refused, match="dibatalkan"):
        actions.note_aspiration(by=office, meeting=row.id, heard=told, now=AT + 3 * DAY)


def test_an_answer_goes_to_who_asked(town, heard):
    client, path = town.client("office"), f"/aspirasi/{heard.id}/"
    assert client.post(f"{path}kabar/").status_code == 409  # nothing to tell yet
    assert client.post(path, {"answer": " "}).status_code == 422
    assert client.post(path, {"answer": "Mulai Agustus tiap Sabtu"}).status_code == 302
    page = text(client.get(path))
    assert "https://wa.me/6281234567890?text=" in page
    assert "Mulai Agustus tiap Sabtu" in unquote(page.split("wa.me/")[1].split('"')[0])
    assert client.post(f"{path}kabar/").status_code == 302
    heard.refresh_from_db()
    assert heard.told_at
    client.post(path, {"answer": "Mulai September"})  # mended: to be told anew
    heard.refresh_from_db()
    assert heard.told_at is None


def test_counts_are_doors_and_the_list_narrows_and_exports(town, heard, stop):
    client = town.client("office")
    page = text(client.get(f"/kunjungan-kecamatan/{stop.roadshow_id}/"))
    assert "/aspirasi/?kecamatan=32.76.05&amp;bidang=pemasaran" in page
    for address, seen in (
        ("?kecamatan=32.76.05&bidang=pemasaran", True),
        ("?bidang=sdm", False),
        ("?jawaban=belum", True),
        ("?jawaban=dijawab", False),
        (f"?kunjungan={stop.roadshow_id}", True),
    ):
        assert ("Titik pemasaran" in text(client.get(f"/aspirasi/{address}"))) is seen, address
    assert "spreadsheet" in client.get("/aspirasi/?unduh=xlsx")["Content-Type"]


@pytest.mark.parametrize(
    ("who", "read", "write"),
    [
        ("coordinator", 200, 302),
        ("camat", 200, 302),
        ("head", 200, 403),
        ("inspector", 200, 403),
        ("ana", 403, 403),
        ("participant", 403, 403),
        ("partner", 403, 403),
        ("province", 403, 403),
        ("elsewhere", 404, 404),
    ],
)
def test_who_reads_and_who_answers(town, heard, who, read, write):
    client, path = town.client(who), f"/aspirasi/{heard.id}/"
    assert client.get(path).status_code == read
    assert client.post(path, {"answer": "Ya"}).status_code == write


def test_a_phone_is_read_by_those_who_may(town, heard):
    assert "0812-3456-7890" in text(town.client("office").get(f"/aspirasi/{heard.id}/"))
    assert "0812-3456-7890" not in text(town.client("inspector").get(f"/aspirasi/{heard.id}/"))


def test_sent_again_with_a_number_it_did_not_have_is_told_and_not_lost(town, stop, heard):
    form = {"id": str(heard.id), "field": heard.field, "text": heard.text, "name": heard.name}
    path = f"/pertemuan/{stop.id}/aspirasi/"
    assert town.client("office").post(path, form | {"phone": "0812-3456-7890"}).status_code == 302
    for other in ({"phone": "0812-3456-7891"}, {"name": "Bu Siti"}, {"field": "pembiayaan"}):
        again = town.client("office").post(path, form | {"phone": "0812-3456-7890"} | other)
        assert again.status_code == 422
        assert "sudah tersimpan dengan isi lain" in text(again)


def test_who_has_left_by_the_day_of_the_stop_does_not_stand_in_the_way(town, office):
    """They were offered by today's list, and the stop refused them for ever."""
    Assignment.objects.filter(user=town.users["camat"]).update(ends_on=datetime.date(2026, 7, 22))
    form = {"name": "Kunjungan", "starts": "09:00", "minutes": "120", "on_32.76.05": "2026-07-28"}
    form |= {"place_32.76.05": "Kantor"}
    assert town.client("office").post("/kunjungan-kecamatan/baru/", form).status_code == 302
    asked = Meeting.objects.unscoped("test").get().invitees.values_list("user__name", flat=True)
    assert "Ana" in asked
    assert "Camat" not in asked
