"""What holds for every page anyone can open: safe headers, nothing inline, nothing from other hosts, a page's skeleton, few questions to the database, little weight."""

import gzip
import re

import pytest

from tests.city import PERSONAS

from .asked import counted
from .routes import routes
from .test_routes import addresses

LINKS_OUT = (
    "https://wa.me/",
    "https://www.openstreetmap.org/",
    "https://www.google.com/maps",
    "https://maps.google.com",
)
"""Other hosts that a person may choose to go to; nothing is ever loaded from them."""

REPEATED = 8
"""So often may one page ask the database the same, values aside: more is a loop that asks for each row what it could ask for all."""
QUESTIONS = 80
"""So much may a page ask at all."""
MONTHS = (
    "a figure as it stood at the end of each month, on this side of a commit only: asked again it is kept"
)
LOOPS = {
    "dashboard": (24, MONTHS),
    "dashboard_sheet": (24, MONTHS),
    "slides": (24, MONTHS),
    "target": (12, MONTHS),
    "targets": (12, MONTHS),
}
"""Routes that ask the same more often -> (how often at most, why). May only shrink."""
MANY = {
    "compared": (100, "two dashboards side by side"),
    "dashboard": (140, MONTHS),
    "dashboard_sheet": (140, MONTHS),
    "plan_proposals": (95, "all kinds of evidence beside each other"),
    "slides": (140, MONTHS),
    "targets": (90, MONTHS),
}
"""Routes that ask more at all, likewise."""
PAGE_BYTES = 30_000
"""Of a page, packed as it travels: with the 53,000 that a first visit fetches besides (tests/foundation/ui/test_weight.py) at most 83 KB; 100 KB is what a slow line bears. Measured in November 2026: at most 22,870, half of all below 3,900."""

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages(small_city, django_db_blocker):
    """Every HTML page each kind of person can open: {address: answer}."""
    found = {}
    with django_db_blocker.unblock():
        for persona in PERSONAS:
            client = small_city.client(persona)
            for route in routes():
                for address, _ in addresses(route)[:1]:
                    with counted() as asked:
                        answer = client.get(address)
                    answer.asked, answer.route = asked, route.name
                    if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                        found[f"{address} ({persona})"] = answer
    return found


def offending(pages, pattern, allowed=()):
    told = []
    for address, answer in pages.items():
        for match in re.finditer(pattern, answer.content.decode(), re.I | re.S):
            if not any(match[0].find(ok) >= 0 for ok in allowed):
                told.append(f"{address}: {match[0][:120]}")
    return told[:20]


def there_are_pages_for_everyone(pages):
    seen = {address.rpartition("(")[2].rstrip(")") for address in pages}
    assert seen == set(PERSONAS)


def nothing_is_inline(pages):
    assert not offending(
        pages,
        r"<script(?![^>]*\bsrc=)[^>]*>",
        allowed=('type="application/json"', 'type="application/ld+json"'),
    )
    assert not offending(pages, r"<style\b")
    assert not offending(pages, r"<[a-z][^<>]*\sstyle=")
    assert not offending(pages, r"<[a-z][^<>]*\son[a-z]+=")
    assert not offending(pages, r"(?:href|src|action)=[\"']?javascript:")


def nothing_comes_from_another_host(pages):
    assert not offending(
        pages,
        r"<(?:script|link|img|iframe|source|use|image)\b[^>]*(?:src|href)=[\"'](?:https?:)?//",
        allowed=('<link rel="canonical"',),  # an address of our own, which nobody fetches
    )
    assert not offending(pages, r"<a\b[^>]*href=[\"'](?:https?:)?//[^>]*>", allowed=LINKS_OUT)


def every_page_has_a_strict_policy(pages):
    for address, answer in pages.items():
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe" not in policy, address
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        assert answer.headers["X-Frame-Options"] == "DENY", address


def every_page_has_a_title_a_language_and_a_main_part(pages):
    for address, answer in pages.items():
        text = answer.content.decode()
        assert re.search(r"<html[^>]*\blang=\"(id|en)\"", text), address
        assert re.search(r"<title>\s*\S", text), address
        assert len(re.findall(r"<main\b", text)) == 1, address
        assert len(re.findall(r"<h1\b", text)) == 1, address


def ids_are_unique_and_pictures_have_words(pages):
    for address, answer in pages.items():
        text = answer.content.decode()
        ids = re.findall(r"<[a-z][^<>]*\sid=\"([^\"]+)\"", text)
        assert len(ids) == len(set(ids)), f"{address}: {sorted({i for i in ids if ids.count(i) > 1})}"
    assert not offending(pages, r"<img\b(?![^>]*\balt=)[^>]*>")


def every_form_that_posts_carries_the_token(pages):
    for address, answer in pages.items():
        for form in re.findall(
            r"<form\b[^>]*method=\"post\".*?</form>", answer.content.decode(), re.S | re.I
        ):
            assert "csrfmiddlewaretoken" in form, f"{address}: {form[:150]}"


def no_page_asks_the_same_for_each_row(pages):
    told = []
    for address, answer in pages.items():
        most, _why = LOOPS.get(answer.route, (REPEATED, ""))
        sql, times = max(answer.asked.items(), key=lambda pair: pair[1], default=("", 0))
        if times > most:
            told.append(f"{address} asks {times} times (at most {most}): {sql[:300]}")
    assert not told, "\n".join(told)


def no_page_asks_too_much(pages):
    told = [
        f"{address} asks {answer.asked.total()} times"
        for address, answer in pages.items()
        if answer.asked.total() > MANY.get(answer.route, (QUESTIONS, ""))[0]
    ]
    assert not told, "\n".join(told)


def every_page_is_light(pages):
    told = []
    for address, answer in pages.items():
        if len(answer.content) > PAGE_BYTES:  # only these can be too heavy packed
            packed = len(gzip.compress(answer.content, 6))
            told += [f"{address}: {packed} bytes"] if packed > PAGE_BYTES else []
    assert not told, "\n".join(told)


RULES = (
    there_are_pages_for_everyone,
    nothing_is_inline,
    nothing_comes_from_another_host,
    every_page_has_a_strict_policy,
    every_page_has_a_title_a_language_and_a_main_part,
    ids_are_unique_and_pictures_have_words,
    every_form_that_posts_carries_the_token,
    no_page_asks_the_same_for_each_row,
    no_page_asks_too_much,
    every_page_is_light,
)


@pytest.mark.timeout(1200)
def test_every_page_keeps_the_rules_of_the_house(pages):
    """One test, so that the pages are fetched by one process only; it names every rule that is broken, not just the first."""
    broken = []
    for rule in RULES:
        try:
            rule(pages)
        except AssertionError as complaint:
            broken.append(f"{rule.__name__}: {complaint}")
    assert not broken, "\n\n".join(broken)
