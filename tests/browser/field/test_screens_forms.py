"""A mentor fills each form with the network off, reads that it waits, and sees it gone once the network is back."""

import json

import pytest
from playwright.sync_api import expect
from tests.browser.field.person import PIXEL, STORED, WORK, Person

pytestmark = pytest.mark.browser
HERE = {"latitude": -6.402511, "longitude": 106.794233, "accuracy": 12}


@pytest.fixture
def ana(phones, place) -> Person:
    """Registered, with the caseload of a working day, and out of signal."""
    place.run(WORK)
    person = Person(phones("ana")).register()
    person.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    person.cut()
    return person


@pytest.fixture
def sent(ana, place):
    """`sent()`: back in signal, everything goes; what the office has then."""

    def stored() -> dict:
        assert set(ana.states()) == {"queued"}
        ana.back_on_line()
        ana.line("Terkirim")
        assert ana.phone.items() == []
        return json.loads(place.run(STORED))

    return stored


def test_a_visit_with_photos_position_and_what_came_of_it(ana, sent):
    ana.phone.context.grant_permissions(["geolocation"])
    ana.phone.context.set_geolocation(HERE)
    ana.opens_participant()
    ana.follow("Catat kunjungan")
    ana.press("60")
    ana.chooses("Topik", "Akses pemasaran")
    ana.page.get_by_label("Saran yang diberikan").fill("Foto produk <b>tebal</b>")
    ana.page.locator("#galeri").set_input_files(
        [{"name": f"{n}.png", "mimeType": "image/png", "buffer": PIXEL} for n in range(2)]
    )
    expect(ana.page.locator(".photo")).to_have_count(2)
    ana.sees("Posisi tercatat, ketelitian sekitar 12 m.")  # allowed before: not asked again
    ana.page.get_by_label("Langkah berikutnya").fill("Cetak label")
    ana.press("1 minggu lagi")
    ana.page.get_by_label("Belum memiliki NIB").select_option("Fasilitasi izin")
    ana.page.locator("details.more summary").click()
    ana.page.get_by_label("Tidak ada pembukuan").check()
    ana.press("Simpan kunjungan")
    ana.sees("Yang Anda catat di telepon ini")
    ana.line("1 menunggu")

    office = sent()
    first = ana.phone.enrolments[0]
    assert office["visits"] == [[first, "60", "pemasaran", "Foto produk <b>tebal</b>", "-6.402511"]]
    assert (office["photos"], office["resolved"], office["found"]) == ([True], ["permit"], ["fin_records"])


A_PROMISE = """
import datetime, uuid
from django.utils import timezone
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.origins.models import Origin
from dampingi.records.mentoring.actions import record_visits
from dampingi.records.mentoring.intake import VisitIntake
from dampingi.records.programmes.models import Caseload
today = timezone.localdate()
visit = VisitIntake(
    uuid.UUID("%s"), Caseload.objects.filter(enrolment="%s").first().mentor_id, today - datetime.timedelta(days=1), 60,
    "pemasaran", next_on=today,
)
record_visits(by=Actor.for_system("test"), origin=Origin.objects.first(), rows=[visit])
"""


def test_a_promised_visit_is_put_off(phones, place):
    """The day it moves to shows at once; putting off what is already on its way is not offered."""
    first = place.told["enrolments"]["ana"][0]
    place.run(A_PROMISE % (first, first))
    ana = Person(phones("ana")).register()
    ana.cut()
    ana.opens_participant()
    ana.follow("Tunda")
    ana.press("Tunda")
    ana.sees("Wajib diisi.")
    ana.press("1 minggu lagi")
    ana.chooses("Alasan", "Peserta meminta hari lain")
    ana.press("Tunda")
    ana.sees("Menunggu dikirim")
    expect(ana.page.get_by_role("link", name="Tunda", exact=True)).to_have_count(0)
    ana.back_on_line()
    ana.line("Terkirim")
    assert json.loads(place.run(STORED))["put_off"] == [[first, "asked"]]


def test_a_stage(ana, sent):
    ana.opens_participant()
    ana.follow("Tandai tahap selesai")
    ana.press("Simpan")
    ana.sees("selesai, menunggu dikirim")
    assert sent()["stages"] == [[ana.phone.enrolments[0]]]


