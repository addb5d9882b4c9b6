"""From a participant's question on a phone to an answer that everybody finds: five people, one after another."""

import pytest
from playwright.sync_api import expect
from tests.browser.phones import fits
from tests.records.questions.conftest import VOICE, folder, lena, picture, promised

from dampingi.records.knowledge.models import Article, State

__all__ = ["folder", "lena"]

pytestmark = pytest.mark.browser


def test_a_question_becomes_an_answer_that_everybody_finds(phone_of, town, lena):
    promised(town)
    participant = phone_of("participant")
    participant.goto("/tanya/")
    participant.get_by_role("link", name="Bertanya", exact=True).click()
    participant.get_by_label("Pertanyaannya").fill(
        "Bank menolak pinjaman modal saya karena tunggakan lama. Bagaimana?"
    )
    participant.get_by_label("Foto").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    participant.get_by_label("Pesan suara").set_input_files(
        {"name": "a.ogg", "mimeType": "audio/ogg", "buffer": VOICE}
    )
    assert fits(participant)
    participant.get_by_role("button", name="Kirim pertanyaan").click()
    expect(participant.get_by_text("Dijawab paling lambat")).to_be_visible()
    expect(participant.get_by_role("img", name="Foto 1 dari penanya")).to_be_visible()
    asked = participant.url

    office = phone_of("office")
    office.goto("/klinik/pertanyaan/?keadaan=new")
    office.get_by_role("link", name="Bank menolak pinjaman").click()
    expect(
        office.get_by_label("Lena: konsultan bidang ini, 0 pertanyaan menunggu jawabannya")
    ).to_be_checked()
    office.get_by_role("button", name="Arahkan").click()
    expect(office.get_by_text("Diminta menjawab: Lena")).to_be_visible()
    assert fits(office)

    consultant = phone_of("lena")
    consultant.goto("/kotak-masuk/")
    consultant.get_by_role("link", name="Bank menolak pinjaman").click()
    consultant.get_by_label("Isi").fill("Minta surat lunas dari penyedianya, lalu perbarui SLIK.")
    consultant.get_by_role("button", name="Kirim", exact=True).click()
    consultant.get_by_role("link", name="Usulkan menjadi artikel").click()
    consultant.get_by_label("Judul").fill("Pinjaman ditolak karena tunggakan lama")
    consultant.get_by_label("Jawabannya, untuk siapa saja").fill(
        "Seperti Warga 0: minta surat lunas, lalu perbarui SLIK."
    )
    consultant.get_by_role("button", name="Usulkan", exact=True).click()
    expect(consultant.get_by_text("nama “Warga 0”")).to_be_visible()
    consultant.get_by_label("Jawabannya, untuk siapa saja").fill("Minta surat lunas, lalu perbarui SLIK.")
    consultant.get_by_role("button", name="Usulkan", exact=True).click()
    expect(consultant.get_by_text("Menunggu persetujuan")).to_be_visible()
    assert fits(consultant)

    office.goto("/kotak-masuk/")
    office.get_by_role("link", name="Artikel klinik: Pinjaman ditolak karena tunggakan lama").first.click()
    office.get_by_label("Terbitkan").check()
    office.get_by_role("button", name="Simpan putusan").click()
    expect(office.get_by_text("Apakah ini membantu?")).to_be_visible()
    assert Article.objects.unscoped("test").get().state == State.PUBLISHED

    participant.goto(asked)
    expect(participant.get_by_text("Minta surat lunas dari penyedianya")).to_be_visible()
    participant.get_by_role("button", name="Ya, sudah terjawab").click()
    expect(participant.get_by_text("Pertanyaan ini selesai")).to_be_visible()
    participant.goto("/klinik/pengetahuan/")
    participant.locator("#saring-cari").fill("pinjam bank ditolak tunggak")
    participant.locator("#saring-cari").press("Enter")
    participant.get_by_role("link", name="Pinjaman ditolak karena tunggakan lama").click()
    participant.get_by_role("button", name="Ya", exact=True).click()
    expect(participant.get_by_text("1 terbantu")).to_be_visible()
    assert fits(participant)
