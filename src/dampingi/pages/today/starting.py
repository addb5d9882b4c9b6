"""Where a mentor starts from: a kelurahan of theirs, or the position the browser gave when asked."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dampingi.foundation.regions.queries import names

FROM, LATITUDE, LONGITUDE = "dari", "latitude", "longitude"
RADIUS = 6371.0
"""Of the earth in kilometres."""


@dataclass(frozen=True)
class Point:
    latitude: float
    longitude: float

    def kilometres_to(self, other: "Point") -> float:
        """As the crow flies (haversine)."""
        a, b = math.radians(self.latitude), math.radians(other.latitude)
        across = math.radians(other.longitude - self.longitude)
        h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
        return 2 * RADIUS * math.asin(min(1.0, math.sqrt(h)))

    @staticmethod
    def middle(points: Sequence["Point"]) -> "Point":
        n = len(points)
        return Point(sum(p.latitude for p in points) / n, sum(p.longitude for p in points) / n)


@dataclass(frozen=True)
class Start:
    point: Point
    words: str
    region: str = ""


def asked(told: Mapping[str, str], middles: dict[str, Point]) -> Start | None:
    """A position given by the browser goes before a kelurahan; what makes no sense is no start."""
    point = _position(told.get(LATITUDE, ""), told.get(LONGITUDE, ""))
    if point:
        return Start(point, _("posisi Anda"))
    region = told.get(FROM, "")
    if region in middles:
        return Start(middles[region], names([region]).get(region, region), region)
    return None


def choices_of(regions: Iterable[str]) -> list[tuple[str, str]]:
    called = names(regions)
    return sorted(((code, called.get(code, code)) for code in set(regions)), key=lambda pair: pair[1])


def _position(latitude: str, longitude: str) -> Point | None:
    try:
        found = Point(float(latitude), float(longitude))
    except ValueError:
        return None
    sound = -90 <= found.latitude <= 90 and -180 <= found.longitude <= 180
    return found if sound else None
