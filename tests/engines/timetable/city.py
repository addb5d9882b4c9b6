"""Small questions to ask of the timetable."""

import datetime
from dataclasses import replace
from itertools import product

from hypothesis import strategies as st

from dampingi.engines.timetable import (
    Busy,
    Grid,
    Meeting,
    Person,
    Place,
    Question,
    Room,
    Session,
    attendance,
    violations,
)

HALL = (Room("hall", 100),)
MONDAY = datetime.date(2027, 1, 4)


def session(day: int, half: int, cost: int = 0) -> Session:
    on = MONDAY + datetime.timedelta(days=day)
    start, end = ((8, 12), (13, 16))[half]
    return Session(
        f"{day}{'ab'[half]}",
        datetime.datetime.combine(on, datetime.time(start)),
        datetime.datetime.combine(on, datetime.time(end)),
        cost,
    )


def week(days: int = 3) -> tuple[Session, ...]:
    return tuple(session(d, h) for d in range(days) for h in (0, 1))


def during(*sessions: Session) -> tuple[Busy, ...]:
    return tuple(Busy(s.start, s.end) for s in sessions)


def asked(*meetings: Meeting, people=(), rooms=HALL, sessions=None) -> Question:
    known = {p.id for p in people}
    invited = sorted(frozenset().union(*(m.invited for m in meetings)) - known)
    return Question(sessions or week(), (*people, *(Person(p) for p in invited)), rooms, meetings)


def every_plan(grid: Grid):
    """All there are, whatever they break."""
    choices = [
        [
            Place(s.id, r)
            for s in grid.sessions
            for r in ([r.id for r in grid.asked.rooms] if m.room else [None])
        ]
        for m in grid.asked.meetings
    ]
    names = [m.id for m in grid.asked.meetings]
    return (dict(zip(names, places, strict=True)) for places in product(*choices))


def best_of_all(grid: Grid) -> int | None:
    """The oracle: try everything that breaks nothing."""
    values = [attendance(grid, p).value for p in every_plan(grid) if not violations(grid, p)]
    return max(values, default=None)


@st.composite
def questions(draw, meetings: int = 3) -> Question:
    sessions = tuple(replace(s, cost=draw(st.sampled_from([0, 0, 30]))) for s in week(2))
    names = ["ana", "budi", "citra", "dewi", "eko"]
    people = tuple(
        Person(n, during(*draw(st.lists(st.sampled_from(sessions), max_size=2, unique=True))), draw(st.integers(0, 4)), 4)
        for n in names
    )  # fmt: skip
    rooms = (Room("hall", 9), Room("small", 2), Room("other", 2))[: draw(st.integers(1, 3))]
    made: list[Meeting] = []
    for k in range(meetings):
        must = frozenset(draw(st.sets(st.sampled_from(names), max_size=1)))
        should = frozenset(draw(st.sets(st.sampled_from(names), max_size=4))) - must
        after = {made[-1].id: draw(st.integers(0, 1))} if made and draw(st.integers(0, 3)) == 0 else {}
        made.append(
            Meeting(
                f"m{k}", draw(st.sampled_from([60, 180, 420])), must, should, draw(st.integers(1, 3)),
                earliest=draw(st.sampled_from([None, None, sessions[1].start])),
                latest=draw(st.sampled_from([None, None, sessions[2].end])),
                room=draw(st.booleans()), after=after,
            )
        )  # fmt: skip
    return Question(sessions, people, rooms, tuple(made))
