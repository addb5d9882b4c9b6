"""Meetings with a partner: what was agreed, and what is to follow until when."""

import pytest

from dampingi.foundation.rows import new_id
from dampingi.records.partners.models import Talk


@pytest.fixture
def said():
    return {
        "on": "2026-07-01",
        "who": "Rina, bagian kredit",
        "agreed": "Survei dipercepat",
        "follow_up": "Kirim daftar",
        "due_on": "2026-07-10",
        "talk": str(new_id()),
    }


def test_a_meeting_is_noted_once_found_again_and_its_follow_up_finished(town, bank, said):
    office = town.client("office")
    for _twice in range(2):
        assert office.post(f"/mitra/{bank.id}/pertemuan/", said).status_code == 302
    talk = Talk.objects.unscoped("test").get()
    assert "Survei dipercepat" in office.get(f"/mitra/{bank.id}/").content.decode()
    for found in ("", "?tindak-lanjut=terbuka", "?tindak-lanjut=lewat", "?cari=survei"):
        assert "Kirim daftar" in office.get(f"/mitra/pertemuan/{found}").content.decode()
    assert office.get("/mitra/pertemuan/?unduh=xlsx").status_code == 200
    done = {"talk": str(talk.id), "note": "Dikirim lewat surel"}
    assert office.post(f"/mitra/{bank.id}/pertemuan/selesai/", done).status_code == 302
    assert office.post(f"/mitra/{bank.id}/pertemuan/selesai/", done).status_code == 409
    assert "Kirim daftar" not in office.get("/mitra/pertemuan/?tindak-lanjut=terbuka").content.decode()
    assert "Kirim daftar" in office.get("/mitra/pertemuan/?tindak-lanjut=selesai").content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"on": "9999-12-31"},
        {"on": ""},
        {"who": " "},
        {"agreed": ""},
        {"follow_up": ""},
        {"due_on": "2026-06-30"},
        {"due_on": "2200-01-01"},
        {"who": "x" * 301},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_noted(town, bank, said, change):
    assert town.client("office").post(f"/mitra/{bank.id}/pertemuan/", said | change).status_code == 422
    assert not Talk.objects.unscoped("test").exists()


@pytest.mark.parametrize("talk", ["", "x", "0190a1b2-0000-7000-8000-000000000000"])
def test_a_follow_up_of_nothing_is_not_found(town, bank, talk):
    assert (
        town.client("office").post(f"/mitra/{bank.id}/pertemuan/selesai/", {"talk": talk}).status_code == 404
    )


@pytest.mark.parametrize(
    ("who", "status"), [("elsewhere", 404), ("head", 403), ("partner", 403), ("ana", 403)]
)
def test_only_the_office_notes_and_another_region_reads_nothing(town, bank, said, who, status):
    assert town.client(who).post(f"/mitra/{bank.id}/pertemuan/", said).status_code == status
    town.client("office").post(f"/mitra/{bank.id}/pertemuan/", said)
    assert "Survei dipercepat" not in town.client("elsewhere").get("/mitra/pertemuan/").content.decode()
