"""The rules between meetings: for each a plan that breaks it and one that does not, and what happens without it."""

import pytest

from dampingi.engines.timetable import Grid, Meeting, Person, Place, Room, rules, solving, violations
from dampingi.engines.timetable.solving import solve

from .city import asked, during, week

HALL = (Room("hall", 100),)
MONDAY = week(1)


def two(first=None, second=None, **more):
    a = Meeting("a", 120, **{"should": frozenset({"ana"}), **(first or {})})
    b = Meeting("b", 120, **{"should": frozenset({"budi"}), **(second or {})})
    return Grid(asked(a, b, **more))


def at(first: str, second: str, rooms=("hall", "hall")):
    return {"a": Place(first, rooms[0]), "b": Place(second, rooms[1])}


HEAD = frozenset({"head"})
CASES = [
    ("room_twice", two(rooms=HALL), at("0a", "0a"), at("0a", "0b")),
    (
        "must_twice",
        two({"must": HEAD, "room": False}, {"must": HEAD, "room": False}),
        at("0a", "0a", (None, None)),
        at("0a", "0b", (None, None)),
    ),
    ("order", two(second={"after": {"a": 0}}), at("0b", "0a"), at("0a", "0b")),
    ("order", two(second={"after": {"a": 1}}), at("0a", "0b"), at("0a", "1a")),
]


@pytest.mark.parametrize(("rule", "grid", "bad", "good"), CASES)
def test_a_plan_that_breaks_it_is_told_and_one_that_keeps_it_is_not(rule, grid, bad, good):
    assert [v.rule for v in violations(grid, bad)] == [rule]
    assert not violations(grid, good)


def test_a_long_meeting_takes_every_session_it_covers():
    long, short = Meeting("a", 420, should=frozenset({"ana"})), Meeting("b", 60)
    grid = Grid(asked(long, short, rooms=HALL))
    assert [v.rule for v in violations(grid, at("0a", "0b"))] == ["room_twice"]
    assert [v.rule for v in violations(grid, at("0b", "1a"))] == ["too_long"]


def tight(rule: str) -> Grid:
    """A day in which the best place for both would be the same morning, or the wrong way round."""
    morning = tuple(Person(p, during(MONDAY[1])) for p in ("ana", "budi"))
    more = {"sessions": MONDAY, "people": morning}
    if rule == "must_twice":
        return two({"must": HEAD, "room": False}, {"must": HEAD, "room": False}, **more)
    if rule == "order":
        evening = (Person("ana", during(MONDAY[1])), Person("budi", during(MONDAY[0])))
        return two({"after": {"b": 0}}, sessions=MONDAY, people=evening)
    return two(**more)


CONTROLS = {"must_twice": rules.musts_in_one_meeting, "order": rules.order_kept}


@pytest.mark.parametrize("rule", ["room_twice", "must_twice", "order"])
def test_the_plan_keeps_it_though_more_could_come_otherwise(rule):
    grid = tight(rule)
    found = solve(grid)
    assert found
    assert found.proven
    assert not violations(grid, found.plan)


@pytest.mark.parametrize("rule", list(CONTROLS))
def test_without_it_the_plan_breaks_it(rule):
    grid = tight(rule)
    loose = solve(grid, between=tuple(r for r in solving.BETWEEN if r is not CONTROLS[rule]))
    assert loose
    assert [v.rule for v in violations(grid, loose.plan)] == [rule]


def test_without_rooms_once_two_meetings_share_a_room(monkeypatch):
    monkeypatch.setattr(rules, "rooms_once", lambda *a, **k: None)
    grid = tight("room_twice")
    loose = solve(grid)
    assert loose
    assert [v.rule for v in violations(grid, loose.plan)] == ["room_twice"]
