"""The first run, the lock, and what stands there when nothing does."""

import pytest
from benchmarks._field_page import FILL
from playwright.sync_api import expect
from tests.browser.field.person import Person

pytestmark = pytest.mark.browser


@pytest.fixture
def ana(phones) -> Person:
    return Person(phones("ana"))


def test_a_phone_is_registered_gets_a_pin_and_has_the_participants(ana):
    ana.register()
    expect(ana.page.locator(".need")).to_have_count(6)
    ana.follow("Peserta")
    expect(ana.page.get_by_role("status").filter(has_text="6 peserta")).to_be_visible()
    ana.line("Terkirim")


def test_an_easy_pin_and_two_different_ones_are_refused(ana):
    ana.page.get_by_label("Nama telepon ini").fill("HP")
    ana.press("Daftarkan telepon ini")
    ana.type_pin("123456")
    ana.sees("PIN itu terlalu mudah ditebak. Pilih yang lain.")
    ana.type_pin("258013")
    ana.sees_heading("Ulangi PIN")
    ana.type_pin("258014")
    ana.sees("Keduanya berbeda. Mulai lagi.")


def test_after_a_reload_only_the_pin_opens_it(ana):
    ana.register()
    ana.page.reload()
    ana.sees_heading("Ana")
    assert ana.page.locator(".shell").count() == 0
    ana.type_pin("111222")
    ana.sees("PIN keliru. Coba lagi.")
    ana.type_pin()
    ana.sees_heading("Hari ini")


def test_without_a_login_it_says_where_to_log_in(ana):
    ana.phone.log_out()
    ana.page.get_by_label("Nama telepon ini").fill("HP")
    ana.press("Daftarkan telepon ini")
    ana.sees("Masuk dahulu ke akun Anda.")
    assert ana.page.get_by_role("link", name="Masuk").get_attribute("href") == "/masuk/?next=%2Flapangan%2F"


def test_it_opens_without_a_signal_and_says_so(ana):
    ana.register()
    ana.phone.installed()
    ana.opens_again_without_a_line()
    ana.type_pin()
    ana.sees_heading("Hari ini")
    ana.line("Tanpa sinyal")
    ana.follow("Tanpa sinyal")
    ana.sees("Anda dapat terus mencatat. Dikirim sendiri begitu ada sinyal.")


def test_thousands_of_rows_stay_in_their_order_while_one_scrolls_and_types(ana):
    """Only the rows near the screen exist; what a screen reader meets is in the order of the list, wherever one is."""
    ana.register()
    ana.phone.installed()
    ana.type_pin()
    ana.sees_heading("Hari ini")
    ana.phone.run(FILL, 1000)
    ana.cut()
    ana.page.reload()
    ana.type_pin()
    ana.sees_heading("Hari ini")
    ana.goes("#/peserta")
    ana.page.locator(".virtual-row").first.wait_for()

    def places() -> list[int]:
        ana.page.wait_for_timeout(300)
        rows = ana.page.locator(".virtual-row")
        return [int(p) for p in rows.evaluate_all("rows => rows.map((r) => r.getAttribute('aria-posinset'))")]

    for top in (0, 20_000, 19_700, 40_000, 0):
        ana.page.evaluate("top => scrollTo(0, top)", top)
        seen = places()
        assert seen == list(range(seen[0], seen[0] + len(seen)))
        assert len(seen) < 40
        assert top == 0 or seen[0] > 1
    ana.page.get_by_label("Cari peserta").fill("ratna")
    assert places()[0] == 1
    ana.sees("100 dari 1.000 peserta")
    ana.page.get_by_label("Cari peserta").fill("rat")
    ana.sees("100 dari 1.000 peserta")
    ana.page.get_by_label("Cari peserta").fill("budi")
    ana.sees("100 dari 1.000 peserta")
    expect(ana.page.locator(".virtual-row").first).to_contain_text("Budi")
