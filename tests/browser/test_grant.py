"""A grant on phones: its forms compared, candidates decided one by one, approved by the head, agreed, paid in part, reported with a receipt and checked. Three people, one after another."""

import datetime

import pytest
import time_machine
from playwright.sync_api import expect
from tests.browser.phones import fill, fits, press
from tests.records.grants.conftest import PDF, _folder, budgeted, micro, owned
from tests.records.town import KOTA, TODAY

from dampingi.records.grants.models import Agreement, Candidate, Selection, Study, UseReport

__all__ = ["_folder", "micro", "owned"]
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("micro", "owned")]


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=True):
        yield


def compared(office) -> Study:
    """What four million buy in each lawful form, and why some forms are not allowed."""
    office.goto("/hibah/kajian/baru/")
    fill(office, region=KOTA, title="Kajian tengah tahun", budget="4.000.000")
    press(office, "Hitung dan bekukan", "Tidak boleh")
    assert "Kajian tengah tahun" in office.title()
    return Study.objects.unscoped("test").get()


def decided(office, study) -> Selection:
    """Nobody is chosen by their place in the list: each candidate has a word and a reason."""
    office.goto(f"/hibah/kajian/{study.id}/social_aid/")
    press(office, "Mulai seleksi dari daftar ini")
    selection = Selection.objects.unscoped("test").get()
    for candidate in selection.candidates.order_by("rank"):
        yes = candidate.rank == 1
        row = office.locator(f"#calon-{candidate.rank}")
        row.get_by_label("Alasan").fill("Tempat dan pesanannya siap" if yes else "Belum punya tempat")
        row.get_by_role("button", name=f"{'Pilih' if yes else 'Tidak'} {candidate.name}").click()
        expect(row.get_by_text("Dipilih" if yes else "Tidak dipilih", exact=True)).to_be_visible()
    press(office, "Ajukan 1 penerima", "Menunggu persetujuan")
    return selection


def test_from_the_study_to_the_checked_report(phone_of, town):
    budgeted(town, 10_000_000)
    office, head, owner = (phone_of(who) for who in ("office", "head", "participant"))

    selection = decided(office, compared(office))
    head.goto(f"/hibah/seleksi/{selection.id}/")
    press(head, "Setujui", "Ditetapkan")

    chosen = Candidate.objects.unscoped("test").get(selection=selection, chosen=True)
    office.goto(f"/hibah/penerima/{chosen.id}/")
    fill(
        office, number="900/1/NPHD/2026", signed_on=TODAY.isoformat(), purpose="Membeli lemari pendingin", parts="2",
        first_due=TODAY.isoformat(), our_name="Sari", our_position="Kepala dinas", their_name="Warga 0", their_position="Pemilik",
    )  # fmt: skip
    press(office, "Bekukan perjanjian", "Yang disepakati")
    with office.expect_download() as paper:
        office.get_by_role("link", name="Unduh naskah").click()
    assert paper.value.path().read_bytes().startswith(b"%PDF-")
    agreement = Agreement.objects.unscoped("test").get()
    at = f"/hibah/perjanjian/{agreement.id}/"

    fill(office, on=TODAY.isoformat(), reference="SP2D-1")
    press(office, "Catat pembayaran", "Laporan penggunaan paling lambat")

    owner.goto("/bantuan-saya/")
    owner.goto(at)
    assert fits(owner)
    fill(owner, spent="950.000", told="Lemari pendingin 200 liter")
    owner.locator("main input[name=receipts]").set_input_files(
        {"name": "nota.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    press(owner, "Kirim laporan", "Lemari pendingin 200 liter")

    office.goto(at)
    expect(office.get_by_role("link", name="Bukti 1")).to_be_visible()
    press(office, "Terima laporan", "Diterima, tepat waktu")
    assert UseReport.objects.unscoped("test").get().state == UseReport.State.ACCEPTED
    owner.reload()
    expect(owner.get_by_text("Diterima, tepat waktu").first).to_be_visible()
