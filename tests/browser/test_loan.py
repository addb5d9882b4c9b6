"""A subsidised loan from the calculator on a phone to the SP2D: the participant, the office, the bank and the head, one after another."""

import datetime

import pytest
import time_machine
from playwright.sync_api import expect
from tests.browser.phones import fill, fits, press
from tests.records.budgets.conftest import stands
from tests.records.loans import lending
from tests.records.loans.lending import pdf
from tests.records.subsidies.conftest import OCTOBER, PLENTY, allotted, bank, line_of
from tests.records.town import TODAY

from dampingi.records.loans.models import Loan, LoanApplication
from dampingi.records.subsidies.models import Claim, LoanDecree

__all__ = ["bank"]

pytestmark = pytest.mark.browser
JULY = datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC)


def asked(participant, town):
    """Counted, then handed in with papers."""
    participant.goto("/pinjaman/hitung/")
    fill(participant, jumlah="10.000.000", bulan="12")
    press(participant, "Hitung", "Kota membayar bulan pertama")
    participant.goto("/pinjaman/saya/")
    participant.get_by_role("link", name="Syarat dan pengajuan").first.click()
    fill(participant, amount="10.000.000", months="12")
    press(participant, "Lanjut mengisi")
    fill(participant, product="Nasi uduk", turnover="6.000.000", purpose="Gerobak kedua")
    for code in ("no_bad_credit", "no_civil_servant", "tell_reason"):
        participant.locator(f"input[name=declared_{code}][value=yes]").check()
    press(participant, "Simpan dahulu")
    found = LoanApplication.objects.unscoped("test").get()
    for code in found.edition.body["documents"]:
        form = participant.locator(f"form:has(input[name=code][value={code}])")
        form.locator("input[type=file]").set_input_files(
            {"name": "a.pdf", "mimeType": "application/pdf", "buffer": pdf()}
        )
        form.get_by_role("button", name="Unggah").click()
        participant.wait_for_load_state()
    press(participant, "Kirim pengajuan")
    found.refresh_from_db()
    assert found.submitted_on == TODAY
    return found


def test_from_the_calculator_to_the_payment(phone_of, town, bank, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(JULY, tick=True):
        lending.approve(town, lending.proposed(town))
        budget = allotted(town, PLENTY, purpose="interest_subsidy")
        participant, office, head, desk = (phone_of(w) for w in ("participant", "office", "head", "partner"))
        found = asked(participant, town)
        at, at_bank = f"/pinjaman/pengajuan/{found.id}/", f"/pinjaman/bank/{found.id}/"

        office.goto(at)
        for code in found.edition.body["requirements"]:
            fill(office, **{f"verdict_{code}": "met"})
        press(office, "Teruskan kepada bank")
        desk.goto(at_bank)
        fill(desk, on=TODAY.isoformat(), principal="10.000.000", months="12")
        press(desk, "Catat")
        office.goto(at)
        press(office, "Rekomendasikan")
        assert stands(budget)["reserved"] > 0
        desk.goto(at_bank)
        first = TODAY + datetime.timedelta(days=31)
        fill(
            desk,
            number="KR-1",
            signed_on=TODAY.isoformat(),
            principal="10.000.000",
            months="12",
            first_due=first.isoformat(),
        )
        press(desk, "Catat")
        desk.goto(at_bank)
        fill(desk, on=TODAY.isoformat())
        press(desk, "Catat")

        office.goto("/subsidi/keputusan/baru/")
        fill(office, basis="Perwal 73/2024")
        press(office, "Ajukan kepada kepala", "Menunggu kepala")
        head.goto(office.url)
        press(head, "Setujui", "Siap ditandatangani")
        office.reload()
        fill(office, number="821/45", on=TODAY.isoformat())
        press(office, "Catat penetapan", "Ditetapkan")
        assert LoanDecree.objects.unscoped("test").get().number == "821/45"

    with time_machine.travel(OCTOBER, tick=True):
        participant, office, head, desk = (phone_of(w) for w in ("participant", "office", "head", "partner"))
        due = line_of(Loan.objects.unscoped("test").get(), 0)
        desk.goto("/permintaan-saya/")
        desk.get_by_role("link", name="2 bulan pinjaman belum ditagih").click()
        desk.get_by_text("Atau ketik satu baris").click()
        fill(desk, month="2026-08", loan="KR-1", balance=str(due.balance), amount=str(due.amount))
        press(desk, "Periksa dan kirim", "Sesuai jadwal")
        office.goto(desk.url)
        press(office, "Terima yang cocok", "Menunggu kepala")
        head.goto(desk.url)
        press(head, "Setujui", "Disetujui, belum dibayar")
        office.goto(desk.url)
        fill(office, reference="SP2D 9", on=OCTOBER.date().isoformat())
        press(office, "Catat pembayaran", "SP2D 9")
        assert Claim.objects.unscoped("test").get().state == Claim.State.PAID
        assert stands(budget)["paid"] == due.amount
        participant.goto("/pinjaman/saya/")
        expect(participant.get_by_text("Kota bayar")).to_be_visible()
        assert fits(participant)
