"""A map with real outlines, drawn as SVG: the same tiles as the tile map, each in the shape of its region.

A region tells its state three ways - colour, pattern and words. Pure: outlines and tiles in, markup out. All lengths are metres on
the drawing's flat sheet; strokes and hatching keep their width on screen by CSS.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dampingi.foundation.ui.states import State
from dampingi.foundation.ui.tilemap import Group, Tile

Box = tuple[float, float, float, float]
"""West, north, east, south."""


@dataclass(frozen=True)
class Outline:
    """`path` is SVG path data; `label` a place well inside for the name."""

    code: str
    path: str
    label: tuple[float, float]
    box: Box


@dataclass(frozen=True)
class Area:
    outline: Outline
    tile: Tile


@dataclass(frozen=True)
class Edge:
    """A wider region drawn over the areas as a line, with its name."""

    outline: Outline
    name: str


@dataclass(frozen=True)
class RegionMap:
    """`drawing` is empty where tiles are shown; `views` are the two to choose from, empty where there is no choice."""

    groups: list[Group]
    anchor: str
    drawing: str = ""
    views: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    note: str = ""
    shaded: bool = False


def around(outlines: Sequence[Outline]) -> Box:
    """The box around them all, with a little air."""
    west, north, east, south = (
        pick(values)
        for pick, values in zip(
            (min, min, max, max), zip(*(o.box for o in outlines), strict=True), strict=True
        )
    )
    air = 0.02 * max(east - west, south - north)
    return west - air, north - air, east + air, south + air


def drawing(areas: Sequence[Area], edges: Sequence[Edge], *, title: str, name: str) -> SafeString:
    """`name` is unique on the page: the hatchings carry it."""
    west, north, east, south = around([a.outline for a in areas])
    width, height = round(east - west), round(south - north)
    unit = max(width, height) / 1000
    named = len(areas) <= 16 or not edges
    parts = (
        [_hatchings(name, unit)]
        + [_area(area, name) for area in areas]
        + [_edge(edge) for edge in edges]
        + ([_words(area) for area in areas] if named else [_value(area) for area in areas])
        + [_name(edge.outline.label, edge.name, "map-parent") for edge in edges if not named]
    )
    return format_html(
        '<svg class="regionmap-drawing{}" viewBox="{} {} {} {}" role="group" aria-label="{}" font-size="{}">{}</svg>',
        "" if named else " map-crowded", round(west), round(north), width, height, title, round(unit * 16), format_html_join("", "{}", ((p,) for p in parts)),
    )  # fmt: skip


def _area(area: Area, name: str) -> SafeString:
    tile = area.tile
    inside = format_html('<title>{}</title><path d="{}"/>', tile.words, area.outline.path)
    fill = format_html(' fill="url(#{}-{})"', name, tile.state) if tile.shade is None else ""
    look = format_html('class="area area-{}"{}', tile.look, fill)
    if tile.href:
        return format_html('<a href="{}" aria-label="{}" {}>{}</a>', tile.href, tile.words, look, inside)
    return format_html('<g role="img" aria-label="{}" {}>{}</g>', tile.words, look, inside)


def _edge(edge: Edge) -> SafeString:
    return format_html('<path class="map-edge" d="{}"/>', edge.outline.path)


def _words(area: Area) -> SafeString:
    x, y = area.outline.label
    return format_html(
        '{}<text class="map-value map-look-{}" x="{}" y="{}" dy="1em">{}</text>',
        _name((x, y), area.tile.name, f"map-name map-look-{area.tile.look}"),
        area.tile.look,
        round(x),
        round(y),
        area.tile.value,
    )


def _value(area: Area) -> SafeString:
    return _name(area.outline.label, area.tile.value, f"map-value map-look-{area.tile.look}")


def _name(at: tuple[float, float], words: str, look: str) -> SafeString:
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', look, round(at[0]), round(at[1]), words)


_MARKS = {
    State.GOOD: "",
    State.WATCH: '<circle class="map-dot" cx="4" cy="4" r="1.1"/>',
    State.LATE: '<path class="map-line" d="M-1 9L9 -1M-1 1L1 -1M7 9L9 7"/>',
    State.NONE: '<path class="map-line" d="M0 4h3"/>',
}


def _hatchings(name: str, unit: float) -> SafeString:
    """Plain, dotted, slanted and broken lines are told apart without colour."""
    made = format_html_join(
        "",
        '<pattern id="{}-{}" class="hatch hatch-{}" width="8" height="8" patternUnits="userSpaceOnUse"'
        ' patternTransform="scale({})"><rect width="8" height="8"/>{}</pattern>',
        ((name, state, state, f"{unit * 1.25:.2f}", SafeString(mark)) for state, mark in _MARKS.items()),
    )
    return format_html("<defs>{}</defs>", made)
