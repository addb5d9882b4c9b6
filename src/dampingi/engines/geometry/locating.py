"""Which region a position lies in, among outlines that touch but do not overlap."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dampingi.engines.geometry.plane import Plane


class Locator:
    """Holds flat outlines with an index over them. Positions are latitude, longitude in degrees."""

    def __init__(
        self,
        plane: Plane,
        shapes: Mapping[str, BaseGeometry],
        wider: Mapping[str, BaseGeometry] | None = None,
    ) -> None:
        """`wider` regions are joined from the others: they can be asked by code and are never what `at` answers."""
        self.plane = plane
        self.shapes = {**(wider or {}), **shapes}
        self._codes = sorted(shapes)
        areas = np.array([shapes[code] for code in self._codes], dtype=object)
        shapely.prepare(areas)
        self._tree = shapely.STRtree(areas)

    def at(self, latitude: float, longitude: float, *, within: str = "") -> str | None:
        """The code of the outline the position lies in or on (the smallest code on a shared edge); None outside all."""
        found = self._tree.query(self._point(latitude, longitude), predicate="intersects")
        codes = sorted(self._codes[i] for i in found.tolist())
        return next((c for c in codes if c.startswith(within)), None)

    def contains(self, code: str, latitude: float, longitude: float, *, margin: float = 0) -> bool | None:
        """Whether the position lies in that outline or at most `margin` metres off; None where there is no such outline."""
        shape = self.shapes.get(code)
        if shape is None:
            return None
        return bool(shapely.dwithin(shape, self._point(latitude, longitude), margin))

    def outside(
        self, code: str, positions: Iterable[tuple[float, float]], *, margin: float = 0
    ) -> list[bool]:
        """For many positions (latitude, longitude) at once: whether each lies more than `margin` metres outside."""
        at = np.array([(lon, lat) for lat, lon in positions], dtype=float).reshape(-1, 2)
        points = shapely.points(self.plane.flat(at))
        return [bool(off) for off in ~shapely.dwithin(self.shapes[code], points, margin)]

    def _point(self, latitude: float, longitude: float) -> Any:
        return shapely.Point(self.plane.point(float(latitude), float(longitude)))
