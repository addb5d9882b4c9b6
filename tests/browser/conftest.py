"""A real browser for the tests that need one, and everything it complained about."""

import os

import pytest
from tests.browser.phones import ANSWERED, ARGUMENTS, NOTHING, PHONE, PLACED
from tests.conftest import browser
from tests.records.conftest import origin, programme, town

__all__ = ["origin", "programme", "town"]


@pytest.fixture(scope="session")
def chromium():
    """Playwright keeps an event loop in this thread; Django must not take that for asynchronous code of ours."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as player:
        launched = player.chromium.launch(executable_path=browser(), args=ARGUMENTS)
        yield launched
        launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def pages(emptied, chromium, live_server):
    """`pages(client, width=360)` is a page of a browser of its own, logged in where there is a client; its console must stay free of errors."""
    contexts, complaints = [], []

    def opened(client=None, *, forgiven=NOTHING, **how):
        context = chromium.new_context(base_url=live_server.url, locale="id-ID", **how)
        contexts.append(context)
        if client:
            key = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        page = context.new_page()
        page.on(
            "console",
            lambda said: (
                said.type == "error" and not forgiven.search(said.text) and complaints.append(said.text)
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def open_page(pages):
    """`open_page(path, width=360, theme="dark")`: as anybody sees it."""

    def opened(path: str, *, width: int = 1280, theme: str = "light"):
        page = pages(viewport={"width": width, "height": 760}, color_scheme=theme)
        page.goto(path)
        return page

    return opened


@pytest.fixture
def open_as(pages, town):
    """`open_as("ana", width=360)`: a page in which she is logged in."""
    return lambda who, *, width=1280: pages(town.client(who), viewport={"width": width, "height": 760})


@pytest.fixture
def phone_of(pages, town):
    """`phone_of("office")`: a page on their phone, logged in."""
    return lambda who: pages(town.client(who), forgiven=ANSWERED, **PHONE, **PLACED)
