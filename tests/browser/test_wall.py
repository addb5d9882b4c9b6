"""The wall of a clinic's desk: nobody logs in there, and the number changes by itself."""

import pytest
from playwright.sync_api import expect

from dampingi.records.desks.actions import call_next, open_desk, take_number

pytestmark = pytest.mark.browser


def test_the_number_on_the_wall_changes_by_itself(open_page, town):
    office = town.actor("office")
    desk = open_desk(by=office, region="32.76.05", name="Klinik Sentra", place="Lantai dasar")
    for _n in range(3):
        take_number(by=office, desk=desk.id)
    call_next(by=office, desk=desk.id)
    page = open_page(f"/klinik/loket/{desk.id}/layar/", width=1280, theme="dark")
    expect(page.locator(".wall-number")).to_have_text("1")
    call_next(by=office, desk=desk.id)
    expect(page.locator(".wall-number")).to_have_text("2", timeout=15_000)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
