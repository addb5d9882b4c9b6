"""Where the businesses of a kelurahan are: dots in its outline, and what is wrong with their positions."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.engines.geometry import Cluster, Plane, clusters
from dampingi.foundation.boundaries.locating import Whereabouts
from dampingi.foundation.boundaries.maps import note_on
from dampingi.foundation.boundaries.queries import current_editions, outlines
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.pointmap import Dot, drawing
from dampingi.foundation.ui.regionmap import Box, Outline, around
from dampingi.pages.maps.asked import Degrees
from dampingi.records.businesses.addresses import business_address
from dampingi.records.businesses.models import Business

MARGIN = 25
"""Metres a phone's position may be off without being called wrong."""
SMALLEST = 40
"""Metres: a cell this small is not opened further; the list below names those in it."""


@dataclass(frozen=True)
class Positions:
    """The businesses with a position. `outside` tells, in the same order, which lie outside the boundary."""

    ids: list[uuid.UUID]
    at: list[tuple[float, float]]
    """Latitude, longitude."""
    outside: list[bool]

    @property
    def strays(self) -> list[uuid.UUID]:
        return [id for id, off in zip(self.ids, self.outside, strict=True) if off]


def positions(region: str, found: Any) -> Positions:
    rows = list(
        found.exclude(latitude=None).exclude(longitude=None).values_list("id", "latitude", "longitude")
    )
    at = [(float(latitude), float(longitude)) for _id, latitude, longitude in rows]
    locator = Whereabouts(region).holding(region)
    outside = locator.outside(region, at, margin=MARGIN) if locator and at else [False] * len(rows)
    return Positions([row[0] for row in rows], at, outside)


def points_map(
    region: str, found: Positions, box: Degrees | None, address: Callable[[Degrees], str]
) -> dict[str, Any]:
    """The drawing and its source. `address` leads to the map of a smaller box."""
    outline, plane, note = _outline(region)
    at = plane.flat(np.array([(lon, lat) for lat, lon in found.at], dtype=float).reshape(-1, 2))
    shown = _shown(plane, outline, box, at)
    west, north, east, south = shown
    kept = [i for i, (x, y) in enumerate(at.tolist()) if west <= x <= east and north <= y <= south]
    groups = clusters([(at[i][0], at[i][1]) for i in kept], shown)
    dots = _dots(groups, kept, found, plane, address)
    return {
        "drawing": drawing(
            outline.path if outline else "",
            dots,
            shown,
            title=_("Peta usaha %(place)s") % {"place": name_of(region)},
        ),
        "shown": len(kept),
        "note": note,
        "outlined": outline is not None,
    }


def _outline(region: str) -> tuple[Outline | None, Plane, str]:
    for edition in current_editions(region):
        if found := outlines(edition, [region], "near").get(region):
            return found, edition.plane, note_on(edition)
    return None, Plane(0, 0), ""


def _shown(plane: Plane, outline: Outline | None, box: Degrees | None, at: Any) -> Box:
    """What is seen: the box asked for, else the outline, else all positions."""
    if box:
        west, south, east, north = box
        (x0, y0), (x1, y1) = plane.flat(np.array([(west, north), (east, south)])).tolist()
        return x0, y0, x1, y1
    if outline:
        return around([outline])
    if not len(at):
        return 0, 0, 1, 1
    (x0, y0), (x1, y1) = at.min(axis=0).tolist(), at.max(axis=0).tolist()
    air = max(x1 - x0, y1 - y0, 200) * 0.05
    return x0 - air, y0 - air, x1 + air, y1 + air


def _dots(
    groups: Sequence[Cluster],
    kept: Sequence[int],
    found: Positions,
    plane: Plane,
    address: Callable[[Degrees], str],
) -> list[Dot]:
    single = [found.ids[kept[g.members[0]]] for g in groups if g.count == 1]
    called = dict(
        Business.objects.unscoped("positions already in reach")
        .filter(id__in=single)
        .values_list("id", "name")
    )
    dots = []
    for group in groups:
        members = [kept[i] for i in group.members]
        amiss = sum(found.outside[i] for i in members)
        if group.count == 1:
            id = found.ids[members[0]]
            words = called.get(id) or _("Usaha tanpa nama")
            words = _("%(name)s, di luar batas") % {"name": words} if amiss else words
            dots.append(Dot(group.x, group.y, words, business_address(id), amiss=bool(amiss)))
        else:
            dots.append(_many(group, amiss, plane, address))
    return dots


def _many(group: Cluster, amiss: int, plane: Plane, address: Callable[[Degrees], str]) -> Dot:
    west, north, east, south = group.box
    (lon0, lat1), (lon1, lat0) = plane.round(np.array([(west, north), (east, south)])).tolist()
    words = ngettext("%(n)s usaha di sini", "%(n)s usaha di sini", group.count) % {
        "n": formats.number(group.count)
    }
    href = address((lon0, lat0, lon1, lat1))
    href += "#daftar" if east - west <= SMALLEST else ""
    return Dot(group.x, group.y, words, href, group.count, amiss * 2 > group.count)
