"""/jam/: a region's mentors, one mentor's month, a row of it."""

import datetime
import io
import re

import openpyxl
import pytest

from dampingi.foundation.rows import new_id
from dampingi.records.hours.models import Work
from tests.records.hours.test_actions import training
from tests.records.mentoring.test_report_chain import _approved


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def month(town, name="ana", rest="") -> str:
    return f"/jam/{town.mentor(name).id}/?bulan=2026-06{rest}"


def said(**told) -> dict:
    return {
        "id": str(new_id()),
        "on": "2026-06-10",
        "kind": "perjalanan",
        "hours": "1",
        "minutes": "20",
    } | told


def test_a_mentor_adds_travel_on_the_phone_and_sees_it_by_day(town, visited):
    visited(minutes=45)
    ana = town.client("ana")
    answer = ana.post(month(town), said(note="Ke pasar"))
    assert answer.status_code == 302
    page = read(ana, answer["Location"])
    assert "1 jam 20 menit" in page
    assert "Ke pasar" in page
    assert "2 jam 5 menit" in page, "the day's and the month's sum"


def test_the_way_to_ones_own_month_is_short(town):
    assert town.client("ana").get("/jam/")["Location"] == f"/jam/{town.mentor('ana').id}/"


def test_the_office_sees_every_mentor_and_each_sum_opens_its_rows(town, visited, log):
    visited(minutes=45)
    log(minutes=60)
    office = town.client("office")
    page = read(office, "/jam/?bulan=2026-06")
    assert "<strong>4</strong> pendamping" in page
    assert [d.strip() for d in re.findall(r'figure-value"><span class="num">([^<]+)<', page)] == [
        "1,8",
        "0,8",
        "3",
    ]
    door = re.search(rf'href="(/jam/{town.mentor("ana").id}/\?bulan=2026-06&amp;jenis=kunjungan)"', page)[1]
    rows = read(office, door.replace("&amp;", "&"))
    assert "<strong>1</strong> catatan" in rows
    assert "Warga 0" in rows
    assert "<strong>1</strong> pendamping" in read(office, "/jam/?bulan=2026-06&jumlah=ada")
    assert "Catat pekerjaan lain" not in rows


@pytest.mark.parametrize(
    ("persona", "right"),
    [("office", 200), ("coordinator", 200), ("camat", 200), ("ana", 200), ("budi", 404), ("elsewhere", 404), ("participant", 403), ("panel", 403)],
)  # fmt: skip
def test_who_sees_anas_month(town, log, persona, right):
    work = log()
    client = town.client(persona)
    assert client.get(month(town)).status_code == right
    assert client.get(f"/jam/catatan/{work.id}/").status_code == right


def test_only_ana_writes_in_it(town):
    assert town.client("office").post(month(town), said()).status_code == 403
    assert not Work.objects.unscoped("test").exists()


def test_what_is_typed_wrong_is_told_and_kept(town):
    answer = town.client("ana").post(month(town), said(hours="", minutes="", note="Ke pasar"))
    assert answer.status_code == 422
    assert "Isi lamanya" in answer.content.decode()
    assert "Ke pasar" in answer.content.decode()
    for wrong in ({"id": "x"}, {"on": "2026-13-01"}, {"hours": "99999999999"}, {"kind": "x"}):
        assert town.client("ana").post(month(town), said(**wrong)).status_code == 422, wrong


def test_a_training_is_confirmed_with_one_press(town):
    held = training(town)
    ana = town.client("ana")
    assert "Dasar usaha" in read(ana, month(town))
    asked = {"id": str(new_id()), "source": "training", "source_id": str(held.id), "month": "2026-06-01"}
    address = f"/jam/{town.mentor('ana').id}/usulan/"
    assert ana.post(address, asked).status_code == 302
    assert "Anda ikut?" not in read(ana, month(town))
    assert ana.post(address, asked | {"source_id": "x"}).status_code == 422
    assert town.client("budi").post(address, asked).status_code == 404


def test_a_row_is_corrected_and_taken_back(town, log):
    work = log(minutes=60)
    ana, address = town.client("ana"), f"/jam/catatan/{work.id}/"
    assert ana.post(address, said(hours="2", minutes="")).status_code == 422, "without a reason"
    assert ana.post(address, said(hours="2", minutes="", reason="Macet")).status_code == 302
    new = Work.objects.unscoped("test").get(corrects=work)
    page = read(ana, month(town))
    assert "Dibetulkan dari 1 jam" in page
    assert "Macet" in page
    back = {"withdraw": "1", "id": str(new_id()), "reason": "Tidak jadi pergi"}
    assert ana.post(f"/jam/catatan/{new.id}/", back).status_code == 302
    assert "Tidak jadi pergi" in read(ana, month(town))
    assert "Sudah dibetulkan" in read(ana, address)
    assert ana.post(address, back | {"id": str(new_id())}).status_code == 200, (
        "nothing left to take back there"
    )
    assert Work.objects.unscoped("test").count() == 3


def test_overlaps_are_flagged_not_forbidden(town, log):
    log(minutes=120, starts=datetime.time(8))
    log(minutes=60, starts=datetime.time(9), kind="koordinasi")
    assert read(town.client("ana"), month(town)).count("Waktunya bertumpuk") == 2


def test_a_frozen_month_says_so(town, visited, log):
    visited(minutes=45)
    _approved(town)
    log(minutes=30, reason="Terlupa")
    page = read(town.client("office"), month(town))
    assert "Dibekukan bersama laporan" in page
    assert "sesudah laporan disetujui" in page
    assert "dibekukan 0 menit" in page or "dibekukan 0 jam" in page


def test_the_workbook_holds_what_is_shown(town, visited, log):
    visited(minutes=45)
    log(minutes=60, note="=SUM(A1)")
    body = town.client("ana").get(month(town, rest="&unduh=xlsx")).content
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert sorted(r[4] for r in rows) == [0.75, 1]
    assert "=SUM(A1)" in {r[2] for r in rows}
