"""Where on earth the coordinates are: degrees as they should be, with the axes swapped, in metres, or in another country.

Indonesia makes this certain: its longitudes (95-141) can be no latitudes, its latitudes (-11-6) lie nowhere near its longitudes.
"""

from collections import Counter
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from dampingi.engines.geometry.faults import GeometryFault
from dampingi.engines.geometry.reading import Feature, Reading

WEST, SOUTH, EAST, NORTH = 94.5, -11.5, 141.5, 6.6
_DEGREES = ("4326", "crs84", "4979")


def placed(reading: Reading) -> tuple[list[Feature], bool]:
    """The features in degrees, longitude first, and whether they had to be swapped.

    What most features are decides; a feature that lies elsewhere loses its area with the reason. Raises GeometryFault
    where most are in metres or outside Indonesia.
    """
    if reading.crs and not any(sign in reading.crs.lower() for sign in _DEGREES):
        raise GeometryFault("projected", crs=reading.crs)
    kinds = {f.number: _kind(f.area) for f in reading.features if f.area is not None}
    most = Counter(kinds.values()).most_common(1)[0][0]
    if most == "metres":
        raise GeometryFault("projected", crs=reading.crs or "?")
    if most == "elsewhere":
        raise GeometryFault("outside_indonesia")
    swapped = most == "swapped"
    return [_kept(f, kinds.get(f.number, most), most, swapped) for f in reading.features], swapped


def _kind(area: BaseGeometry) -> str:
    x0, y0, x1, y1 = area.bounds
    if x0 >= WEST and x1 <= EAST and y0 >= SOUTH and y1 <= NORTH:
        return "here"
    if y0 >= WEST and y1 <= EAST and x0 >= SOUTH and x1 <= NORTH:
        return "swapped"
    if max(abs(x0), abs(x1)) <= 180 and max(abs(y0), abs(y1)) <= 180:
        return "elsewhere"
    return "metres"


def _kept(feature: Feature, kind: str, most: str, swapped: bool) -> Feature:
    if feature.area is None:
        return feature
    if kind != most:
        return replace(feature, area=None, problem="elsewhere")
    if not swapped:
        return feature
    return replace(feature, area=shapely.transform(feature.area, lambda at: at[:, ::-1]))
