"""What a first visit fetches besides its page: one stylesheet, one script, the icons and htmx, packed as they travel. The browser keeps them for a year."""

import gzip
from pathlib import Path

import django_htmx
from tests.matrix.rules import PAGE_BYTES

from dampingi.foundation.ui.assets import asset

FIRST_VISIT = 100_000
BESIDES = 53_000
"""Bytes; measured in November 2026: styles 23,252, our script 4,528, icons 2,119, htmx 16,576."""


def besides() -> int:
    htmx = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
    ours = sum(len(asset(kind).packed) for kind in ("css", "js", "svg"))
    return ours + len(gzip.compress(htmx.read_bytes(), 9))


def test_what_a_first_visit_fetches_besides_its_page_is_light():
    assert besides() <= BESIDES


def test_with_any_page_it_stays_below_what_a_slow_line_bears():
    assert BESIDES + PAGE_BYTES <= FIRST_VISIT
