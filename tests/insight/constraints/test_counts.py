"""The matrix, its denominators and its course, each against counting one by one."""

import datetime

import pytest
from django.db import connection

from dampingi.engines.indicators import Figure
from dampingi.foundation.accounts.permissions import Role
from dampingi.insight.constraints.counts import Counts, counts
from dampingi.insight.constraints.courses import course
from dampingi.insight.constraints.questions import Question, codes_of, held_back
from dampingi.insight.constraints.unusual import unusual
from tests.insight.constraints.register import PLACES, TODAY, Oracle, build
from tests.records.conftest import SYSTEM, someone

QUESTIONS = {
    "everything": {},
    "a kecamatan": {"region": "32.76.05"},
    "a kelurahan": {"region": PLACES[0]},
    "a field": {"codes": codes_of("pembiayaan")},
    "one constraint": {"codes": ("mkt_reach",)},
    "heavy ones": {"severity": 3},
    "a sector": {"sector": "kuliner"},
    "women": {"sex": "P"},
    "lately": {"since": datetime.date(2026, 3, 1)},
    "all at once": {"codes": codes_of("pembiayaan"), "severity": 2, "sex": "P", "region": "32.76.05"},
}


@pytest.fixture
def register(origin, programme):
    return build(origin, programme)


def test_every_count_is_what_counting_one_by_one_gives(register, programme):
    for name, more in [*QUESTIONS.items(), ("participants", {"programme": programme})]:
        asked = Question(**{"region": "32.76", **more})
        for depth, by_field in ((4, False), (3, True), (2, False)):
            found = counts(SYSTEM, asked, depth=depth, by_field=by_field)
            told = (dict(found.cells), dict(found.places), {k: n for k, n in found.of.items() if n})
            assert told == Oracle(asked).counts(depth, by_field=by_field), (name, depth)
    assert counts(SYSTEM, Question("32.76"), depth=4, by_field=False).total > 20, (
        "the register must hold something"
    )


def test_the_course_is_what_counting_one_by_one_gives(register):
    for name, more in QUESTIONS.items():
        asked = Question(**{"region": "32.76", **more})
        oracle = Oracle(asked)
        for month in course(SYSTEM, asked, today=TODAY):
            told = (month.new, month.resolved, month.closed, month.open)
            assert told == oracle.month(month.first), (name, month.first)


def test_the_door_leads_to_as_many_businesses_as_the_figure_says(register):
    for more in QUESTIONS.values():
        asked = Question(**{"region": "32.76", **more})
        assert held_back(SYSTEM, asked).count() == counts(SYSTEM, asked, depth=4, by_field=False).total


def test_a_business_with_three_constraints_is_one(register):
    found = counts(SYSTEM, Question("32.76"), depth=4, by_field=False)
    assert found.total < sum(found.cells.values())


def test_nobody_counts_beyond_their_reach(register):
    asked = Question("32.76")
    coordinator = counts(someone(Role.COORDINATOR, "32.76.05"), asked, depth=3, by_field=True)
    assert set(coordinator.of) == {"32.76.05"}
    for role, region in ((Role.OFFICE, "32.77"), (Role.PARTNER, "32.76"), (Role.PARTICIPANT, "32.76")):
        nothing = counts(someone(role, region), asked, depth=3, by_field=True)
        assert (nothing.cells, nothing.of) == ({}, {})


def test_wider_places_add_up():
    fine = Counts(
        {("32.76.05.1003", "a"): 2, ("32.76.05.1004", "a"): 3},
        {"32.76.05.1003": 2, "32.76.05.1004": 3},
        {"32.76.05.1003": 9},
    )
    assert fine.at(3) == Counts({("32.76.05", "a"): 5}, {"32.76.05": 5}, {"32.76.05": 9})


def _counted(here: tuple[int, int], others: tuple[int, int]) -> Counts:
    return Counts(
        {("a", "x"): here[0], ("b", "x"): others[0]},
        {"a": here[0], "b": others[0]},
        {"a": here[1], "b": others[1]},
    )


def test_what_is_unusual_stands_out_by_its_rate_not_its_count():
    compared = unusual(_counted((40, 100), (200, 2000)), ["x"])
    assert [(s.place, s.more) for s in compared.found] == [("a", True), ("b", False)]
    assert compared.found[0].here == Figure(40, 100)
    assert compared.found[0].times == pytest.approx(4)
    assert unusual(_counted((100, 1000), (200, 2000)), ["x"]).found == []  # most of them, at the usual rate


def test_too_few_are_not_compared_but_told():
    few = unusual(_counted((9, 20), (200, 2000)), ["x"])
    assert (few.found, few.compared, few.too_few) == ([], 0, 2)
    rare = unusual(_counted((1, 200), (2, 2000)), ["x"])
    assert (rare.found, rare.too_few) == ([], 1)


def test_the_course_of_a_city_is_read_once_from_an_index(register, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        course(SYSTEM, Question("32.76"), today=TODAY)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + asked.captured_queries[0]["sql"])
            plan = " / ".join(row[-1] for row in cursor.fetchall())
        assert "COVERING INDEX constraint_course_here" in plan
        assert "INDEX register_archived" in plan
