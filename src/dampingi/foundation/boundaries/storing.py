"""From areas in degrees to the rows of an edition: one clean coverage, in metres, drawn in three details."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

import shapely
from shapely.geometry.base import BaseGeometry

from dampingi.engines.geometry import (
    DETAILS,
    Coverage,
    joined,
    label_point,
    path_data,
    simplified,
)
from dampingi.foundation.boundaries.models import Boundary, Edition
from dampingi.foundation.regions.codes import ancestor, contains


@dataclass(frozen=True)
class Named:
    """An area of a file and the name it has there."""

    area: BaseGeometry
    name: str = ""
    number: int | None = None


def boundary_rows(
    edition: Edition, coverage: Coverage, named: Mapping[str, Named], level: int, region: str
) -> Iterator[Boundary]:
    """The regions' own outlines, then those of the wider regions joined from them, up to `region`."""
    drawn = {detail: simplified(coverage.shapes, detail) for detail in DETAILS}
    for code, shape in coverage.shapes.items():
        paths = {detail: shapes[code] for detail, shapes in drawn.items()}
        yield _row(edition.id, code, named[code].name, named[code].number, shape, paths)
    for above in range(level - 1, 0, -1):
        wider = {ancestor(code, above) for code in coverage.shapes}
        for code in sorted(c for c in wider if contains(region, c)):
            inner = [c for c in coverage.shapes if contains(code, c)]
            paths = {detail: joined([shapes[c] for c in inner]) for detail, shapes in drawn.items()}
            yield _row(edition.id, code, "", None, joined([coverage.shapes[c] for c in inner]), paths)


def _row(
    edition: UUID,
    code: str,
    name: str,
    number: int | None,
    shape: BaseGeometry,
    paths: Mapping[str, BaseGeometry],
) -> Boundary:
    west, north, east, south = shape.bounds
    x, y = label_point(shape)
    return Boundary(
        edition_id=edition, region=code, name=name, number=number, shape=shapely.to_wkb(shape),
        west=round(west), north=round(north), east=round(east), south=round(south), label_x=round(x), label_y=round(y),
        area_km2=shape.area / 1e6, **{detail: path_data(area) for detail, area in paths.items()},
    )  # fmt: skip
