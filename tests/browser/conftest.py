"""A real browser for the tests that need one, and everything it complained about."""

import os

import pytest
from tests.conftest import browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--force-prefers-reduced-motion",
]


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
def open_page(chromium, live_server):
    """`open_page(path, width=360, theme="dark")` gives a page; its console must stay free of errors."""
    contexts, complaints = [], []

    def opened(path: str, *, width: int = 1280, theme: str = "light"):
        context = chromium.new_context(
            viewport={"width": width, "height": 760},
            color_scheme=theme,
            base_url=live_server.url,
            locale="id-ID",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
