"""An agreement on phones: drafted, sent back and cleared by somebody else, signed, and what the partner owes reported and confirmed."""

import datetime

import pytest
import time_machine
from playwright.sync_api import expect
from tests.browser.phones import fill, fits, press
from tests.records.pacts.conftest import SCAN
from tests.records.partners.conftest import hotel

from dampingi.records.pacts.models import Pact, State

__all__ = ["hotel"]
pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _the_day(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=True):
        yield


def drafted(office, hotel):
    office.goto("/perjanjian/belum/")
    expect(office.get_by_role("link", name="Hotel Pelangi")).to_be_visible()
    office.goto(f"/perjanjian/baru/{hotel.id}/")
    office.locator("main [name=kind]").select_option(index=0)
    fill(
        office,
        title="Titip jual kudapan",
        scope="Kudapan di lobi",
        starts_on="2026-07-01",
        ends_on="2026-09-30",
    )
    press(office, "Simpan")
    for side in ("ours", "theirs"):
        office.get_by_role("link", name="Tambah penanda tangan").click()
        fill(office, side=side, name=f"Orang {side}", position="Direktur", basis="Akta 7")
        press(office, "Simpan")
    office.get_by_role("link", name="Tambah kewajiban").click()
    fill(office, side="theirs", what="Laporan penjualan", rhythm="once", due_on="2026-07-15")
    press(office, "Simpan", "Laporan penjualan")


def test_from_the_draft_to_what_the_partner_gave(phone_of, town, hotel):
    office, head, partner = (phone_of(w) for w in ("office", "head", "hotelier"))
    drafted(office, hotel)
    at = office.url
    press(office, "Ajukan ke bagian hukum")
    head.goto(at)
    head.locator("#catatan-putusan").fill("Sebut alamat lobinya")
    press(head, "Kembalikan")
    office.goto(at)
    expect(office.get_by_text("Sebut alamat lobinya").first).to_be_visible()
    office.get_by_role("link", name="Ubah", exact=True).click()
    fill(office, scope="Kudapan di lobi, Jalan Margonda 1")
    press(office, "Simpan")
    press(office, "Ajukan ke bagian hukum")
    head.goto(at)
    press(head, "Setujui untuk ditandatangani")
    office.goto(at)
    with office.expect_download() as paper:
        office.get_by_role("link", name="Naskah resmi (PDF)").click()
    assert paper.value.path().read_bytes().startswith(b"%PDF-")
    office.get_by_role("link", name="Catat tanda tangan").click()
    fill(office, on="2026-07-01", our_number="500/1/DKUM", their_number="HP-1")
    office.locator("main [name=scan]").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": SCAN}
    )
    press(office, "Simpan")
    made = Pact.objects.unscoped("test").get()
    assert made.state == State.SIGNED

    partner.goto(f"/perjanjian-saya/{made.id}/")
    expect(partner.get_by_text("Terlambat")).to_be_visible()
    partner.get_by_role("link", name="Laporkan").click()
    fill(partner, given_on="2026-07-19", note="Lewat surel")
    press(partner, "Simpan", "Dilaporkan mitra")
    office.goto(at)
    press(office, "Konfirmasi", "Diberikan")
    partner.reload()
    expect(partner.get_by_text("Diberikan", exact=True).first).to_be_visible()
    assert fits(partner)
