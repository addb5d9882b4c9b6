"""WCAG AA in both themes, computed from the tokens as they stand in the stylesheet."""

import re
from pathlib import Path

import pytest

from dampingi.foundation.ui import assets
from dampingi.foundation.ui.charts import PALETTE

CSS = (Path(assets.__file__).parent / "styles" / "tokens.css").read_text()
GROUNDS = ("page", "surface", "sunken", "hover")
TEXT = [(ink, ground) for ink in ("ink", "ink-soft", "ink-faint", "accent") for ground in GROUNDS]
TEXT += [(state, f"{state}-soft") for state in ("good", "watch", "late", "none")]
TEXT += [
    ("ink", "accent-soft"),
    ("accent-strong", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]
TEXT += [
    ("late", "surface"),
    ("late", "page"),
    ("accent", "accent-soft"),
    ("ink", "watch-soft"),
    ("ink", "late-soft"),
]
SHAPES = [("line-strong", "surface"), ("line-strong", "page"), ("accent", "page")]


def block(pattern: str) -> dict[str, str]:
    body = re.search(pattern + r"\s*\{(.*?)\n\s*\}", CSS, re.S | re.M)[1]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))


THEMES = {"light": block(r"^:root"), "dark": block(r':root\[data-theme="dark"\]')}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(theme, ink, ground):
    assert contrast(THEMES[theme][ink], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("line", "ground"), SHAPES)
def test_borders_of_controls_can_be_seen(theme, line, ground):
    assert contrast(THEMES[theme][line], THEMES[theme][ground]) >= 3


def test_contrast_knows_the_extremes():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_two_ways_into_dark_are_the_same_colours():
    by_system = block(r':root:not\(\[data-theme="light"\]\)')
    assert by_system == THEMES["dark"]


def test_charts_draw_in_the_colours_of_the_light_theme():
    assert {name: THEMES["light"][name] for name in PALETTE} == PALETTE
