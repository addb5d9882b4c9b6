"""Where a row says it is, held against where its coordinates are.

Latitude and longitude may be exchanged or lack their minus; a point that then lies in the region is believed and
told. A point that lies nowhere near is left out and told. With a `Locator` (a code for a point, from boundaries) the
kelurahan is compared as well, and a row that names none may get the one its point lies in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dampingi.engines.sheets.faults import Problem
from dampingi.engines.sheets.tables import Table
from dampingi.engines.sheets.values.coordinates import EAST, NORTH, SOUTH, WEST, Point, in_indonesia

Locator = Callable[[float, float], str | None]
"""(latitude, longitude) -> code of the region the point lies in, None where no boundary is known."""
Inside = Callable[[float, float], bool | None]
"""(latitude, longitude) -> whether the point lies in the stated region; None where its boundary is unknown."""
Bounds = tuple[float, float, float, float]
"""South, west, north, east."""
INDONESIA: Bounds = (SOUTH, WEST, NORTH, EAST)
MARGIN = 0.02
"""Degrees (2 km) a point may lie outside the bounds: boundaries and phones are not exact."""


@dataclass(frozen=True, slots=True)
class Spot:
    """`point` is None where it cannot be used; `region` the code it lies in, "" if unknown."""

    point: Point | None
    fault: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What positions are held against; `name_of` tells a region's name for the messages."""

    within: str
    name_of: Callable[[str], str]
    locator: Locator | None = None
    bounds: Bounds = INDONESIA
    inside: Inside | None = None

    def fits(self, point: Point) -> tuple[bool, str]:
        south, west, north, east = self.bounds
        if not (
            south - MARGIN <= point.latitude <= north + MARGIN
            and west - MARGIN <= point.longitude <= east + MARGIN
        ):
            return False, ""
        code = (self.locator(point.latitude, point.longitude) if self.locator else None) or ""
        if code:
            return code.startswith(self.within), code
        return self.inside is None or self.inside(point.latitude, point.longitude) is not False, ""


def has_positions(table: Table) -> bool:
    return not table.columns.keys().isdisjoint(("latitude", "longitude", "position"))


def checked(table: Table, ground: Ground) -> list[Problem]:
    """Leave in `latitude` and `longitude` what holds, both or none; a problem for each row that had to be touched."""
    spot_of = cache(lambda north, east: spot(north, east, ground))
    latitudes: list[object] = []
    longitudes: list[object] = []
    problems: list[Problem] = []
    regions = table.columns.get("region")
    for at, (north, east) in enumerate(_written(table)):
        if north is None or east is None:
            point = None
            if north is not None or east is not None:
                problems.append(_problem(table, at, "position_half"))
        else:
            found = spot_of(north, east)
            point = found.point
            if found.fault:
                data = {"said": f"{north:g}, {east:g}", "used": ground.name_of(ground.within)}
                problems.append(_problem(table, at, found.fault, data))
            if found.region and isinstance(regions, list):
                problems += _compared(table, at, regions, found.region, ground)
        latitudes.append(point.latitude if point else None)
        longitudes.append(point.longitude if point else None)
    columns = table.columns
    assert isinstance(columns, dict)
    columns["latitude"], columns["longitude"] = latitudes, longitudes
    columns.pop("position", None)
    return problems


def _written(table: Table) -> Iterator[tuple[float | None, float | None]]:
    for north, east, both in zip(*map(table.column, ("latitude", "longitude", "position")), strict=True):
        if isinstance(both, Point) and (north is None or east is None):
            yield both.latitude, both.longitude
        else:
            yield north if isinstance(north, float) else None, east if isinstance(east, float) else None


def spot(north: float, east: float, ground: Ground) -> Spot:
    """The first reading that lies in the region: as written, exchanged, south instead of north, both."""
    readings = (
        ("", north, east), ("position_exchanged", east, north), ("position_sign", -north, east),
        ("position_exchanged", -east, north),
    )  # fmt: skip
    for fault, one, other in readings:
        if abs(one) > 90 or abs(other) > 180 or (fault == "position_sign" and north < 0):
            continue
        fits, code = ground.fits(Point(one, other))
        if fits:
            return Spot(Point(one, other), fault, code)
    known = abs(north) <= 90 and in_indonesia(Point(north, east))
    return Spot(None, "position_elsewhere" if known else "position_outside")


def _compared(table: Table, at: int, regions: list[object], code: str, ground: Ground) -> list[Problem]:
    stated = str(regions[at] or "")
    if stated and code.startswith(stated) and code != stated:
        regions[at] = code
        return [_problem(table, at, "region_from_position", {"used": ground.name_of(code)})]
    if stated and not stated.startswith(code) and not code.startswith(stated):
        names = {"said": ground.name_of(stated), "used": ground.name_of(code)}
        return [_problem(table, at, "position_differs", names)]
    return []


def _problem(table: Table, at: int, code: str, data: Mapping[str, object] | None = None) -> Problem:
    return Problem(table.sheets[at], table.rows[at], None, "latitude", code, "warn", data=data or {})
