"""Equipment aid on phones: asked for, warned of earlier aid, decided, handed over with a photo, confirmed and looked at again. Four people, one after another."""

import datetime

import pytest
import time_machine
from playwright.sync_api import expect
from tests.browser.phones import fill, fits, press
from tests.records.equipment.conftest import _folder, awarded, budgeted, handed, photo
from tests.records.town import TODAY

from dampingi.records.equipment.models import Award, Need, UseCheck

__all__ = ["_folder"]
pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=True):
        yield


def picture():
    return {"name": "oven.jpg", "mimeType": "image/jpeg", "buffer": photo()}


def decided(office, head, need):
    """Named in a decree in spite of the earlier aid, with the reason, and approved by somebody else."""
    office.goto(f"/bantuan-alat/keputusan/baru/?pilih={need.id}")
    expect(office.get_by_text("1 usulan pernah dibantu")).to_be_visible()
    fill(office, title="Bantuan alat kedua", basis="DPA 2026")
    fill(office, **{f"reason_{need.id}": "Pesanan melebihi kapasitas"})
    press(office, "Ajukan 1 penerima", "Tanpa alasan keputusan tidak dapat diajukan")
    fill(office, **{f"despite_{need.id}": "Alat pertama untuk kerja lain"})
    press(office, "Ajukan 1 penerima", "Tetap diberi karena")
    head.goto(office.url)
    press(head, "Setujui")


def test_from_the_need_to_the_first_look_at_it(phone_of, town):
    budgeted(town, 10_000_000)
    handed(town, awarded(town, kind="packing", item="Mesin kemas"))
    owner, office, head, mentor = (phone_of(w) for w in ("participant", "office", "head", "ana"))

    owner.goto(f"/bantuan-alat/usaha/{town.first.business_id}/")
    fill(
        owner, kind="baking", item="Oven gas dua tingkat", why="Pesanan sering ditolak", estimate="4.000.000"
    )
    press(owner, "Catat usulan", "Oven gas dua tingkat")
    need = Need.objects.unscoped("test").get(item="Oven gas dua tingkat")

    decided(office, head, need)
    award = Award.objects.unscoped("test").get(need=need)
    at = f"/bantuan-alat/barang/{award.id}/"

    office.goto(at)
    fill(
        office, on=TODAY.isoformat(), place="Kantor kelurahan", giver_name="Sari", giver_position="Kepala bidang", receiver_name="Warga 0",
        condition="Baru dan berfungsi",
    )  # fmt: skip
    office.locator("main input[name=photo]").first.set_input_files(picture())
    press(office, "Catat serah terima", "Baru dan berfungsi")
    with office.expect_download() as paper:
        office.get_by_role("link", name="Unduh berita acara").click()
    assert paper.value.path().read_bytes().startswith(b"%PDF-")

    owner.goto(at)
    press(owner, "Ya, saya menerimanya")
    expect(owner.get_by_text("Apakah Anda sudah menerima barang ini?")).to_have_count(0)

    mentor.goto(at)
    assert fits(mentor)
    mentor.get_by_text("Catat pemeriksaan").click()
    mentor.locator(f"input[name=state][value={UseCheck.State.IN_USE}]").check()
    fill(mentor, on=TODAY.isoformat())
    press(mentor, "Simpan pemeriksaan", "Tanpa foto hanya barang yang hilang atau dijual")
    mentor.locator("main input[name=photo]").set_input_files(picture())
    mentor.locator(f"input[name=state][value={UseCheck.State.IN_USE}]").check()
    press(mentor, "Simpan pemeriksaan")
    expect(mentor.locator("article.equipment-check")).to_be_visible()
    assert UseCheck.objects.unscoped("test").get().state == UseCheck.State.IN_USE
