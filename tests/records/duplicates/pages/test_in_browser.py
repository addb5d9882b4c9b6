"""Deciding with the keyboard: a verdict and on to the next pair, a merge, and its un-merge; on a phone nothing is cut off."""

import pytest

from dampingi.records.duplicates.models import Pair
from tests.browser.wire import BASE, Wire
from tests.records.conftest import HERE
from tests.records.duplicates.conftest import business, registered
from tests.records.duplicates.pages.conftest import LEVELS
from tests.records.duplicates.test_search import twin

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("ticking")]


@pytest.fixture
def wire(browsing, town) -> Wire:
    return Wire(browsing, town.client("office"))


@pytest.fixture
def less_likely(town, likely):
    two = registered(town.origin, twin("Bengkel Maju", "Joko", "+628111000002", HERE), twin("Bengkel Maju Jaya", "Joko", "", HERE))  # fmt: skip
    left, right = sorted(two, key=str)
    return Pair.objects.create(
        left_id=left, right_id=right, probability=0.6, weight=0.6, prior=-13.0, levels=LEVELS, model=likely.model, hash="1" * 64
    )  # fmt: skip


def test_a_key_decides_and_the_next_pair_comes(likely, less_likely, wire):
    def steps(page):
        page.goto(f"{BASE}/kembar/{likely.id}/")
        page.keyboard.press("b")
        page.get_by_text("Dicatat: dua usaha berbeda.").wait_for()
        assert page.url == f"{BASE}/kembar/{less_likely.id}/"

    wire.drive(steps)
    likely.refresh_from_db()
    assert likely.state == "different"


def test_what_is_written_into_the_note_decides_nothing(likely, wire):
    def steps(page):
        page.goto(f"{BASE}/kembar/{likely.id}/")
        page.get_by_label("Catatan").press_sequentially("bt g")
        assert page.url == f"{BASE}/kembar/{likely.id}/"
        assert page.get_by_label("Catatan").input_value() == "bt g"

    wire.drive(steps)
    likely.refresh_from_db()
    assert likely.state == "open"


def test_a_pair_is_merged_and_parted_again(likely, wire):
    def steps(page):
        page.goto(f"{BASE}/kembar/{likely.id}/")
        keep = page.locator("[name=keep]:checked").input_value()
        page.keyboard.press("g")
        assert page.evaluate("document.activeElement.innerText").startswith("Gabungkan")
        page.keyboard.press("Enter")
        page.get_by_text("digabungkan. Dapat dipisahkan kembali").wait_for()
        page.goto(f"{BASE}/usaha/{keep}/")
        page.locator("a[href^='/kembar/gabungan/']").first.click()
        page.get_by_label("Alasan").fill("Ternyata kakak beradik")
        page.get_by_role("button", name="Pisahkan kembali").click()
        page.get_by_text("Setelah dipisahkan").wait_for()

    wire.drive(steps)
    assert all(business(id).merged_into_id is None for id in (likely.left_id, likely.right_id))
    likely.refresh_from_db()
    assert likely.state == "different"


def test_on_a_phone_the_page_does_not_scroll_sideways(likely, wire):
    def steps(page):
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(f"{BASE}/kembar/{likely.id}/")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    wire.drive(steps)
