"""Outlines as one coverage, held to properties and to a naive point-in-polygon oracle, on invented cells."""

import math
import re
from itertools import pairwise

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dampingi.engines.geometry import (
    DETAILS,
    Locator,
    Plane,
    coverage_of,
    joined,
    label_point,
    mend,
    path_data,
    simplified,
)

WITHIN = shapely.box(106.7, -6.5, 106.9, -6.3)
points = st.lists(st.tuples(st.integers(1, 199), st.integers(1, 199)), min_size=2, max_size=12, unique=True)
slow = settings(max_examples=40, deadline=None)


def cells(at):
    """Voronoi cells around points of a 200 x 200 grid over the box: an invented city."""
    spots = shapely.multipoints([(106.7 + x / 1000, -6.5 + y / 1000) for x, y in at])
    found = shapely.get_parts(shapely.voronoi_polygons(spots, extend_to=WITHIN.buffer(1)))
    return {f"{i:02}": cell.intersection(WITHIN) for i, cell in enumerate(found)}


def crossings(ring, x, y):
    """Ray casting, the textbook way: is a ray to the right crossed an odd number of times?"""
    inside = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


@slow
@given(points, st.floats(-6.49, -6.31), st.floats(106.71, 106.89))
def test_a_position_lies_where_ray_casting_says(at, latitude, longitude):
    coverage = coverage_of(cells(at))
    locator = Locator(coverage.plane, coverage.shapes)
    x, y = coverage.plane.point(latitude, longitude)
    if min(shape.boundary.distance(shapely.Point(x, y)) for shape in coverage.shapes.values()) < 0.01:
        return  # on an edge both neighbours are right
    oracle = [c for c, s in coverage.shapes.items() if crossings(list(s.exterior.coords), x, y)]
    assert [locator.at(latitude, longitude)] == oracle
    assert all(locator.contains(c, latitude, longitude) == (c in oracle) for c in coverage.shapes)


@slow
@given(points)
def test_a_coverage_has_no_overlaps_and_leaves_nothing_out(at):
    coverage = coverage_of(cells(at))
    whole = shapely.union_all(list(coverage.shapes.values()))
    assert shapely.coverage_is_valid(list(coverage.shapes.values()))
    assert sum(s.area for s in coverage.shapes.values()) == pytest.approx(whole.area, rel=1e-9)


@slow
@given(points, st.sampled_from(sorted(DETAILS)))
def test_simplified_neighbours_still_touch_and_never_overlap(at, detail):
    coverage = coverage_of(cells(at))
    found = simplified(coverage.shapes, detail)
    shapes = list(found.values())
    assert shapely.coverage_is_valid(shapes)
    assert sum(s.area for s in shapes) == pytest.approx(shapely.union_all(shapes).area, rel=1e-9)
    x0, y0, x1, y1 = shapely.total_bounds(list(coverage.shapes.values()))
    tolerance = max(x1 - x0, y1 - y0) / DETAILS[detail]
    for code, shape in found.items():
        before = coverage.shapes[code]
        # each vertex that goes takes at most a triangle of tolerance squared with it
        assert abs(shape.area - before.area) <= shapely.get_num_coordinates(before) * tolerance**2
        assert shape.buffer(tolerance * 2).contains(shapely.Point(label_point(before)))


def test_without_shared_simplification_neighbours_tear_apart():
    """The harm that coverage_simplify prevents: each outline simplified alone leaves slivers and overlaps."""
    middle = [(106.8 + (0.003 if i % 2 else -0.003) * math.sin(i), -6.5 + 0.2 * i / 60) for i in range(61)]
    left = shapely.Polygon([(106.7, -6.5), *middle, (106.7, -6.3)])
    right = shapely.Polygon([(106.9, -6.3), *reversed(middle), (106.9, -6.5)])
    coverage = coverage_of({"l": left, "r": right})
    alone = [shapely.simplify(s, 300) for s in coverage.shapes.values()]
    alone[1] = shapely.simplify(shapely.Polygon(list(coverage.shapes["r"].exterior.coords)[7:]), 300)
    assert not shapely.coverage_is_valid(alone)
    together = list(simplified(coverage.shapes, "far").values())
    assert shapely.coverage_is_valid(together)


def test_slivers_are_closed_and_told_a_lake_is_left_alone():
    left = shapely.box(106.7, -6.5, 106.8, -6.3) - shapely.box(106.74, -6.42, 106.76, -6.40)  # a lake of 2 km
    right = shapely.box(106.8002, -6.5, 106.9, -6.3)  # 22 m away
    bridge = shapely.box(106.7, -6.3, 106.9, -6.29), shapely.box(106.7, -6.51, 106.9, -6.5)
    coverage = coverage_of({"l": left, "r": right, "n": bridge[0], "s": bridge[1]})
    assert coverage.gap_count == 1
    assert coverage.gaps == pytest.approx(22.1 * 22_239, rel=0.02)
    whole = joined(list(coverage.shapes.values()))
    assert len(whole.interiors) == 1
    assert shapely.Polygon(whole.interiors[0]).area == pytest.approx(2_211 * 2_224, rel=0.01)


def test_overlaps_are_told_and_given_to_one():
    coverage = coverage_of(
        {"l": shapely.box(106.7, -6.5, 106.81, -6.3), "r": shapely.box(106.8, -6.5, 106.9, -6.3)}
    )
    assert coverage.overlap == pytest.approx(
        0.01 * 111_195 * math.cos(math.radians(6.4)) * 0.2 * 111_195, rel=0.01
    )
    assert coverage.shapes["l"].intersection(coverage.shapes["r"]).area < 1


def test_a_bow_tie_becomes_two_triangles_and_a_line_nothing():
    tie = mend(shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)]))
    assert tie.why
    assert tie.area.area == pytest.approx(0.5)
    assert mend(shapely.Polygon([(0, 0), (1, 1), (0, 0), (0, 0)])).area is None
    assert mend(WITHIN).why == ""


@slow
@given(st.floats(-10, 5), st.floats(96, 140), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_the_flat_sheet_keeps_lengths_and_leads_back(latitude, longitude, up, right):
    """Against the haversine formula, within 55 km of the middle."""
    plane = Plane(longitude, latitude)
    x, y = plane.point(latitude + up, longitude + right)
    [(lon, lat)] = plane.round(shapely.get_coordinates(shapely.Point(x, y)))
    assert (lat, lon) == (pytest.approx(latitude + up), pytest.approx(longitude + right))
    assert math.hypot(x, y) == pytest.approx(haversine(latitude, longitude, up, right), rel=0.003, abs=1)


def haversine(latitude, longitude, up, right):
    a, b = math.radians(latitude), math.radians(latitude + up)
    h = (
        math.sin(math.radians(up) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(right) / 2) ** 2
    )
    return 2 * 6_371_008.8 * math.asin(math.sqrt(h))


@slow
@given(points)
def test_path_data_draws_the_same_ring(at):
    for shape in coverage_of(cells(at)).shapes.values():
        drawn = ring_of(path_data(shape))
        assert drawn.symmetric_difference(shape).area <= shape.length + 10  # rounded to whole metres


def ring_of(path):
    x, y, steps = re.fullmatch(r"M(-?\d+) (-?\d+)l(.*)z", path).groups()
    numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
    at = [(int(x), int(y))]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        at.append((at[-1][0] + dx, at[-1][1] + dy))
    return shapely.make_valid(shapely.Polygon(at))