def test_a_task(ana, sent):
    ana.opens_participant(1)
    ana.follow("Terima tugas")
    ana.page.get_by_label("Isi atau tautan tugas").fill("Lima foto")
    ana.page.get_by_label("Nilai").fill("120")
    ana.press("Simpan")
    ana.sees("Isi angka antara 0 dan 100.")
    ana.page.get_by_label("Nilai").fill("85")
    ana.press("Simpan")
    ana.sees("Terkumpul")
    assert sent()["tasks"] == [[ana.phone.enrolments[1], "Lima foto", "85"]]


A_RUBRIC = """
from dampingi.foundation.accounts.actors import Actor
from dampingi.records.mentoring.models import Task
from dampingi.records.tasks.actions import publish_rubric
from dampingi.records.tasks.rubrics import Criterion, Level, Rubric
rubric = Rubric((
    Criterion("isi", "Isi", (Level("Kurang", 1), Level("Baik", 3, "lengkap dengan angka"))),
    Criterion("rapi", "Kerapian", (Level("Kurang", 0), Level("Baik", 1))),
))
publish_rubric(by=Actor.for_system("test"), task=Task.objects.get().id, rubric=rubric)
"""


def test_a_task_is_marked_by_its_rubric_and_asks_for_no_plain_score(phones, place):
    place.run(WORK)
    place.run(A_RUBRIC)
    ana = Person(phones("ana")).register()
    ana.cut()
    ana.opens_participant()
    ana.follow("Terima tugas")
    expect(ana.page.get_by_label("Nilai", exact=True)).to_be_hidden()
    ana.sees("Baik: lengkap dengan angka")
    ana.chooses("Isi", r"Baik \(3\)")
    ana.press("Simpan")
    ana.sees("Pilih tingkat untuk Kerapian.")
    ana.chooses("Kerapian", r"Kurang \(0\)")
    ana.press("Simpan")
    ana.sees("Terkumpul")
    ana.back_on_line()
    ana.line("Terkirim")
    assert json.loads(place.run(STORED))["tasks"] == [[ana.phone.enrolments[0], "", "75"]]


def test_who_came_with_a_score(ana, sent):
    ana.follow("Pertemuan")
    ana.page.get_by_role("link", name="Dasar usaha").click()
    rows = ana.page.locator(".roll-row")
    expect(rows).to_have_count(6)
    rows.nth(0).get_by_role("button", name="Hadir").click()
    rows.nth(0).get_by_label("Nilai tes awal").fill("40")
    rows.nth(0).get_by_label("Nilai tes akhir").fill("75")
    rows.nth(1).get_by_role("button", name="Tidak").click()
    ana.sees("1 hadir, 1 tidak hadir, 0 sudah tercatat")
    ana.press("Simpan kehadiran")
    ana.sees("2 tercatat")
    first, second = ana.phone.enrolments[:2]
    assert sorted(sent()["came"]) == sorted([[first, "True", "40", "75"], [second, "False", "None", "None"]])


A_CAMERA = """() => {
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 64 });
    const pen = canvas.getContext("2d");
    setInterval(() => pen.fillRect(0, 0, 64, 64), 50);
    return canvas.captureStream(20);
  };
  globalThis.BarcodeDetector = class {
    async detect(view) {
      return view.readyState >= 2 && globalThis.held ? [{ rawValue: globalThis.held }] : [];
    }
  };
}"""
"""A phone whose browser reads QR codes (Debian's does not): the card held before it is `held`."""


def test_who_came_by_the_card_held_before_the_camera(ana, sent):
    ana.page.evaluate(A_CAMERA)
    ana.follow("Pertemuan")
    ana.page.get_by_role("link", name="Dasar usaha").click()
    ana.press("Pindai QR")
    first, second = ana.phone.enrolments[:2]
    for held, told in (
        (first, " hadir."), ("https://contoh.id/lain", "QR itu bukan milik peserta Anda."), (second, "Warga"), (first, " hadir."),
    ):  # fmt: skip
        ana.page.evaluate("held => { globalThis.held = held; }", held)
        expect(ana.page.locator(".scan-told")).to_contain_text(told)
    ana.press("Tutup kamera")
    ana.sees("2 hadir, 0 tidak hadir, 0 sudah tercatat")
    ana.press("Simpan kehadiran")
    ana.sees("2 tercatat")
    assert sorted(sent()["came"]) == sorted(
        [[first, "True", "None", "None"], [second, "True", "None", "None"]]
    )


