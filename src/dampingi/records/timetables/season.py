"""The meetings to come as they are and as they could be, by the engine's one measure; and why one of them is not elsewhere."""

import datetime
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dampingi.engines.timetable import (
    Attendance,
    Grid,
    Move,
    Place,
    Plan,
    Solved,
    Unfinished,
    Violation,
    attendance,
    moves,
)
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.errors import Refused
from dampingi.records.calendars.spans import Kept
from dampingi.records.meetings.models import Meeting, Room
from dampingi.records.timetables.gathering import Gathered, Wish, gather

SECONDS = 8.0
"""The time a page may take; what is not proven by then is said with its gap."""


@dataclass(frozen=True)
class Line:
    """A meeting: who can come to all of it as it is and as it could be."""

    meeting: Meeting
    asked: int
    now: int
    then: int
    starts: datetime.datetime | None
    """The proposed time, if it is another."""
    room: Room | None
    away: tuple[tuple[User, Meeting | None], ...]
    """Who is still missing then, and the other meeting that keeps them (None: their own business)."""


@dataclass(frozen=True)
class Season:
    lines: list[Line]
    left_out: list[Meeting]
    solved: Solved | None
    musts: bool
    """Everybody who must come to a meeting can; else it was planned as if they were only welcome."""
    gives_up: tuple[Violation, ...]
    """Where there is no plan: the fewest things to give up for one."""
    kept: list[Kept]
    """Times of the office's calendar that were left out (closed) or cost something."""

    @property
    def calendar(self) -> list[tuple[str, bool, int]]:
        """Of the office's calendar: name, whether closed, on how many working days of the season."""
        days: dict[tuple[str, bool], set[datetime.date]] = {}
        for each in self.kept:
            if each.day.weekday() < 5:
                days.setdefault((each.name, each.closed), set()).add(each.day)
        return [(name, closed, len(on)) for (name, closed), on in days.items()]

    @property
    def asked(self) -> int:
        return sum(line.asked for line in self.lines)

    @property
    def now(self) -> int:
        return sum(line.now for line in self.lines)

    @property
    def then(self) -> int:
        return sum(line.then for line in self.lines)

    @property
    def moves(self) -> int:
        return sum(line.starts is not None for line in self.lines)


def season(actor: Actor, wish: Wish, region: str) -> Season:
    from dampingi.engines.timetable.curing import cures  # here: OR-Tools is heavy

    found = gather(actor, wish, region)
    grid, solved, musts = _solved(found, few=wish.few)
    gives_up = cures(grid, seconds=SECONDS).gives_up if solved is None and found.planned else ()
    return Season(_lines(found, grid, solved), found.left_out, solved, musts, gives_up, found.kept)


def _solved(found: Gathered, *, few: bool) -> tuple[Grid, Solved | None, bool]:
    """First with all who must come, else as if they were only welcome."""
    from dampingi.engines.timetable.solving import solve

    now, grid, solved, musts = found.now(), Grid(found.question(musts=True)), None, True
    try:
        solved = solve(grid, keep=now, firmly=few, seconds=SECONDS)
        if solved is None:
            grid, musts = Grid(found.question(musts=False)), False
            solved = solve(grid, keep=now, firmly=few, seconds=SECONDS)
    except Unfinished:
        raise Refused(
            _("Waktu hitung habis sebelum ada susunan. Perpendek masanya lalu hitung lagi.")
        ) from None
    return grid, solved, musts


def _lines(found: Gathered, grid: Grid, solved: Solved | None) -> list[Line]:
    now = found.now()
    plan: Plan = solved.plan if solved else now
    before, after = attendance(grid, now), attendance(grid, plan)
    lines = []
    for id, m in found.planned.items():
        away, asked = _away(after, id), len(found.invited[m.id])
        moved = plan[id].session != now[id].session
        lines.append(
            Line(
                m, asked, asked - len(_away(before, id)), asked - len(away),
                grid.by_id[plan[id].session].start if moved else None, found.rooms.get(plan[id].room or ""),
                tuple((found.people[p], found.planned.get(other or "")) for p, other in away.items()),
            )
        )  # fmt: skip
    return lines


def _away(held: Attendance, meeting: str) -> dict[str, str | None]:
    return {c.person: c.instead for c in held.clashes if c.meeting == meeting}


@dataclass(frozen=True)
class Other:
    """Another time for one meeting, with all others where the plan has them."""

    starts: datetime.datetime
    room: Room | None
    gains: tuple[User, ...]
    loses: tuple[User, ...]
    breaks: tuple[str, ...]
    """Rules of the engine; none: the office is free to do it."""

    @property
    def alike(self) -> bool:
        return not (self.gains or self.loses or self.breaks)


@dataclass(frozen=True)
class Why:
    line: Line
    starts: datetime.datetime
    others: list[Other]

    @property
    def relief(self) -> list[tuple[User, Other | None, Other | None]]:
        """For each who is still missing: the best other time at which they could come, breaking nothing, and else the best that breaks a rule."""
        return [
            (user, next((o for o in fit if not o.breaks), None), next((o for o in fit if o.breaks), None))
            for user, _other in self.line.away
            for fit in [[o for o in self.others if user in o.gains]]
        ]


def why(actor: Actor, wish: Wish, region: str, meeting: uuid.UUID) -> Why:
    """Why a meeting is best where the plan has it: what every other time would bring and cost. The nearest things first."""
    found = gather(actor, wish, region)
    key = str(meeting)
    if key not in found.planned:
        raise Refused(_("Pertemuan itu tidak ada dalam susunan ini, atau di luar wilayah Anda."), status=404)
    grid, solved, _musts = _solved(found, few=wish.few)
    plan: dict[str, Place] = dict(solved.plan if solved else found.now())
    line = next(each for each in _lines(found, grid, solved) if each.meeting.id == meeting)
    others = [_other(found, grid, move) for move in moves(grid, plan, key)]
    return Why(line, grid.by_id[plan[key].session].start, others)


def _other(found: Gathered, grid: Grid, move: Move) -> Other:
    people = found.people
    return Other(
        grid.by_id[move.place.session].start, found.rooms.get(move.place.room or ""),
        tuple(people[p] for p in move.gains), tuple(people[p] for p in move.loses), move.breaks,
    )  # fmt: skip
