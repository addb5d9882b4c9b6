"""Aspirations heard at a road-show's stops, answered, and their askers told."""

import uuid
from urllib.parse import unquote

import pytest

from dampingi.foundation.errors import Refused
from dampingi.records.aspirations import actions
from dampingi.records.aspirations.intake import Heard
from dampingi.records.aspirations.models import Aspiration
from dampingi.records.meetings import actions as meetings
from dampingi.records.meetings.models import Meeting
from tests.records.aspirations.conftest import AT, DAY, planned, text

pytestmark = pytest.mark.django_db


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
    meetings.cancel_meeting(by=office, meeting=row.id, reason="Banjir")
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
        listed = text(client.get(f"/aspirasi/{address}")).partition("<main")[2].partition("</main>")[0]
        assert ("Titik pemasaran" in listed) is seen, address
    assert "spreadsheet" in client.get("/aspirasi/?unduh=xlsx")["Content-Type"]


@pytest.mark.parametrize(
    ("who", "read", "write"),
    [
        ("coordinator", 200, 302),
        ("camat", 200, 302),
        ("head", 200, 403),
        ("inspector", 200, 403),
        ("ana", 404, 404),
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
