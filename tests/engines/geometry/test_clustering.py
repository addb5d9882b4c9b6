from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.geometry import clusters
from dampingi.engines.geometry.clustering import COARSE, MANY

BOX = (0.0, 0.0, 1000.0, 800.0)
points = st.lists(st.tuples(st.floats(0, 999), st.floats(0, 799)), max_size=400)


@given(points)
def test_every_point_is_in_exactly_one_dot_and_inside_its_cell(at):
    found = clusters(at, BOX)
    assert Counter(i for c in found for i in c.members) == Counter(range(len(at)))
    for cluster in found:
        west, north, east, south = cluster.box
        assert all(west - 1e-6 <= at[i][0] <= east + 1e-6 for i in cluster.members)
        assert all(north - 1e-6 <= at[i][1] <= south + 1e-6 for i in cluster.members)
        mean = sum(at[i][0] for i in cluster.members) / cluster.count
        assert cluster.x == pytest.approx(mean, abs=1e-9)


def test_many_points_stay_few_dots():
    at = [(x * 7.9 % 1000, x * 5.3 % 800) for x in range(16_000)]
    assert len(clusters(at, BOX)) <= COARSE * COARSE


def test_few_points_stay_themselves_unless_they_hide_each_other():
    apart = [(x * 40.0, x * 30.0) for x in range(20)]
    assert len(clusters(apart, BOX)) == 20
    assert [c.count for c in clusters([(5, 5)] * 7, BOX)] == [7]
    assert len(apart) < MANY


def test_nothing_is_no_dot():
    assert clusters([], BOX) == []
