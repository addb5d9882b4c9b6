"""GeoJSON (RFC 7946) as people have it: bytes -> features with their properties and, where there is one, an area.

Everything that could exhaust memory is counted in the bytes before they are parsed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dampingi.engines.geometry.faults import GeometryFault

LARGEST = 40 * 2**20
"""Bytes of a file."""
MOST = {b"[": 1_200_000, b"{": 200_000, b",": 4_000_000}
"""So many positions, objects and values: a province of 6,000 villages has under a million positions."""
LONGEST_TEXT = 200
_OTHERS = {
    b"PK": "zipped",
    b"\x00\x00\x27\x0a": "shapefile",
    b"SQLite format 3": "geopackage",
    b"<": "xml",
    b"\xff\xfe": "utf16",
    b"\xfe\xff": "utf16",
}


@dataclass(frozen=True)
class Feature:
    """One feature in the file's order, counted from 1. `problem` says why it has no area: a code of `wording.REASONS`."""

    number: int
    properties: dict[str, str]
    area: BaseGeometry | None
    problem: str = ""


@dataclass(frozen=True)
class Reading:
    features: list[Feature]
    crs: str = ""
    """The coordinate system the file names itself (from before RFC 7946), or ''."""
    closed: set[int] = field(default_factory=set)
    """Numbers of features with a ring that did not end where it began; it was closed."""


def read_geojson(content: bytes) -> Reading:
    """Raises GeometryFault for what is no usable GeoJSON at all."""
    told = _parsed(_checked(content))
    found = list(_features(told))
    if not found:
        raise GeometryFault("no_features")
    reading = Reading([], _crs(told))
    for number, each in enumerate(found, 1):
        reading.features.append(_feature(number, each, reading.closed))
    if all(f.area is None for f in reading.features):
        raise GeometryFault("no_areas", count=len(found))
    return reading


def _checked(content: bytes) -> bytes:
    if len(content) > LARGEST:
        raise GeometryFault("too_large", megabytes=len(content) // 2**20 + 1, most=LARGEST // 2**20)
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise GeometryFault("empty")
    for sign, what in _OTHERS.items():
        if content.startswith(sign) or start.startswith(sign):
            raise GeometryFault(what)
    for sign, most in MOST.items():
        if content.count(sign) > most:
            raise GeometryFault("too_many", most=most)
    return start


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError:
        raise GeometryFault("not_utf8") from None
    except RecursionError:
        raise GeometryFault("too_deep") from None
    except json.JSONDecodeError as error:
        raise GeometryFault("not_json", line=error.lineno, column=error.colno) from None
    except ValueError:  # a whole number of thousands of digits
        raise GeometryFault("not_a_number", value="") from None
    if not isinstance(told, dict) or not isinstance(told.get("type"), str):
        raise GeometryFault("not_geojson")
    if told["type"] == "Topology":
        raise GeometryFault("topojson")
    return told


def _refuse(value: str) -> None:
    raise GeometryFault("not_a_number", value=value)


def _features(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    match told["type"]:
        case "FeatureCollection" if isinstance(told.get("features"), list):
            yield from (each for each in told["features"] if isinstance(each, dict))
        case "Feature":
            yield told
        case "Polygon" | "MultiPolygon" | "GeometryCollection":
            yield {"geometry": told}
        case _:
            raise GeometryFault("not_geojson")


def _crs(told: dict[str, Any]) -> str:
    named = told.get("crs")
    properties = named.get("properties") if isinstance(named, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return _text(name) if name else ""


def _text(value: Any) -> str:
    """What can be stored and shown: JSON may write half of a pair of surrogates, or a null character."""
    whole = str(value)[:LONGEST_TEXT].encode("utf-8", "replace").decode()
    return whole.replace("\0", "")


def _feature(number: int, told: dict[str, Any], closed: set[int]) -> Feature:
    raw = told.get("properties")
    properties = {
        _text(k): _text(v)
        for k, v in (raw.items() if isinstance(raw, dict) else ())
        if isinstance(v, str | int | float) and not isinstance(v, bool)
    }
    try:
        polygons = list(_polygons(told.get("geometry"), number, closed))
    except (LookupError, TypeError, ValueError, OverflowError, RecursionError, shapely.errors.GEOSException):
        return Feature(number, properties, None, "broken_coordinates")
    if not polygons:
        return Feature(number, properties, None, "no_area")
    return Feature(number, properties, polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons))


def _polygons(geometry: Any, number: int, closed: set[int]) -> Iterator[BaseGeometry]:
    if not isinstance(geometry, dict):
        return
    match geometry.get("type"):
        case "Polygon":
            yield _polygon(geometry["coordinates"], number, closed)
        case "MultiPolygon":
            yield from (_polygon(part, number, closed) for part in geometry["coordinates"])
        case "GeometryCollection":
            for part in geometry["geometries"]:
                yield from _polygons(part, number, closed)


def _polygon(rings: Any, number: int, closed: set[int]) -> BaseGeometry:
    outer, *holes = [_ring(ring, number, closed) for ring in rings]
    return shapely.polygons(outer, [shapely.linearrings(hole) for hole in holes] or None)


def _ring(positions: Any, number: int, closed: set[int]) -> np.ndarray[Any, Any]:
    ring = np.array([(_number(at[0]), _number(at[1])) for at in positions])
    if len(ring) < 3 or not np.isfinite(ring).all():
        raise ValueError("a ring needs three finite positions")
    if (ring[0] != ring[-1]).any():
        closed.add(number)
        ring = np.vstack([ring, ring[:1]])
    return ring


def _number(value: Any) -> float:
    if isinstance(value, str | bool):
        raise TypeError("a coordinate is a number")
    return float(value)
