"""Four people take an evaluation of the demo city from the lock to a signed decree, in their browsers."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.field.place import Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
DURING, AFTER = "2026-11-21", "2026-12-07"
"""While the panel rates, and when the two weeks for objections are over."""
WHY = "Kunjungan dan laporannya tertib; datanya belum cukup untuk menyimpulkan lain."
ANOTHER_EDITION = """
from dampingi.demo.steps.contesting import Evaluation
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.accounts.models import User
from dampingi.insight.evaluation.actions import publish_instrument
old = Evaluation.objects.unscoped("test").filter(level="kelurahan").latest("ends_on")
office = actor_of(User.objects.get(login="penyelenggara@depok.example"), on=old.ends_on)
body = old.instrument.body | {"why": old.instrument.body["why"] + " Edisi uji."}
publish_instrument(by=office, body=body, region=old.region)
"""
RUN_THE_JOB = """
from dampingi.foundation.jobs.tasks import run
run.call(job_id={job!r})
"""
LOG_IN = """
from django.test import Client
from dampingi.foundation.accounts.models import User
client = Client()
client.force_login(User.objects.get(login={login!r}))
print(client.cookies["sessionid"].value)
"""


class Town:
    """The small demo city on a server that stands at a day one chooses."""

    def __init__(self, place: Place, chromium, monkeypatch) -> None:
        self.place, self.chromium = place, chromium
        self.contexts, self.complaints = [], []
        self.clock = place.home / "day"
        monkeypatch.setenv("DAMPINGI_TEST_DAY", str(self.clock))

    def on(self, day: str) -> None:
        self.day = day
        self.clock.write_text(day)
        if not self.place.running:
            self.place.start("tests.browser.on_a_day:application")

    def run(self, code: str) -> str:
        return self.place.run(code, on=self.day).strip()

    def as_(self, who: str, path: str, *, width: int = 1280):
        """A page in which that person is logged in; its console must stay free of errors."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": 760}, base_url=self.place.address, locale="id-ID"
        )
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        key = self.run(LOG_IN.format(login=f"{who}@depok.example"))
        context.add_cookies([{"name": "sessionid", "value": key, "url": self.place.address}])
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(path)
        return page


@pytest.fixture
def town(_built_city, django_db_blocker, chromium, monkeypatch, tmp_path):
    snapshot, _city = _built_city
    with django_db_blocker.unblock(), snapshot.seen():
        made = Town(Place.seen(tmp_path / "home"), chromium, monkeypatch)
    yield made
    for context in made.contexts:
        context.close()
    made.place.close()
    assert not made.complaints


def locked_and_frozen(town: Town, page) -> str:
    """The organiser makes an evaluation, the head locks it, the organiser freezes the evidence and names a rater; its address."""
    page.get_by_role("link", name="Buat penilaian").click()
    page.get_by_label("Tingkat pendamping").select_option("kelurahan")
    page.get_by_label("Bukti dihitung sampai").fill("2026-11-10")
    page.locator("main form button").last.click()
    expect(page.get_by_text("Menunggu dikunci kepala dinas")).to_be_visible()
    where = re.sub(r"^https?://[^/]+", "", page.url)
    head = town.as_("kepala", where)
    head.get_by_role("button", name="Kunci instrumen").click()
    expect(head.get_by_text("Instrumen dikunci")).to_be_visible()
    page.goto(where)
    page.get_by_role("button", name="Bekukan bukti").click()
    page.get_by_label("Surya Adinata").check()
    page.get_by_role("button", name="Tunjuk dan beri tahu").click()
    page.goto(where)
    return where


def rated(page) -> None:
    """The rater declares no interest and gives every mentor a level, one sheet after the other."""
    page.get_by_role("link", name="Buka lembar nilai").click()
    page.get_by_role("button", name="Nyatakan dan mulai menilai").click()
    page.get_by_role("link", name="Mulai menilai").first.click()
    for _sheet in range(40):
        for group in page.locator(".sheet-form fieldset").all():
            group.locator("input[type=radio]").nth(2).check()
        page.get_by_role("button", name="Simpan dan ke berikutnya").click()
        page.wait_for_load_state()
        if not page.locator(".sheet-form").count():
            return
    pytest.fail("the sheets never end")


