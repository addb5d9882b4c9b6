"""Charts drawn on the server: one drawing for the screen in both themes and for the PDF.

A chart is built with the concrete colours of the light theme. For the screen each of them becomes the design token of
the same name, so that dark mode needs no second drawing; the PDF takes the concrete ones. Two widths are drawn, because
a chart shrunk to a phone cannot be read.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

if TYPE_CHECKING:
    import altair as alt

PALETTE = {
    "ink": "#1d1e24",
    "ink-soft": "#4d4e57",
    "ink-faint": "#66676f",
    "line": "#e2dfd6",
    "line-strong": "#87837a",
    "surface": "#ffffff",
    "accent": "#2c3b94",
    "accent-line": "#c3c9ec",
    "good-fill": "#2f9e63",
    "watch-fill": "#d99a1c",
    "late-fill": "#d1493a",
    "none-fill": "#a5a29a",
}
WIDE, NARROW = 640, 330
LOCALES = {
    "id": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp\u00a0", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["Rp\u00a0", ""]},
}
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Drawing:
    """The same chart for a screen, for a phone, and in concrete colours for documents."""

    wide: SafeString
    narrow: SafeString
    document: str


def draw(build: Callable[[int], alt.TopLevelMixin], *, title: str, description: str) -> Drawing:
    """`build(width)` gives the chart for that width; `title` and `description` are what a screen reader says."""
    wide, narrow = _vector(build(WIDE)), _vector(build(NARROW))
    return Drawing(
        _for_screen(wide, title, description),
        _for_screen(narrow, title, description),
        _labelled(wide, title, description),
    )


def svg(chart: alt.TopLevelMixin, *, title: str, description: str) -> SafeString:
    """One chart as it stands, for the screen."""
    return _for_screen(_vector(chart), title, description)


def colour(name: str) -> str:
    """The concrete colour of a design token, for builders; on screen it follows the theme."""
    return PALETTE[name]


def state_scale() -> alt.Scale:
    import altair as alt

    states = ["good", "watch", "late", "none"]
    return alt.Scale(domain=states, range=[PALETTE[f"{state}-fill"] for state in states])


def frame(layers: Sequence[Any], *, width: int, height: int | alt.Step) -> alt.LayerChart:
    import altair as alt

    return alt.layer(*layers).properties(width=width, height=height)


def rows_of(rows: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    import altair as alt

    return alt.InlineData(values=[dict(row) for row in rows])


CONFIG: dict[str, Any] = {
    "background": None,
    "font": "Liberation Sans, Helvetica, Arial, sans-serif",
    "view": {"stroke": None},
    "padding": 4,
    "axis": {
        "domain": False,
        "ticks": False,
        "gridColor": PALETTE["line"],
        "labelColor": PALETTE["ink-faint"],
        "labelFontSize": 12,
        "labelPadding": 6,
        "titleColor": PALETTE["ink-faint"],
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "axisX": {"grid": False, "domain": True, "domainColor": PALETTE["line-strong"]},
    "axisY": {"grid": True, "tickCount": 4},
    "line": {"color": PALETTE["accent"], "strokeWidth": 2.25, "strokeCap": "round", "strokeJoin": "round"},
    "bar": {"color": PALETTE["accent"]},
    "point": {"color": PALETTE["accent"], "filled": True, "size": 60},
    "rule": {"color": PALETTE["line-strong"]},
    "text": {"color": PALETTE["ink"], "fontSize": 12},
    "header": {
        "labelColor": PALETTE["ink-soft"],
        "labelFontSize": 12,
        "labelFontWeight": "bold",
        "labelAnchor": "start",
        "title": None,
    },
}


def _vector(chart: alt.TopLevelMixin) -> str:
    spec = chart.to_dict()
    spec["config"] = CONFIG
    return _convert(json.dumps(spec, sort_keys=True, default=str), (get_language() or "id")[:2])


@lru_cache(maxsize=256)
def _convert(spec: str, language: str) -> str:
    import vl_convert

    locale = LOCALES.get(language, LOCALES["id"])
    drawn = vl_convert.vegalite_to_svg(spec, format_locale=locale)
    drawn = re.sub(r' (?:role|aria-\w+)="[^"]*"', "", drawn)
    drawn = re.sub(r'="[^"]*"', lambda found: re.sub(r"(\d+\.\d{2})\d+", r"\1", found[0]), drawn)
    return re.sub(r' font-family="[^"]*"', "", drawn)


def _for_screen(drawn: str, title: str, description: str) -> SafeString:
    for name, value in PALETTE.items():
        drawn = drawn.replace(f'"{value}"', f'"var(--{name})"')
    drawn = re.sub(r' style="[^"]*"', "", drawn)
    return SafeString(_labelled(drawn, title, description))


def _labelled(drawn: str, title: str, description: str) -> str:
    number = next(_numbers)
    ids = f"bagan-{number}-judul", f"bagan-{number}-isi"
    opening, rest = drawn.split(">", 1)
    opening = re.sub(r' (?:width|height|class)="[^"]*"', "", opening)
    return (
        f'{opening} role="img" aria-labelledby="{ids[0]} {ids[1]}"><title id="{ids[0]}">{escape(title)}</title>'
        f'<desc id="{ids[1]}">{escape(description)}</desc>{rest}'
    )
