"""A person's own settings in the app: another PIN, the other language, dark, the lock, and a PIN that nobody knows any more."""

import pytest
from playwright.sync_api import expect
from tests.browser.field.person import PIN, Person

pytestmark = pytest.mark.browser
OTHER = "971364"


@pytest.fixture
def ana(phones) -> Person:
    return Person(phones("ana")).register()


def locked(person: Person) -> None:
    person.page.reload()
    expect(person.page.locator(".pin-keys")).to_be_visible()


def test_another_pin_opens_it_and_the_old_one_no_longer(ana):
    ana.goes("#/saya")
    ana.follow("Ganti PIN")
    ana.type_pin("111222")
    ana.sees("PIN keliru. Coba lagi.")
    ana.type_pin(PIN)
    ana.sees_heading("Buat PIN 6 angka")
    ana.type_pin(OTHER)
    ana.sees_heading("Ulangi PIN")
    ana.type_pin(OTHER)
    ana.sees("PIN diganti.")
    locked(ana)
    ana.type_pin(PIN)
    ana.sees("PIN keliru. Coba lagi.")
    ana.type_pin(OTHER)
    expect(ana.page.locator(".pin-keys")).to_have_count(0)
    ana.sees("Keamanan")
    assert ana.phone.complaints == []


def test_the_other_language_and_a_dark_screen_stay_after_a_reload(ana):
    ana.goes("#/saya")
    ana.page.get_by_role("button", name="Gelap").click()
    expect(ana.page.locator("html")).to_have_attribute("data-theme", "dark")
    ana.page.get_by_role("button", name="English").click()
    expect(ana.page.locator("html")).to_have_attribute("lang", "en")
    ana.page.wait_for_load_state()
    expect(ana.page.locator(".pin-keys")).to_be_visible()
    ana.sees("Type your PIN")
    expect(ana.page.locator("html")).to_have_attribute("data-theme", "dark")
    ana.type_pin()
    ana.sees("Lock now")


def test_locking_by_hand_shows_nothing_of_anyone(ana):
    ana.goes("#/saya")
    ana.press("Kunci sekarang")
    expect(ana.page.locator(".pin-keys")).to_be_visible()
    assert "Warga" not in ana.page.locator("body").inner_text()
    ana.type_pin()
    expect(ana.page.locator(".pin-keys")).to_have_count(0)


def test_a_forgotten_pin_leaves_a_file_and_a_new_start_with_what_was_sent(ana):
    ana.phone.context.set_offline(True)
    ana.phone.visit(ana.phone.enrolments[0], advice="Rahasia warung")
    with ana.phone.line_cut("/kirim/"):  # first, or what waits is sent in between
        ana.phone.context.set_offline(False)
        locked(ana)
        ana.press("Lupa PIN?")
        with ana.page.expect_download() as saved:
            ana.press("Simpan antrean ke berkas")
        assert "Rahasia" not in saved.value.path().read_text()
        ana.press("Mulai lagi dengan PIN baru")
        ana.sees_heading("Buat PIN 6 angka")
        ana.type_pin(OTHER)
        ana.type_pin(OTHER)
        ana.sees("Masuk")  # the account was taken off the phone: only its owner gets back in
    ana.phone.log_in("ana")
    ana.page.reload()
    ana.type_pin(OTHER)
    ana.sees_heading("Hari ini")
    ana.goes("#/kirim")
    ana.sees("terkunci")