def test_four_people_from_lock_to_signature(town):
    town.on(DURING)
    town.run(ANOTHER_EDITION)  # that of the demo is locked already
    organiser = town.as_("penyelenggara", "/evaluasi/")
    where = locked_and_frozen(town, organiser)
    rated(town.as_("bappeda", where, width=360))
    organiser.goto(where)
    organiser.get_by_role("button", name="Tutup penilaian").click()
    organiser.get_by_role("button", name="Hitung hasil").click()
    organiser.wait_for_url(re.compile(r"/pekerjaan/"))
    town.run(RUN_THE_JOB.format(job=organiser.url.rstrip("/").rpartition("/")[2]))
    organiser.goto(where)
    expect(organiser.get_by_text("Masa sanggah").first).to_be_visible()
    expect(organiser.get_by_role("button", name="Ke penetapan")).to_have_count(0)
    organiser.goto("/evaluasi/")
    town.on(AFTER)
    decree = decided(town, where)
    signed(town, decree)
    read_by_the_mentor_and_anyone(town, where)


def decided(town: Town, where: str) -> str:
    """The organiser proposes for each; the head approves; the minutes are made. The determination's address."""
    organiser = town.as_("penyelenggara", where)
    organiser.get_by_role("button", name="Ke penetapan").click()
    decree = re.sub(r"^https?://[^/]+", "", organiser.url)
    names = [link.get_attribute("href") for link in organiser.locator("#daftar table tbody a").all()]
    assert len(names) >= 6
    for address in names:
        organiser.goto(address)
        organiser.get_by_label("Pertahankan", exact=True).check()
        organiser.get_by_label("Alasan").fill(WHY)
        organiser.get_by_role("button", name="Usulkan").click()
        expect(organiser.get_by_text("Menunggu persetujuan").first).to_be_visible()
        expect(organiser.get_by_role("button", name="Setujui")).to_have_count(0)
    head = town.as_("kepala", decree)
    head.get_by_role("button", name="Setujui semua yang dipertahankan").click()
    expect(head.get_by_text("Disetujui.", exact=False).first).to_be_visible()
    organiser.goto(decree)
    organiser.get_by_role("button", name="Buat berita acara").click()
    return decree


def signed(town: Town, decree: str) -> None:
    rater = town.as_("bappeda", decree, width=360)
    with rater.expect_download() as minutes:
        rater.get_by_role("link", name="Baca berita acara").click()
    assert minutes.value.suggested_filename.startswith("berita-acara")
    rater.get_by_role("button", name="Tandatangani").click()
    head = town.as_("kepala", decree)
    head.get_by_label("Dasar").fill("Peraturan Wali Kota (contoh)\nSK tim penilai (contoh)")
    head.get_by_label("Berlaku mulai").fill("2026-12-14")
    head.get_by_role("button", name="Tandatangani SK").click()
    expect(head.get_by_text("SK ditandatangani")).to_be_visible()
    with head.expect_download() as file:
        head.get_by_role("link", name="SK penetapan").click()
    assert file.value.path().read_bytes().startswith(b"%PDF-")


def read_by_the_mentor_and_anyone(town: Town, where: str) -> None:
    mentor = town.as_("pendamping", "/kotak-masuk/", width=360)
    mentor.get_by_role("button", name="Suratnya dapat dibaca", exact=False).first.click()
    expect(mentor.get_by_text("Saudara dipertahankan", exact=False)).to_be_visible()
    expect(mentor.get_by_text("21 hari kerja", exact=False)).to_be_visible()
    mentor.get_by_role("link", name="Periksa keasliannya").click()
    mentor.wait_for_url(re.compile("/verifikasi/"))
    expect(mentor.get_by_text("KEP-PENDAMPING", exact=False).first).to_be_visible()