def test_a_phone_that_reads_no_codes_says_so_and_has_the_list(ana):
    ana.follow("Pertemuan")
    ana.page.get_by_role("link", name="Dasar usaha").click()
    ana.sees("Telepon ini tidak dapat membaca QR. Tandai dari daftar.")
    expect(ana.page.get_by_role("button", name="Pindai QR")).to_have_count(0)


def test_growth_and_then_only_what_changed(ana, sent):
    ana.opens_participant()
    ana.follow("Catat perkembangan")
    ana.page.locator("label.pill", has_text="20").first.click()
    ana.page.get_by_label("Omzet sebulan").fill("2.500.000")
    ana.chooses("Minggu dengan penjualan", "3")
    for label, value in (
        ("Tenaga kerja", "2"),
        ("Jenis produk yang dijual", "4"),
        ("Saluran pemasaran", "1"),
    ):
        ana.page.get_by_label(label).fill(value)
    ana.chooses("Sudah memiliki NIB", "Belum")
    ana.press("Simpan")
    ana.sees("Rp\u00a02.500.000")
    ana.back_on_line()
    ana.line("Terkirim")

    ana.cut()
    ana.follow("Catat perkembangan")
    ana.page.locator("label.pill", has_text="20").first.click()
    ana.press("Simpan")
    ana.sees("Belum ada yang berubah. Ubah dahulu angkanya.")
    ana.page.get_by_label("Omzet sebulan").fill("2750000")
    ana.press("Simpan")
    ana.sees("Rp\u00a02.750.000")
    item = ana.phone.items()[0]
    assert set(item["values"]) == {"month", "turnover"}
    assert item["base"]["turnover"] == 2_500_000
    assert sent()["growth"] == [[ana.phone.enrolments[0], "2750000", "3", "4", "2", "False"]]


def test_the_words_of_the_monthly_report(ana, sent):
    ana.follow("Laporan")
    ana.page.locator(".doors a").click()
    ana.page.get_by_label("Kendala bulan ini").fill("Hujan tiap sore")
    ana.press("Simpan")
    assert ana.phone.items()[0]["values"] == {"obstacle": "Hujan tiap sore"}
    assert ["Hujan tiap sore", "", ""] in sent()["reports"]


def test_a_half_filled_form_survives_a_reload_and_the_lock(ana):
    ana.opens_participant()
    ana.follow("Catat kunjungan")
    ana.page.get_by_label("Saran yang diberikan").fill("Belum selesai ditulis")
    ana.chooses("Topik", "Lainnya")
    ana.page.locator("#galeri").set_input_files([{"name": "a.png", "mimeType": "image/png", "buffer": PIXEL}])
    expect(ana.page.locator(".photo")).to_have_count(1)
    ana.page.wait_for_timeout(800)
    ana.page.reload()
    ana.type_pin()
    ana.sees("Isian Anda yang belum disimpan dikembalikan.")
    expect(ana.page.get_by_label("Saran yang diberikan")).to_have_value("Belum selesai ditulis")
    expect(ana.page.get_by_label("Lainnya")).to_be_checked()
    expect(ana.page.locator(".photo")).to_have_count(1)
    ana.press("Kosongkan")
    expect(ana.page.get_by_label("Saran yang diberikan")).to_have_value("")
    expect(ana.page.locator(".photo")).to_have_count(0)
    assert ana.phone.items() == []


def test_pressing_save_twice_queues_once(ana, sent):
    ana.opens_participant()
    ana.follow("Catat kunjungan")
    ana.press("60")
    ana.chooses("Topik", "Lainnya")
    ana.page.evaluate("const save = document.querySelector('.foot button'); save.click(); save.click();")
    ana.sees("Yang Anda catat di telepon ini")
    assert len(ana.phone.items()) == 1
    assert len(sent()["visits"]) == 1
