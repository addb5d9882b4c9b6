"""The pages of grants, from a study to the report on what was spent, by who uses them."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.records.grants.models import Agreement, Candidate, Receipt, Selection, Study, UseReport
from tests.records.grants.conftest import (
    PDF,
    UNITS,
    agreed,
    chosen,
    cooperative,
    opened,
    paid,
    recipient,
    reported,
    studied,
    submitted,
)
from tests.records.town import KOTA

pytestmark = pytest.mark.usefixtures("july", "micro", "owned")
ASKED = {"title": "Kajian", "region": KOTA, "budget": "Rp 10.000.000"} | {
    f"unit_{k}": str(v) for k, v in UNITS.items()
}
TERMS = {
    "number": "900/7", "signed_on": "2026-07-20", "purpose": "Freezer", "parts": "2", "first_due": "2026-07-20", "our_name": "Sari",
    "our_position": "Kepala", "their_name": "Warga 0", "their_position": "Pemilik",
}  # fmt: skip


def text(answer):
    return answer.content.decode().replace("\xa0", " ")


def nota():
    return SimpleUploadedFile("nota.pdf", PDF, "application/pdf")


def test_the_office_studies_and_compares_side_by_side(town):
    cooperative()
    client = town.client("office")
    wrong = client.post("/hibah/kajian/baru/", ASKED | {"budget": "-5"})
    assert wrong.status_code == 422
    client.post("/hibah/kajian/baru/", ASKED)
    made = Study.objects.unscoped("test").get()
    page = text(client.get(f"/hibah/kajian/{made.id}/"))
    for each in (
        "Tidak boleh",
        "Belum pernah diberikan di sini",
        "Rp 10.000.000",
        "UU 23/2014",
        "Aturan edisi 2026-1",
    ):
        assert each in page
    assert "Kajian" in text(client.get("/hibah/"))
    assert "Warung 0" in text(client.get(f"/hibah/kajian/{made.id}/goods/"))
    assert client.get(f"/hibah/kajian/{made.id}/yacht/").status_code == 404


def test_the_workbook_holds_the_same_numbers(town):
    made = studied(town, budget=4_000_000)
    answer = town.client("office").get(f"/hibah/kajian/{made.id}/?unduh=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book["Perbandingan"]
    column = next(c for c in range(2, 8) if sheet.cell(1, c).value == "Bantuan sosial uang")
    assert [sheet.cell(r, column).value for r in (4, 5, 6, 7)] == [5, 2, 4_000_000, 0]
    assert sheet.cell(10, column).value == made.hash


@pytest.mark.parametrize(
    ("who", "status"),
    [("head", 200), ("inspector", 200), ("ana", 403), ("participant", 403), ("elsewhere", 404)],
)
def test_who_reads_a_study(town, who, status):
    assert town.client(who).get(f"/hibah/kajian/{studied(town).id}/").status_code == status


def test_people_decide_and_the_head_approves(town):
    made = studied(town, budget=4_000_000)
    office = town.client("office")
    office.post(f"/hibah/kajian/{made.id}/social_aid/seleksi/")
    found = Selection.objects.unscoped("test").get()
    address = f"/hibah/seleksi/{found.id}/"
    first, second = found.candidates.order_by("rank")
    assert office.post(f"/hibah/calon/{first.id}/", {"chosen": "ya", "reason": ""}).status_code == 422
    office.post(f"/hibah/calon/{first.id}/", {"chosen": "ya", "reason": "Siap"})
    assert office.post(f"{address}ajukan/").status_code == 422
    office.post(f"/hibah/calon/{second.id}/", {"chosen": "tidak", "reason": "Belum siap"})
    office.post(f"{address}ajukan/")
    head = town.client("head")
    assert "Setujui" in text(head.get(address))
    assert "Setujui</" not in text(office.get(address))
    head.post(f"{address}putusan/", {"decision": "approve", "version": "1"})
    found.refresh_from_db()
    assert found.state == "approved"
    assert first.name in text(office.get("/hibah/penerima/"))
    assert second.name not in text(office.get("/hibah/penerima/"))


def test_from_the_agreement_to_the_report(town):
    found = recipient(town)
    office = town.client("office")
    wrong = office.post(f"/hibah/penerima/{found.id}/", TERMS | {"parts": "9"})
    assert wrong.status_code == 422
    office.post(f"/hibah/penerima/{found.id}/", TERMS)
    made = Agreement.objects.unscoped("test").get()
    address = f"/hibah/perjanjian/{made.id}/"
    office.post(f"{address}bayar/", {"on": "2026-07-20", "reference": "SP2D-1"})
    late = office.post(f"{address}bayar/", {"on": "2026-07-20", "reference": "SP2D-1"})
    assert late.status_code == 422
    assert "belum diterima" in text(late)
    own = town.client("participant")
    assert "Laporkan penggunaannya" in text(own.get(address))
    own.post(f"{address}lapor/", {"part": "1", "spent": "Rp 900.000", "told": "Freezer", "receipts": nota()})
    told = UseReport.objects.unscoped("test").get()
    held = Receipt.objects.get()
    assert town.client("office").get(f"/hibah/bukti/{held.id}/").content == PDF
    assert "Terima laporan" in text(office.get(address))
    office.post(f"/hibah/laporan/{told.id}/putusan/", {"decision": "approve"})
    assert "Diterima, tepat waktu" in text(own.get(address))
    assert "Diterima, tepat waktu" in text(office.get("/hibah/laporan/?laporan=diterima"))


def test_what_is_no_receipt_is_said_beside_the_form(town):
    made = agreed(town, recipient(town))
    paid(town, made)
    junk = SimpleUploadedFile("a.exe", b"MZ", "application/octet-stream")
    told = {"part": "1", "spent": "900000", "told": "Freezer", "receipts": junk}
    answer = town.client("participant").post(f"/hibah/perjanjian/{made.id}/lapor/", told)
    assert answer.status_code == 422
    assert "Freezer" in text(answer)
    assert not UseReport.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["budi", "elsewhere"])
def test_nobody_opens_another_s_agreement(town, who):
    made = agreed(town, recipient(town))
    assert town.client(who).get(f"/hibah/perjanjian/{made.id}/").status_code == 404


def test_who_only_looks_on_opens_no_receipts(town):
    made = agreed(town, recipient(town))
    paid(town, made)
    reported(town, made)
    held = Receipt.objects.get()
    assert town.client("ana").get(f"/hibah/bukti/{held.id}/").status_code == 200
    for who, status in (("inspector", 403), ("budi", 404), ("elsewhere", 404)):
        assert town.client(who).get(f"/hibah/bukti/{held.id}/").status_code == status
    assert "Bukti 1" not in text(town.client("inspector").get(f"/hibah/perjanjian/{made.id}/"))


def test_a_candidate_is_no_recipient_before_it_is_approved(town):
    waiting = submitted(town, chosen(town, opened(town)))
    first = Candidate.objects.unscoped("test").get(selection=waiting, rank=1)
    for who in ("office", "participant"):
        assert town.client(who).get(f"/hibah/penerima/{first.id}/").status_code == 404
