"""Outlines as SVG path data in whole metres: short, because positions are told relative to the one before."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry


def path_data(area: BaseGeometry) -> str:
    """The rings of a flat (multi)polygon, each as `Mx yl dx dy ... z`; fill with the even-odd rule."""
    return "".join(_ring(ring) for ring in _rings(area))


def _rings(area: BaseGeometry) -> Iterator[np.ndarray[Any, Any]]:
    for part in shapely.get_parts(area):
        for ring in (part.exterior, *part.interiors):
            yield np.rint(shapely.get_coordinates(ring)).astype(int)


def _ring(ring: np.ndarray[Any, Any]) -> str:
    steps = np.diff(ring, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < 3:
        return ""
    # the last step leads back to the start, which z does, too
    told = "".join(_signed(x) + _signed(y) for x, y in steps[:-1].tolist())
    return f"M{ring[0][0]} {ring[0][1]}l{told.lstrip()}z"


def _signed(value: int) -> str:
    return f" {value}" if value >= 0 else str(value)
