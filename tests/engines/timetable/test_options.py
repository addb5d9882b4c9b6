"""A meeting's own wishes: for each one place that breaks it and one that does not, and what happens without it."""

import dataclasses

import pytest

from dampingi.engines.timetable import Grid, Meeting, Person, Room
from dampingi.engines.timetable import options as wishes
from dampingi.engines.timetable.options import WISHES, all_options
from dampingi.engines.timetable.solving import solve

from .city import asked, during, week

MON_A, MON_B, TUE_A, TUE_B, WED_A, WED_B = week()
TEAM = frozenset({"ana", "budi"})


def broken(grid: Grid, wish, session: str, room: str | None = "hall") -> list[str]:
    m = grid.asked.meetings[0]
    option = next(o for o in all_options(grid, m, ()) if o.session.id == session and o.place.room == room)
    return [b.wish for b in wish(grid, option)]


def meeting(**more) -> Meeting:
    return Meeting("m", 120, should=TEAM, **more)


CASES = [
    # wish, question, a place that breaks it, one that keeps it
    (wishes.within_window, asked(meeting(earliest=TUE_A.start)), ("0b", "hall"), ("1a", "hall")),
    (wishes.within_window, asked(meeting(latest=TUE_A.end)), ("1b", "hall"), ("1a", "hall")),
    (
        wishes.musts_free,
        asked(meeting(must=frozenset({"head"})), people=[Person("head", during(MON_A))]),
        ("0a", "hall"),
        ("0b", "hall"),
    ),
    (
        wishes.room_large_enough,
        asked(meeting(), rooms=(Room("hall", 100), Room("small", 1))),
        ("0a", "small"),
        ("0a", "hall"),
    ),
    (
        wishes.room_at_a_place,
        asked(meeting(places=frozenset({"Beji"})), rooms=(Room("hall", 9, "Depok"), Room("beji", 9, "Beji"))),
        ("0a", "hall"),
        ("0a", "beji"),
    ),
    (
        wishes.room_not_taken,
        asked(meeting(), rooms=(Room("hall", 9, taken=during(MON_A)),)),
        ("0a", "hall"),
        ("0b", "hall"),
    ),
    (wishes.where_it_is_fixed, asked(meeting(idea="1b", fixed=True)), ("1a", "hall"), ("1b", "hall")),
    (
        wishes.where_it_is_fixed,
        asked(meeting(idea="1b", idea_room="hall", fixed=True), rooms=(Room("hall", 9), Room("new", 9))),
        ("1b", "new"),
        ("1b", "hall"),
    ),
]


@pytest.mark.parametrize(("wish", "question", "bad", "good"), CASES)
def test_a_place_that_breaks_it_is_told_and_one_that_keeps_it_is_not(wish, question, bad, good):
    grid = Grid(question)
    assert broken(grid, wish, *bad)
    assert not broken(grid, wish, *good)


@pytest.mark.parametrize(("wish", "question", "bad", "good"), CASES)
def test_the_plan_keeps_it_and_without_it_would_not(wish, question, bad, good):
    """Control: everybody is free only where the wish says no, so without the wish the meeting is held there."""
    tempting = tuple(
        dataclasses.replace(p, busy=during(*[s for s in question.sessions if s.id != bad[0]]))
        if p.id in TEAM
        else p
        for p in question.people
    )
    if bad[0] == good[0]:  # only the room differs: the others are taken
        always = during(*question.sessions)
        rooms = [r if r.id == bad[1] else dataclasses.replace(r, taken=always) for r in question.rooms]
        question = dataclasses.replace(question, rooms=tuple(rooms))
    grid = Grid(dataclasses.replace(question, people=tempting))
    kept = solve(grid)
    assert kept is None or kept.plan["m"].session != bad[0]
    loose = solve(grid, wishes=tuple(w for w in WISHES if w is not wish))
    assert loose is not None
    assert (loose.plan["m"].session, loose.plan["m"].room) == bad
