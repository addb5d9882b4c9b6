"""Positions inside one region: its outline, and a dot for each, or one dot with a number where many lie together."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dampingi.foundation.ui import formats
from dampingi.foundation.ui.regionmap import Box

SIZES = (1, 10, 50, 200, 1000)
"""From how many on a dot takes the next size."""


@dataclass(frozen=True)
class Dot:
    """`words` is what a screen reader says; `count` above 1 is written on the dot. `amiss`: it lies where it should not."""

    x: float
    y: float
    words: str
    href: str
    count: int = 1
    amiss: bool = False


def drawing(path: str, dots: Sequence[Dot], box: Box, *, title: str) -> SafeString:
    """`path` is the region's outline as SVG path data, or ''; all in metres."""
    west, north, east, south = box
    width, height = max(1, round(east - west)), max(1, round(south - north))
    drawn = format_html_join("", "{}", ((_dot(dot),) for dot in sorted(dots, key=lambda d: -d.count)))
    return format_html(
        '<svg class="regionmap-drawing pointmap" viewBox="{} {} {} {}" role="group" aria-label="{}" font-size="{}">{}{}</svg>',
        round(west), round(north), width, height, title, round(max(width, height) / 1000 * 16),
        format_html('<path class="map-ground" d="{}"/>', path) if path else "", drawn,
    )  # fmt: skip


def _dot(dot: Dot) -> SafeString:
    look = f"dot dot-{sum(dot.count >= size for size in SIZES)}{' dot-amiss' if dot.amiss else ''}"
    number = _number(dot) if dot.count > 1 else ""
    return format_html(
        '<a class="{}" href="{}" aria-label="{}"><title>{}</title><circle cx="{}" cy="{}"/>{}</a>',
        look, dot.href, dot.words, dot.words, round(dot.x), round(dot.y), number,
    )  # fmt: skip


def _number(dot: Dot) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" dy="0.35em">{}</text>', round(dot.x), round(dot.y), formats.number(dot.count)
    )
