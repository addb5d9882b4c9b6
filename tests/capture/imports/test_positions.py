"""Coordinates in a sheet, held against the boundaries that were loaded."""

import pytest

from dampingi.capture.imports.plans import prepare
from dampingi.foundation.regions.queries import below
from tests.capture.imports.conftest import CITY, sheet_of
from tests.foundation.boundaries.conftest import adopted, content, names, outlines, regions  # noqa: F401 - fixtures

HEAD = ["Nama Usaha", "Nama Pemilik", "Kelurahan", "Kecamatan", "Koordinat"]
FAR = "-6.9000, 107.6000"


@pytest.fixture
def kelurahan(places):
    """A kelurahan whose name stands only once in the city."""
    name, kecamatan = places[0]
    codes = {r.code: r.name for r in below(CITY, 3)}
    return next(r for r in below(CITY, 4) if r.name == name and codes[r.code[:8]] == kecamatan), kecamatan


def plan_of(office, kelurahan, *positions):
    region, kecamatan = kelurahan
    rows = [
        [f"Usaha {n} Jaya", f"Orang {n} Lestari", region.name, kecamatan, at]
        for n, at in enumerate(positions)
    ]
    return prepare(by=office, content=sheet_of([HEAD, *rows]), kind="businesses", region=CITY)


def told(plan):
    return {(problem.row, problem.code) for problem in plan.reading.problems}


@pytest.mark.usefixtures("adopted")
def test_a_position_in_the_kelurahan_is_kept_and_one_in_another_city_is_not(office, kelurahan, request):
    inside = request.getfixturevalue("outlines")[kelurahan[0].code].representative_point()
    plan = plan_of(
        office, kelurahan, f"{inside.y:.6f}, {inside.x:.6f}", f"{inside.x:.6f}, {inside.y:.6f}", FAR
    )
    assert told(plan) == {(3, "position_exchanged"), (4, "position_elsewhere")}
    assert [intake.latitude is not None for intake in plan.rows] == [True, True, False]


def test_without_boundaries_only_indonesia_bounds_it(office, kelurahan):
    plan = plan_of(office, kelurahan, FAR, "51.5, -0.1")
    assert told(plan) == {(3, "position_outside")}
