"""The office loads the boundaries of its kelurahan - here invented ones, as the map itself says."""

from dampingi.demo.building import Building
from dampingi.demo.outlines import geojson
from dampingi.demo.places import CITY
from dampingi.foundation.boundaries.actions import adopt_boundaries, propose_boundaries


def outline(b: Building) -> None:
    content = geojson(b.places.outlines, {k.code: k.name for k in b.places.kelurahan})
    edition = propose_boundaries(
        by=b.by,
        region=CITY,
        content=content,
        file_name="batas-kelurahan-demo.geojson",
        source="karangan untuk kota demo, bukan batas resmi",
        door="demo",
    )
    adopt_boundaries(by=b.by, edition=edition)
