"""A flat sheet under a city or a province: degrees to metres east and south of its middle.

Equirectangular with the cosine of the middle latitude; within 100 km of the middle at Indonesia's latitudes lengths are true to
0.2%, which is less than the outlines themselves are. Earth's mean radius 6,371,008.8 m (IUGG).
"""

from dataclasses import dataclass
from math import cos, radians
from typing import Any

import numpy as np

RADIUS = 6_371_008.8
DEGREE = RADIUS * radians(1)


@dataclass(frozen=True)
class Plane:
    """`longitude`, `latitude`: the middle, in degrees. x grows eastwards, y southwards as on a screen; both in metres."""

    longitude: float
    latitude: float

    def flat(self, at: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """(n, 2) longitudes and latitudes -> (n, 2) metres."""
        return np.column_stack(
            [
                (at[:, 0] - self.longitude) * DEGREE * cos(radians(self.latitude)),
                (self.latitude - at[:, 1]) * DEGREE,
            ]
        )

    def round(self, at: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """The way back: (n, 2) metres -> (n, 2) longitudes and latitudes."""
        return np.column_stack(
            [
                at[:, 0] / (DEGREE * cos(radians(self.latitude))) + self.longitude,
                self.latitude - at[:, 1] / DEGREE,
            ]
        )

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        x, y = self.flat(np.array([[longitude, latitude]], dtype=float))[0]
        return float(x), float(y)
