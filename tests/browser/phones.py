"""People on their phones, logged in against a server of its own."""

import re

import pytest
from django.db import connection
from playwright.sync_api import expect
from tests.records.conftest import _triggers

from dampingi.foundation.audit.triggers import allow_changes, refuse_changes

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "locale": "id-ID"}
ANSWERED = re.compile(r"\b(409|422)\b")
"""A page that asks which is right, or what is missing: the browser notes it, nothing broke."""
HERE = {"latitude": -6.402511, "longitude": 106.794233, "accuracy": 12}


@pytest.fixture(scope="module", autouse=True)
def emptied_after_each(django_db_setup, django_db_blocker):
    """A server of its own needs real transactions; the audit log must let itself be emptied after each."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        allow_changes(None, editor)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        refuse_changes(None, editor)


@pytest.fixture(scope="module")
def _append_only_again(django_db_setup, django_db_blocker):
    """For stories that freeze rows, with `emptied`: the server empties the database after a test's other fixtures are gone, so what was taken away comes back after the module."""
    taken = {}
    yield taken
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.schema_editor() as editor:
            for name in taken.keys() - _triggers().keys():
                editor.execute(taken[name])


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


@pytest.fixture
def phone_of(chromium, live_server, town):
    """`phone_of("office")` is a page on their phone, logged in; its console must stay free of errors."""
    contexts, complaints = [], []

    def opened(who: str):
        context = chromium.new_context(
            base_url=live_server.url, geolocation=HERE, permissions=["geolocation"], **PHONE
        )
        contexts.append(context)
        key = town.client(who).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [said for said in complaints if not ANSWERED.search(said)] == []
