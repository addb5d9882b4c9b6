"""/beban/ and /serah-terima/: who carries how many, and handing them over."""

import datetime
import re

import pytest

from dampingi.foundation.jobs.models import Job
from dampingi.foundation.jobs.worker import run_waiting
from dampingi.records.handovers import views
from dampingi.records.handovers.models import Handover, HandoverLine, HandoverUndo
from dampingi.records.programmes.actions import close_month, end_mentor, withdraw
from dampingi.records.programmes.models import Mentor
from tests.records.conftest import HERE, NEXT, SYSTEM
from tests.records.handovers.conftest import JUNE

pytestmark = pytest.mark.usefixtures("citra")
NEW = "/serah-terima/baru/"


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]+)"', page)[1]


def agree(town, query: str, *to: str, persona: str = "office", **told):
    """Open the page for a selection and agree to what it shows."""
    client = town.client(persona)
    page = read(client, f"{NEW}?{query}")
    posted = {
        "chosen": query, "count": hidden(page, "count"), "handover": hidden(page, "handover"), "on": "2026-06-10",
        "why": "balance", "receivers": [str(town.mentor(m).id) for m in to],
    }  # fmt: skip
    return client.post(NEW, posted | told)


def ticked(town, *numbers: int) -> str:
    return "&".join(f"pilih={town.enrolments[n].id}" for n in numbers)


def lines():
    return HandoverLine.objects.unscoped("test")


def test_the_balance_tells_who_is_without_a_mentor_and_each_figure_is_a_door(town):
    end_mentor(by=SYSTEM, mentor=town.mentor("budi").id, on=JUNE, reason="Sakit", kind="ill")
    withdraw(by=SYSTEM, enrolment=town.first.id, on=JUNE, reason="Bekerja")
    office = town.client("office")
    page = read(office, "/beban/?kecamatan=32.76.05")
    assert "dari 4 peserta aktif" in page
    doors = [
        d.replace("&amp;", "&") for d in re.findall(r'href="(/beban/(?:peserta|pendamping)/[^"]+)"', page)
    ]
    assert len(doors) > 8
    found = {d: re.search(r"<strong>(\d+)</strong>", read(office, d))[1] for d in doors}
    assert found[f"/beban/peserta/?program=WUB-2026&wilayah={NEXT}&keadaan=tanpa"] == "2"
    assert found[f"/beban/peserta/?program=WUB-2026&wilayah={HERE}&keadaan=berhenti"] == "1"
    assert found[f"/beban/pendamping/?program=WUB-2026&wilayah={HERE}"] == "2"


def test_over_and_under_follow_from_the_even_load(town):
    """Five participants, three mentors of kelurahan: 1.67 each; Ana carries 3, Budi 2, Citra none."""
    office = town.client("office")
    assert "Ana" in (over := read(office, "/beban/pendamping/?beban=lebih"))
    assert "Budi</a>" not in over
    assert "Citra" in (under := read(office, "/beban/pendamping/?beban=kurang"))
    assert "Ana</a>" not in under
    assert "Budi" in read(office, "/beban/pendamping/?beban=wajar")
    assert "Camat" in read(office, "/beban/pendamping/?beban=pembimbing")


def test_ticked_participants_are_handed_over(town):
    answer = agree(
        town, ticked(town, 0, 2), "citra", note="Tolong lanjutkan", **{f"note-{town.first.id}": "NIB"}
    )
    found = Handover.objects.unscoped("test").get()
    assert answer.url == f"/serah-terima/{found.id}/"
    assert dict(lines().values_list("enrolment", "note")) == {
        town.enrolments[0].id: "NIB",
        town.enrolments[2].id: "Tolong lanjutkan",
    }
    page = read(town.client("office"), answer.url)
    assert "Tolong lanjutkan" in page
    assert "Citra" in page


def test_all_of_a_mentor_at_once(town):
    agree(town, f"pendamping={town.mentor('ana').id}", "citra")
    assert set(lines().values_list("enrolment", flat=True)) == {e.id for e in town.enrolments[:3]}


def test_many_are_done_by_a_worker(town, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 2)
    answer = agree(town, f"wilayah={HERE}", "citra", note="Semua")
    work = Job.objects.get(kind="hand_over")
    assert answer.url == f"/pekerjaan/{work.id}/"
    assert not lines().exists()
    run_waiting()
    work.refresh_from_db()
    assert (work.state, lines().count()) == ("done", 3)
    town.client("office").post(f"{work.url}batal/", {"reason": "Salah pilih"})
    run_waiting()
    assert HandoverUndo.objects.get().reason == "Salah pilih"
    assert lines().exclude(restored_at=None).count() == 3


def test_a_worker_refuses_when_others_fit_by_then(town, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 2)
    agree(town, f"wilayah={HERE}", "citra")
    withdraw(by=SYSTEM, enrolment=town.first.id, on=JUNE, reason="Bekerja")
    run_waiting()
    work = Job.objects.get(kind="hand_over")
    assert work.state == "failed"
    assert "sekarang 2" in work.error
    assert not lines().exists()


