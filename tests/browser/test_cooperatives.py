"""A business joins a cooperative, and the city chooses its pilots: participant, manager, office and head, one after another."""

import pytest
from playwright.sync_api import expect
from tests.browser.phones import fits
from tests.insight.pilots.test_pilots import HOME, noted
from tests.records.memberships.conftest import cooperative, other_manager

from dampingi.records.memberships.models import Membership, Saving

__all__ = ["cooperative", "other_manager"]

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def test_a_participant_compares_and_asks_and_the_manager_decides_and_notes_what_was_paid(
    phone_of, town, cooperative, other_manager
):
    participant = phone_of("participant")
    participant.goto("/koperasi-saya/")
    expect(participant.get_by_role("heading", name="Koperasi Maju")).to_be_visible()
    expect(participant.get_by_text("Rp 100.000")).to_be_visible()
    assert fits(participant)
    participant.get_by_text("Rincian dan ajukan diri").first.click()
    participant.get_by_label("Yang Anda harapkan").fill("Membeli terigu bersama.")
    participant.get_by_role("button", name="Kirim permohonan").click()
    expect(participant.get_by_text("Menunggu keputusan")).to_be_visible()

    asked = Membership.objects.unscoped("test").get()
    assert town.client("other_manager").get(f"/anggota-koperasi/{asked.id}/").status_code == 404

    manager = phone_of("partner")
    manager.goto(f"/anggota-koperasi/{asked.id}/")
    expect(manager.get_by_text("Membeli terigu bersama.")).to_be_visible()
    assert fits(manager)
    manager.get_by_label("Terima").check()
    manager.get_by_role("button", name="Simpan keputusan").click()
    expect(manager.get_by_text("Anggota", exact=True).first).to_be_visible()
    manager.get_by_label("Simpanan", exact=True).select_option("principal")
    manager.get_by_label("Jumlah").fill("100000")
    manager.get_by_label("Nomor kuitansi", exact=True).fill("P-001")
    manager.get_by_role("button", name="Simpan", exact=True).click()
    expect(manager.get_by_role("cell", name="P-001")).to_be_visible()
    assert Saving.objects.get().amount == 100_000
    assert fits(manager)

    participant.goto("/koperasi-saya/")
    expect(participant.get_by_text("Riwayat simpanan")).to_be_visible()
    assert fits(participant)


def test_the_office_departs_from_the_best_knowing_the_price_and_the_head_signs(phone_of, town):
    noted(town, "Maju")
    other = noted(town, "Karya", digital="no")
    office = phone_of("office")
    office.goto("/koperasi-percontohan/?tahun=2025")
    expect(office.get_by_text("Terbukti terbaik", exact=False)).to_be_visible()
    office.goto(f"/koperasi-percontohan/{other.id}/?tahun=2025")
    expect(office.get_by_role("heading", name="Bila koperasi ini tidak dipilih")).to_be_visible()
    assert fits(office)
    office.goto("/koperasi-percontohan/penetapan/baru/?tahun=2025")
    home, reason = (
        office.locator(f"#id_p-{HOME.replace('.', chr(92) + '.')}"),
        "Tokonya lebih dekat ke pasar.",
    )
    home.select_option(str(other.id))
    for each in office.locator("select[name^='p-']").all():
        if each.get_attribute("name") != f"p-{HOME}":
            each.select_option("")
    office.get_by_role("button", name="Lihat ruginya").click()
    expect(office.get_by_text("Tulis alasannya.", exact=False).first).to_be_visible()
    assert fits(office)
    for each in office.locator("input[name^='r-']").all():
        each.fill(reason)
    office.get_by_role("button", name="Bekukan dan ajukan").click()
    expect(office.get_by_text(reason).first).to_be_visible()
    where = office.url

    head = phone_of("head")
    head.goto(where)
    head.get_by_role("button", name="Setujui").click()
    with head.expect_download() as decree:
        head.get_by_role("link", name="Surat keputusan (PDF)").click()
    assert decree.value.path().read_bytes().startswith(b"%PDF-")
