import json
from functools import cache

import pytest

from dampingi.demo.outlines import geojson, invented_outlines
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.boundaries.actions import adopt_boundaries, propose_boundaries
from dampingi.foundation.regions.actions import load_regions
from dampingi.foundation.regions.queries import below

SYSTEM = Actor.for_system("test")
CITY = "32.76"


@pytest.fixture
def regions(db):
    load_regions(within=CITY)


@pytest.fixture
def names(regions):
    return {r.code: r.name for r in below(CITY, 4)}


@pytest.fixture
def outlines(names):
    """Invented polygons for every kelurahan of the city, in degrees: kecamatan in a grid, kelurahan inside."""
    return _outlines(tuple(sorted(names)))


@cache
def _outlines(names):
    kecamatan = sorted({code[:8] for code in names})
    centres = {c: (-6.30 - 0.03 * (i // 4), 106.70 + 0.04 * (i % 4)) for i, c in enumerate(kecamatan)}
    inside = {c: [code for code in names if code.startswith(c)] for c in kecamatan}
    return invented_outlines(centres, inside, seed=5)


@pytest.fixture
def content(outlines, names):
    return geojson(outlines, names)


@pytest.fixture
def collection(content):
    """The file as a dictionary to be spoilt."""
    return json.loads(content)


@pytest.fixture
def adopted(content):
    return adopt_boundaries(by=SYSTEM, edition=propose(content))


def propose(content, region=CITY, **options):
    file = content if isinstance(content, bytes) else json.dumps(content).encode()
    return propose_boundaries(by=SYSTEM, region=region, content=file, file_name="batas.geojson", **options)