def test_sent_twice_it_is_done_once(town):
    client, query = town.client("office"), ticked(town, 0)
    page = read(client, f"{NEW}?{query}")
    posted = {
        "chosen": query, "count": "1", "handover": hidden(page, "handover"), "on": "2026-06-10", "why": "balance",
        "receivers": [str(town.mentor("citra").id)],
    }  # fmt: skip
    assert client.post(NEW, posted).url == client.post(NEW, posted).url
    assert lines().count() == 1


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"receivers": []}, "Pilih pendamping yang menerima"),
        ({"on": ""}, "perlu diperbaiki"),
        ({"on": "2026-08-01"}, "belum tiba"),
        ({"count": "7"}, "sekarang 1"),
        ({"count": "x"}, "perlu diperbaiki"),
        ({"handover": "bukan"}, "perlu diperbaiki"),
        ({"receivers": ["bukan"]}, "perlu diperbaiki"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(town, told, words):
    answer = agree(town, ticked(town, 0), "citra", **({"note": "Jangan hilang"} | told))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Jangan hilang" in page
    assert not lines().exists()


def test_nobody_chosen_leads_back_to_the_list(town):
    page = read(town.client("office"), f"{NEW}?cari=tidakada")
    assert "Tidak ada peserta yang terpilih" in page


def test_the_office_of_another_city_sees_none_of_it(town, give):
    handover = give(0, to=["citra"])
    elsewhere = town.client("elsewhere")
    assert elsewhere.get(f"/serah-terima/{handover.id}/").status_code == 404
    assert elsewhere.get("/beban/?program=WUB-2026").status_code == 403


def test_each_mentor_sees_what_they_gave_or_received(town, give):
    handover = give(0, to=["citra"])
    give(1, to=["camat"])
    page = read(town.client("citra"), f"/serah-terima/{handover.id}/")
    assert "Warga 0" in page
    assert "Batalkan" not in page
    assert "Warga 0" in read(town.client("ana"), f"/serah-terima/{handover.id}/")
    assert town.client("budi").get(f"/serah-terima/{handover.id}/").status_code == 404


def test_the_giver_writes_a_note_on_a_page(town, give):
    handover = give(0, to=["citra"])
    ana, line = town.client("ana"), lines().get()
    read(ana, f"/serah-terima/catatan/{line.id}/")
    assert (
        ana.post(f"/serah-terima/catatan/{line.id}/", {"note": "Kunci di tetangga"}).url
        == f"/serah-terima/{handover.id}/"
    )
    assert lines().get().note == "Kunci di tetangga"
    refused = town.client("citra").post(f"/serah-terima/catatan/{line.id}/", {"note": "x"})
    assert refused.status_code == 422
    assert lines().get().note == "Kunci di tetangga"


def test_undoing_needs_a_reason(town, give):
    handover = give(0, to=["citra"])
    office = town.client("office")
    assert office.post(f"/serah-terima/{handover.id}/batal/", {"reason": ""}).status_code == 422
    office.post(f"/serah-terima/{handover.id}/batal/", {"reason": "Salah orang"})
    page = read(office, f"/serah-terima/{handover.id}/")
    assert "Salah orang" in page
    assert "1 peserta kembali" in page


def test_an_exit_leads_to_handing_over_those_left(town):
    office, ana = town.client("office"), town.mentor("ana")
    assert "3 peserta akan tanpa pendamping" in read(office, f"/pendamping/{ana.id}/berhenti/")
    answer = office.post(
        f"/pendamping/{ana.id}/berhenti/", {"kind": "moved", "on": "2026-06-10", "reason": "Ikut suami"}
    )
    assert Mentor.objects.unscoped("test").get(id=ana.id).ended_on == JUNE
    page = read(office, answer.url)
    assert "3 peserta diserahkan" in page
    assert 'value="moved" selected' in page


@pytest.mark.parametrize("on", ["2026-07-21", "2026-01-01", "", "kemarin"])
def test_an_exit_on_a_wrong_day_is_refused(town, on):
    ana = town.mentor("ana")
    answer = town.client("office").post(
        f"/pendamping/{ana.id}/berhenti/", {"kind": "ill", "on": on, "reason": "Sakit"}
    )
    assert answer.status_code == 422
    assert Mentor.objects.unscoped("test").get(id=ana.id).ended_on is None


def test_a_closed_month_is_told_on_the_form(town):
    close_month(by=SYSTEM, programme=town.programme, month=datetime.date(2026, 6, 1))
    answer = agree(town, ticked(town, 0), "citra")
    assert answer.status_code == 422
    assert "sudah ditutup" in answer.content.decode()


def test_the_lists_export_what_they_show(town, give):
    give(0, to=["citra"])
    office = town.client("office")
    for address in ("/beban/peserta/", "/beban/pendamping/", "/serah-terima/"):
        answer = office.get(f"{address}?unduh=xlsx")
        assert answer.status_code == 200
        assert "spreadsheet" in answer["Content-Type"]


def test_a_mentor_whose_appointment_does_not_count_yet_is_named_with_the_reason_and_not_offered(
    town, monkeypatch
):
    late = town.mentor("citra")
    before = read(town.client("office"), f"{NEW}?{ticked(town, 0)}")
    assert f'value="{late.id}"' in before, "else the rest would show nothing"
    monkeypatch.setattr(
        views, "why_not_ready", lambda ms: {m.id: "Belum menandatangani." for m in ms if m.id == late.id}
    )
    page = read(town.client("office"), f"{NEW}?{ticked(town, 0)}")
    assert f'value="{late.id}"' not in page
    assert "Belum menandatangani." in page
