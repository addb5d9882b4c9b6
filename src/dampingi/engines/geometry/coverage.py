"""From outlines drawn by several hands to one coverage: no slivers, no overlaps, shared edges shared.

Cleaning and simplifying are GEOS' coverage functions (Visvalingam-Whyatt on shared edges, so that neighbours stay neighbours).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dampingi.engines.geometry.plane import Plane

SLIVER = 50.0
"""Metres: a gap between neighbours no wider than this is nobody's land by mistake, not by nature."""
DETAILS = {"far": 400, "middle": 1500, "near": 8000}
"""Detail -> the larger side of the whole drawing divided by the tolerance: far for all regions on one picture."""


@dataclass(frozen=True)
class Mended:
    """A valid area, whether it had to be mended, and GEOS' reason. `area` is None where nothing of an area remained."""

    area: BaseGeometry | None
    why: str = ""


@dataclass(frozen=True)
class Coverage:
    """`shapes` in metres on `plane`, one per key, touching along the same vertices. Figures are in square metres, before cleaning."""

    plane: Plane
    shapes: dict[str, BaseGeometry]
    overlap: float
    gaps: float
    gap_count: int


def mend(area: BaseGeometry) -> Mended:
    """A bow tie, a ring through itself, a hole outside: made valid; lines and points that fall off are left out."""
    why = "" if shapely.is_valid(area) else str(shapely.is_valid_reason(area)).partition("[")[0]
    found = _areas_only(shapely.make_valid(area)) if why else area
    return Mended(found if found is not None and found.area > 0 else None, why)


def _areas_only(area: BaseGeometry) -> BaseGeometry | None:
    parts = [
        p for p in shapely.get_parts(area, return_index=False) if p.geom_type in ("Polygon", "MultiPolygon")
    ]
    return shapely.union_all(parts) if parts else None


def coverage_of(areas: Mapping[str, BaseGeometry]) -> Coverage:
    """Valid areas in degrees -> one clean coverage in metres."""
    keys = list(areas)
    degrees = np.array([areas[k] for k in keys], dtype=object)
    x0, y0, x1, y1 = (float(v) for v in shapely.total_bounds(degrees))
    plane = Plane(round((x0 + x1) / 2, 6), round((y0 + y1) / 2, 6))
    flat = shapely.transform(degrees, plane.flat)
    flat = np.array([_sound(area) for area in flat], dtype=object)
    overlap, gaps = _faults(flat)
    clean = shapely.coverage_clean(flat, gap_width=SLIVER)
    shapes = {k: area for k, area in zip(keys, clean, strict=True) if not area.is_empty}
    return Coverage(plane, shapes, overlap, sum(gaps), len(gaps))


def _sound(area: BaseGeometry) -> BaseGeometry:
    # rounding to metres can make a hair's breadth cross itself
    return area if shapely.is_valid(area) else shapely.union_all(_areas_only(shapely.make_valid(area)))


def _faults(flat: "np.ndarray[Any, Any]") -> tuple[float, list[float]]:
    """How much is claimed twice, and the small holes nobody claims (a lake or an enclave is wider than a sliver)."""
    whole = shapely.union_all(flat)
    holes = [
        shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in getattr(part, "interiors", ())
    ]
    narrow = [hole.area for hole in holes if shapely.maximum_inscribed_circle(hole).length * 2 <= SLIVER]
    return max(0.0, float(shapely.area(flat).sum()) - whole.area), narrow


def simplified(shapes: Mapping[str, BaseGeometry], detail: str) -> dict[str, BaseGeometry]:
    """The coverage with fewer vertices; neighbours still share their edges."""
    keys = list(shapes)
    flat = np.array([shapes[k] for k in keys], dtype=object)
    x0, y0, x1, y1 = shapely.total_bounds(flat)
    found = shapely.coverage_simplify(flat, max(x1 - x0, y1 - y0) / DETAILS[detail])
    return dict(zip(keys, found, strict=True))


def joined(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    """The outline around neighbours of one coverage."""
    return shapely.union_all(shapes)


def label_point(area: BaseGeometry) -> tuple[float, float]:
    """A place for a name well inside: the middle of the largest circle that fits into the largest part."""
    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    at = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=largest.length / 500), 0)
    return float(at.x), float(at.y)
