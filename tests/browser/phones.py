"""What people do on their phones."""

import re

from playwright.sync_api import expect

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--force-prefers-reduced-motion",
]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
ANSWERED = re.compile(r"\b(409|422)\b")
"""A page that asks which is right, or what is missing: the browser notes it, nothing broke."""
NOTHING = re.compile(r"(?!)")
PLACED = {
    "geolocation": {"latitude": -6.402511, "longitude": 106.794233, "accuracy": 12},
    "permissions": ["geolocation"],
}


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def fill(page, **told):
    for name, value in told.items():
        field = page.locator(f"main [name={name}]")
        field.select_option(value) if field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)


def press(page, name, says=""):
    """The button of that name; the page it leads to fits a phone and, where asked, says something."""
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()
    assert fits(page), page.url
    if says:
        expect(page.locator("main").get_by_text(says).first).to_be_visible()
