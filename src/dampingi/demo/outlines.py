"""Invented outlines for regions: cells around points, nested kelurahan in kecamatan, with crooked edges. No place looks so."""

import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
STEPS = 8
"""How often cells are evened out."""


def invented_outlines(
    centres: Mapping[str, Point], inside: Mapping[str, Sequence[str]], seed: int, *, air: float = 0.02
) -> dict[str, BaseGeometry]:
    """Kelurahan code -> polygon in degrees (longitude, latitude), the same for the same seed.

    `centres`: kecamatan code -> (latitude, longitude); `inside`: kecamatan code -> its kelurahan. `air` is how far the
    outer kecamatan reach beyond their centres, in degrees.
    """
    dice = random.Random(f"{seed}/outlines")  # noqa: S311 - an invented city, not a secret
    at = {code: shapely.Point(longitude, latitude) for code, (latitude, longitude) in centres.items()}
    city = (
        shapely.union_all([point.buffer(air, quad_segs=3) for point in at.values()])
        .buffer(air / 2)
        .buffer(-air / 2)
    )
    city = city.convex_hull if city.geom_type != "Polygon" else shapely.Polygon(city.exterior)
    cells: dict[str, BaseGeometry] = {}
    for code, cell in _cells(at, city).items():
        cells |= _divided(cell, inside[code], dice)
    return _crooked(cells, seed)


def geojson(outlines: Mapping[str, BaseGeometry], names: Mapping[str, str]) -> bytes:
    """As an office's file looks: a FeatureCollection with code and name."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": names.get(code, "")},
            "geometry": json.loads(shapely.to_geojson(shapely.set_precision(area, 1e-6))),
        }
        for code, area in outlines.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _cells(at: Mapping[str, BaseGeometry], within: BaseGeometry) -> dict[str, BaseGeometry]:
    """Each point's cell: what lies nearer to it than to any other."""
    if len(at) == 1:
        return dict.fromkeys(at, within)
    points = shapely.multipoints(list(at.values()))
    found = shapely.voronoi_polygons(points, extend_to=within.buffer(1), ordered=True)
    return {code: cell.intersection(within) for code, cell in zip(at, shapely.get_parts(found), strict=True)}


def _divided(cell: BaseGeometry, codes: Sequence[str], dice: random.Random) -> dict[str, BaseGeometry]:
    at = {code: _within(cell, dice) for code in codes}
    cells = _cells(at, cell)
    for _step in range(STEPS):
        cells = _cells({code: c.centroid for code, c in cells.items()}, cell)
    return cells


def _within(cell: BaseGeometry, dice: random.Random) -> BaseGeometry:
    west, south, east, north = cell.bounds
    while True:
        point = shapely.Point(dice.uniform(west, east), dice.uniform(south, north))
        if cell.contains(point):
            return point


def _crooked(cells: Mapping[str, BaseGeometry], seed: int) -> dict[str, BaseGeometry]:
    """The same cells with every shared edge bent the same way for both its neighbours."""
    lines = shapely.union_all([shapely.set_precision(c, 1e-7).boundary for c in cells.values()])
    bent = [
        shapely.linestrings(_bend(min(a, b), max(a, b), seed))
        for line in shapely.get_parts(lines)
        for a, b in zip(line.coords[:-1], line.coords[1:], strict=True)
    ]
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(bent))))
    found: dict[str, list[Any]] = {code: [] for code in cells}
    for piece in pieces:
        found[_nearest(piece.representative_point(), cells)].append(piece)
    return {code: shapely.union_all(parts) for code, parts in found.items()}


def _nearest(point: BaseGeometry, cells: Mapping[str, BaseGeometry]) -> str:
    return min(cells, key=lambda code: (cells[code].distance(point), code))


def _bend(a: Point, b: Point, seed: int, amount: float = 0.09) -> list[Point]:
    """A line from a to b, its middle pushed aside again and again down to 40 metres or so."""
    length = float(np.hypot(b[0] - a[0], b[1] - a[1]))
    if length < 0.0004:
        return [a, b]
    push = random.Random(f"{seed}/{a}/{b}").uniform(-amount, amount)  # noqa: S311 - an invented city, not a secret
    middle = (
        (a[0] + b[0]) / 2 - push * (b[1] - a[1]),
        (a[1] + b[1]) / 2 + push * (b[0] - a[0]),
    )
    return _bend(a, middle, seed, amount)[:-1] + _bend(middle, b, seed, amount)
