"""What holds for every page anyone can open: safe headers, nothing inline, nothing from other hosts, a page's skeleton, few questions to the database, little weight."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

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


@dataclass(frozen=True)
class Page:
    """An answer that is a page, and what it asked the database."""

    route: str
    answer: Any
    asked: Counter[str]

    @cached_property
    def text(self) -> str:
        return self.answer.content.decode()

    def offending(self, pattern: str, allowed: tuple[str, ...] = ()) -> Iterator[str]:
        for match in re.finditer(pattern, self.text, re.I | re.S):
            if not any(ok in match[0] for ok in allowed):
                yield match[0][:120]


def is_page(answer: Any) -> bool:
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def broken(page: Page) -> list[str]:
    """Every rule that the page breaks, and where."""
    return [f"{rule.__name__}: {told}" for rule in RULES for told in rule(page)]


def nothing_is_inline(page):
    yield from page.offending(
        r"<script(?![^>]*\bsrc=)[^>]*>",
        allowed=('type="application/json"', 'type="application/ld+json"'),
    )
    yield from page.offending(r"<style\b")
    yield from page.offending(r"<[a-z][^<>]*\sstyle=")
    yield from page.offending(r"<[a-z][^<>]*\son[a-z]+=")
    yield from page.offending(r"(?:href|src|action)=[\"']?javascript:")


def nothing_comes_from_another_host(page):
    yield from page.offending(
        r"<(?:script|link|img|iframe|source|use|image)\b[^>]*(?:src|href)=[\"'](?:https?:)?//",
        allowed=('<link rel="canonical"',),  # an address of our own, which nobody fetches
    )
    yield from page.offending(r"<a\b[^>]*href=[\"'](?:https?:)?//[^>]*>", allowed=LINKS_OUT)


def it_has_a_strict_policy(page):
    headers = page.answer.headers
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"Content-Security-Policy {policy!r}"
    for name, right in (("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY")):
        if headers.get(name) != right:
            yield f"{name} {headers.get(name)!r}"


def it_has_a_title_a_language_and_a_main_part(page):
    if not re.search(r"<html[^>]*\blang=\"(id|en)\"", page.text):
        yield "no language"
    if not re.search(r"<title>\s*\S", page.text):
        yield "no title"
    for tag in ("main", "h1"):
        if (times := len(re.findall(rf"<{tag}\b", page.text))) != 1:
            yield f"{times} times <{tag}>"


def ids_are_unique_and_pictures_have_words(page):
    ids = Counter(re.findall(r"<[a-z][^<>]*\sid=\"([^\"]+)\"", page.text))
    yield from sorted(name for name, times in ids.items() if times > 1)
    yield from page.offending(r"<img\b(?![^>]*\balt=)[^>]*>")


def every_form_that_posts_carries_the_token(page):
    for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", page.text, re.S | re.I):
        if "csrfmiddlewaretoken" not in form:
            yield form[:150]


def it_does_not_ask_the_same_for_each_row(page):
    most, _why = LOOPS.get(page.route, (REPEATED, ""))
    for sql, times in page.asked.most_common(1):
        if times > most:
            yield f"{times} times (at most {most}): {sql[:300]}"


def it_does_not_ask_too_much(page):
    most, _why = MANY.get(page.route, (QUESTIONS, ""))
    if page.asked.total() > most:
        yield f"{page.asked.total()} times (at most {most})"


def it_is_light(page):
    if len(page.answer.content) > PAGE_BYTES:  # only these can be too heavy packed
        packed = len(gzip.compress(page.answer.content, 6))
        if packed > PAGE_BYTES:
            yield f"{packed} bytes"


RULES = (
    nothing_is_inline,
    nothing_comes_from_another_host,
    it_has_a_strict_policy,
    it_has_a_title_a_language_and_a_main_part,
    ids_are_unique_and_pictures_have_words,
    every_form_that_posts_carries_the_token,
    it_does_not_ask_the_same_for_each_row,
    it_does_not_ask_too_much,
    it_is_light,
)
