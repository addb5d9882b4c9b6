"""The best participants go the whole way up by people's hands; a task is marked by its rubric, sent back and accepted."""

import pytest
from playwright.sync_api import expect
from tests.browser.phones import fits
from tests.records.conftest import SYSTEM
from tests.records.honours.conftest import FOUND, REASONS
from tests.records.tasks.conftest import JUNE, RUBRIC, folder, hand_in

from dampingi.records.honours.models import Nomination
from dampingi.records.mentoring.models import Submission
from dampingi.records.tasks.actions import publish_rubric, set_task

__all__ = ["folder"]

pytestmark = pytest.mark.browser


def test_one_nominates_another_verifies_others_choose(phone_of, town):
    ana = phone_of("ana")
    ana.goto("/terbaik/")
    ana.get_by_role("link", name="Nominasikan").click()
    ana.get_by_role("link", name="Warga 0", exact=True).click()
    ana.get_by_label("Mengapa peserta ini?").fill("Bagus")
    ana.get_by_role("button", name="Simpan nominasi").click()
    expect(ana.locator(".notice-error")).to_be_focused()  # too little said: read first
    ana.get_by_label("Mengapa peserta ini?").fill(REASONS)
    ana.get_by_role("button", name="Simpan nominasi").click()
    expect(ana.get_by_text("Menunggu verifikasi")).to_be_visible()
    expect(ana.get_by_role("button", name="Simpan verifikasi")).to_have_count(0)

    inspector = phone_of("inspector")
    inspector.goto("/terbaik/")
    inspector.get_by_role("link", name="Warga 0", exact=True).click()
    inspector.get_by_label("Bertemu dan melihat usahanya").check()
    inspector.get_by_label("Sesuai dengan yang ditulis").check()
    inspector.get_by_label("Yang Anda temukan").fill(FOUND)
    inspector.get_by_role("button", name="Simpan verifikasi").click()
    expect(inspector.get_by_text(FOUND)).to_be_visible()

    for who, reason in (("coordinator", "Perubahannya nyata."), ("office", "Dibenarkan dua langganannya.")):
        page = phone_of(who)
        page.goto("/terbaik/")
        page.get_by_role("link", name="Warga 0", exact=True).click()
        page.get_by_label("Pilih", exact=True).check()
        page.get_by_label("Alasan", exact=True).fill(reason)
        page.get_by_role("button", name="Simpan pilihan").click()
        expect(page.get_by_text(reason)).to_be_visible()
        assert fits(page)
    page.goto("/terbaik/daftar/")
    expect(page.get_by_role("link", name="Warga 0")).to_be_visible()
    assert Nomination.objects.unscoped("test").get().state == Nomination.State.CITY


def test_a_task_is_marked_by_its_rubric_sent_back_and_accepted(phone_of, town):
    task = set_task(by=SYSTEM, programme=town.programme, code="t1", title="Catatan penjualan", due_on=JUNE)
    publish_rubric(by=SYSTEM, task=task.id, rubric=RUBRIC)
    made = hand_in(town, task, text="Buku kas bulan Mei")
    ana = phone_of("ana")
    ana.goto("/tugas/")
    ana.get_by_role("link", name="Mulai dari yang terlama").click()
    ana.get_by_role("link", name="Warga 0", exact=True).click()
    ana.get_by_role("link", name="Nilai").first.click()
    ana.get_by_label("Baik (3): lengkap dengan angka").check()
    ana.get_by_label("Kembalikan untuk diperbaiki").check()
    ana.get_by_role("button", name="Simpan penilaian").click()
    expect(ana.get_by_text("Tulis apa yang perlu diperbaiki").first).to_be_visible()
    expect(ana.get_by_label("Baik (3): lengkap dengan angka")).to_be_checked()
    ana.get_by_label("Umpan balik").fill("Tulis juga bulan Juni.")
    ana.get_by_role("button", name="Simpan penilaian").click()
    expect(ana.get_by_text("Tulis juga bulan Juni.").first).to_be_visible()

    participant = phone_of("participant")
    participant.goto("/tugas-saya/")
    participant.get_by_role("link", name="Catatan penjualan").click()
    expect(participant.get_by_text("Tulis juga bulan Juni.").first).to_be_visible()
    participant.get_by_label("Jawaban").first.fill("Buku kas Mei dan Juni")
    participant.get_by_role("button", name="Kumpulkan").click()

    ana.goto(f"/peserta/{town.first.id}/tugas/{task.id}/nilai/")
    for level in ("Baik (3): lengkap dengan angka", "Kurang (0)"):
        ana.get_by_label(level).check()
    ana.get_by_label("Terima", exact=True).check()
    ana.get_by_role("button", name="Simpan penilaian").click()
    expect(ana.get_by_text("75").first).to_be_visible()
    assert fits(ana)
    made.refresh_from_db()
    assert (made.version, made.state, made.score) == (2, Submission.State.ACCEPTED, 75)
