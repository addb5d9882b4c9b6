"""The sizing of the country: unit costs found again from what they cost, tasks on cores against trying everything."""

import itertools

import numpy as np
import pytest
from benchmarks._country_sizing import Units, fitted, makespan, night, predicted
from hypothesis import given
from hypothesis import strategies as st

COSTS = (0.05, 0.0004, 3e-7)
UNITS = Units(
    publish_row_s=1e-5, row_bytes=25, rows_a_business=2, rows_a_participant=20, visits_a_participant=12,
    files_a_city=3, share_asked=0.5, questions={"duckdb": (1.0, 0.0, 1e-6)},
)  # fmt: skip


def test_unit_costs_are_found_from_what_they_cost():
    points = [
        (files, rows, predicted(COSTS, files, rows))
        for files, rows in itertools.product((3, 80, 1500), (10**4, 10**6, 10**7))
    ]
    assert fitted(points) == pytest.approx(COSTS, rel=1e-6)


def test_no_cost_is_below_zero():
    assert min(fitted([(100, 10, 2.0), (200, 10**6, 1.0), (10, 10**3, 3.0)])) >= 0


def best(tasks, cores):
    """Every way to share them out."""
    ways = itertools.product(range(cores), repeat=len(tasks))
    return min(max(sum(t for t, at in zip(tasks, way, strict=True) if at == c) for c in range(cores)) for way in ways)  # fmt: skip


@given(
    st.lists(st.integers(1, 50), min_size=1, max_size=6).map(lambda told: [float(each) for each in told]),
    st.integers(1, 3),
)
def test_tasks_take_no_longer_than_four_thirds_of_the_best(tasks, cores):
    found, least = makespan(np.array(tasks), cores), best(tasks, cores)
    assert least <= found <= least * 4 / 3


def test_the_largest_city_is_what_many_cores_wait_for():
    cities = np.array([100_000, *[1_000] * 500])
    asked = night(cities, 0.1, UNITS)["duckdb"]
    largest = 100_000 * (2 + 0.1 * 32) * 0.5 * 1e-6
    assert asked["question_s_on_cores"]["512"] == pytest.approx(1 + largest, abs=0.05)
    assert asked["question_s_on_cores"]["2"] > asked["question_s_on_cores"]["512"]


def test_visits_are_those_asked_for_and_rows_add_up():
    told = night(np.array([1_000, 3_000]), 1.0, UNITS, visits=80_000)
    assert (told["participants"], told["visits"]) == (4_000, 80_000)
    assert told["rows"] == 4_000 * 2 + 4_000 * 20 + 80_000
    assert night(np.array([1_000]), 0.5, UNITS)["visits"] == 6_000
