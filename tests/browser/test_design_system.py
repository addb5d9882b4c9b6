"""What the few scripts add, and what must hold without them: on the living style page, under the strict policy."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_page_never_scrolls_sideways(open_page, width, theme):
    page = open_page("/gaya/", width=width, theme=theme)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_twice_as_large_text_still_fits_a_phone(open_page):
    page = open_page("/gaya/", width=640)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_first_tab_stop_leads_to_the_content(open_page):
    page = open_page("/gaya/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"


def test_the_theme_turns_at_once_and_stays(open_page):
    page = open_page("/gaya/")
    page.locator("details.menu summary").first.click()
    with page.expect_response("**/tampilan/"):
        page.get_by_role("button", name="Gelap").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(19, 20, 25)"


def test_a_half_filled_form_survives_the_tab(open_page):
    page = open_page("/gaya/")
    page.evaluate(
        "document.querySelectorAll('[aria-invalid]').forEach((f) => f.removeAttribute('aria-invalid'))"
    )
    page.get_by_label("Saran").fill("Pisahkan uang usaha")
    kept = page.evaluate("localStorage.getItem('draf:gaya:contoh')")
    assert "Pisahkan uang usaha" in kept
    assert "csrfmiddlewaretoken" not in kept


def test_a_form_with_errors_shows_what_was_sent_not_the_draft(open_page):
    page = open_page("/gaya/")
    page.evaluate(
        "localStorage.setItem('draf:gaya:contoh', JSON.stringify({at: 0, values: {business: 'lama'}}))"
    )
    page.reload()
    assert page.get_by_label("Nama usaha", exact=True).last.input_value() == "Keripik Bu Ros"


def test_a_dialog_opens_and_closes_by_keyboard(open_page):
    page = open_page("/gaya/")
    page.get_by_role("button", name="Kembalikan laporan").click()
    dialog = page.get_by_role("dialog")
    assert dialog.is_visible()
    page.keyboard.press("Escape")
    assert dialog.is_hidden()


def test_a_popover_closes_on_escape_and_gives_focus_back(open_page):
    page = open_page("/gaya/")
    why = page.get_by_label("Apa arti Peserta lulus?")
    why.click()
    assert page.locator(".figure-definition").first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".figure-definition").first.is_hidden()
    assert why.evaluate("(element) => element === document.activeElement")


def test_choosing_a_filter_applies_it(open_page):
    page = open_page("/gaya/")
    page.get_by_label("Kelurahan", exact=True).select_option("Tapos")
    page.wait_for_url("**region=Tapos**")
    assert page.locator(".listing-tools [role=status]").text_content().strip() == "2 usaha"


def test_charts_follow_the_width(open_page):
    wide = open_page("/gaya/").locator(".chart-wide svg").first
    narrow = open_page("/gaya/", width=360).locator(".chart-narrow svg").first
    assert wide.is_visible()
    assert narrow.is_visible()
