"""The meetings to come as a question to the timetable engine, and both plans - as it is, as it could be - by one measure."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from dampingi.engines.timetable import Busy, Grid, Person, Place, Question, Session, Solved, solve
from dampingi.engines.timetable import Meeting as Asked
from dampingi.engines.timetable import Room as Hall
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import contains, zone
from dampingi.records.commitments.queries import busy_people
from dampingi.records.meetings.models import Answer, Invitee, Meeting, Room
from dampingi.records.meetings.queries import rooms as rooms_of

SECONDS = 8.0
"""The time a page may take; what is not proven by then is said with its gap."""
MOST = 60
"""Meetings planned at once; the nearest ones."""
YEAR = datetime.timedelta(days=366)
LENGTH = datetime.timedelta(hours=4)


@dataclass(frozen=True)
class Wish:
    """Working days from `first` to `last`, each with a morning and an afternoon that begin at these hours."""

    first: datetime.date
    last: datetime.date
    morning: datetime.time
    afternoon: datetime.time
    few: bool
    """Move as few meetings as can be, and only then count who is missing."""


@dataclass(frozen=True)
class Line:
    """A meeting: who can come as it is and as it could be."""

    meeting: Meeting
    asked: int
    now: int
    then: int
    starts: datetime.datetime | None
    """The proposed time, if it is another."""
    room: Room | None
    away: tuple[tuple[User, bool], ...]
    """Who is still missing then, and whether another meeting keeps them (else their own business)."""


@dataclass(frozen=True)
class Season:
    lines: list[Line]
    left_out: list[Meeting]
    """Meetings that do not begin with a half-day: they stay, and their people and rooms are taken."""
    solved: Solved | None
    """None where the rooms do not do for all of it."""
    musts: bool
    """Everybody who must come to a meeting can; else it was planned as if they were only welcome."""
    asked: int
    now: int
    then: int

    @property
    def moves(self) -> int:
        return sum(line.starts is not None for line in self.lines)


def season(actor: Actor, wish: Wish, region: str) -> Season:
    there = zone(region)
    start = datetime.datetime.combine(wish.first, datetime.time.min, there)
    end = datetime.datetime.combine(wish.last, datetime.time.max, there)
    sessions = _sessions(wish, there)
    within = _meetings(actor, start, end)
    starts = {s.start: s.id for s in sessions}
    planned = [m for m in within if m.starts_at in starts and m.ends_at - m.starts_at <= LENGTH][:MOST]
    invited = _invited(planned)
    people = {i.user_id: i.user for rows in invited.values() for i in rows}
    busy = _busy(people, planned, start, end)
    halls = {r.id: r for r in rooms_of(actor)} | {m.room_id: m.room for m in planned if m.room}
    now = {str(m.id): Place(starts[m.starts_at], str(m.room_id) if m.room_id else None) for m in planned}
    solved, musts = None, True
    for musts in (True, False):
        grid = Grid(_question(planned, invited, busy, sessions, halls, musts=musts))
        solved = solve(grid, keep=now, firmly=wish.few, seconds=SECONDS)
        if solved:
            break
    lines = _lines(planned, invited, busy, grid, solved, halls)
    left_out = [m for m in within if m not in planned]
    return Season(
        lines,
        left_out,
        solved,
        musts,
        sum(x.asked for x in lines),
        sum(x.now for x in lines),
        sum(x.then for x in lines),
    )


def _sessions(wish: Wish, there: ZoneInfo) -> tuple[Session, ...]:
    found = []
    day = wish.first
    while day <= wish.last:
        if day.weekday() < 5:
            for part, at in (("a", wish.morning), ("b", wish.afternoon)):
                start = datetime.datetime.combine(day, at, there)
                end = start + LENGTH
                if part == "a":
                    end = min(end, datetime.datetime.combine(day, wish.afternoon, there))
                found.append(Session(f"{day}{part}", start, end))
        day += datetime.timedelta(days=1)
    return tuple(found)


def _meetings(actor: Actor, start: datetime.datetime, end: datetime.datetime) -> list[Meeting]:
    rows = Meeting.objects.for_actor(actor, Permission.CALL_MEETINGS).filter(
        cancelled_at=None, starts_at__gte=start, ends_at__lte=end
    )
    return list(rows.select_related("room").order_by("starts_at", "id"))


def _invited(planned: Iterable[Meeting]) -> dict[uuid.UUID, list[Invitee]]:
    rows = Invitee.objects.unscoped("of meetings the actor calls").filter(
        meeting__in=planned, removed_at=None
    )
    found: dict[uuid.UUID, list[Invitee]] = defaultdict(list)
    for row in rows.select_related("user").order_by("user__name", "id"):
        found[row.meeting_id].append(row)
    return found


def _busy(
    people: Mapping[uuid.UUID, User], planned: list[Meeting], start: datetime.datetime, end: datetime.datetime
) -> dict[uuid.UUID, list[Busy]]:
    """Their own business, and the meetings that stay where they are and that they did not decline."""
    found: dict[uuid.UUID, list[Busy]] = defaultdict(list)
    for user, spans in busy_people(people, start, end).items():
        found[user] += [Busy(s.start, s.end) for s in spans]
    others = Invitee.objects.unscoped("times of people the actor plans for").filter(
        user__in=list(people), removed_at=None, meeting__cancelled_at=None, meeting__starts_at__lt=end, meeting__ends_at__gt=start
    )  # fmt: skip
    for row in others.exclude(meeting__in=planned).exclude(answer=Answer.NO).select_related("meeting"):
        found[row.user_id].append(Busy(row.meeting.starts_at, row.meeting.ends_at))
    return found


def _question(
    planned: list[Meeting],
    invited: dict[uuid.UUID, list[Invitee]],
    busy: dict[uuid.UUID, list[Busy]],
    sessions: tuple[Session, ...],
    halls: Mapping[Any, Any],
    *,
    musts: bool,
) -> Question:
    users = {i.user_id for rows in invited.values() for i in rows}
    lost, taken = _lost_out(users, sessions), _taken(list(halls), planned)
    return Question(
        sessions,
        tuple(Person(str(u), tuple(busy.get(u, ())), *lost.get(u, (0, 0))) for u in sorted(users)),
        tuple(Hall(str(r.id), r.capacity, r.region, tuple(taken[r.id])) for r in halls.values()),
        tuple(_asked(m, invited[m.id], list(halls.values()), musts=musts) for m in planned),
    )


def _asked(m: Meeting, rows: list[Invitee], halls: list[Any], *, musts: bool) -> Asked:
    """In a room whose region contains the meeting's or lies in it; one that was let into a smaller room stays there."""
    must = frozenset(str(i.user_id) for i in rows if i.required and musts)
    near = frozenset(r.region for r in halls if contains(r.region, m.region) or contains(m.region, r.region))
    return Asked(
        str(m.id), m.minutes, must, frozenset(str(i.user_id) for i in rows) - must,
        room=m.room_id is not None and not m.crowded_reason, places=near,
    )  # fmt: skip


def _lost_out(users: set[uuid.UUID], sessions: tuple[Session, ...]) -> dict[uuid.UUID, tuple[int, int]]:
    """Of the year before: invitations somebody declined, and all they had to meetings that took place."""
    if not sessions:
        return {}
    until = sessions[0].start
    rows = Invitee.objects.unscoped("counts, of people the actor plans for").filter(
        user__in=users, removed_at=None, meeting__cancelled_at=None, meeting__starts_at__lt=until,
        meeting__starts_at__gte=until - YEAR,
    )  # fmt: skip
    declined = Count("id", filter=Q(answer=Answer.NO))
    return {
        u: (no, n) for u, no, n in rows.values_list("user").annotate(no=declined, n=Count("id")).order_by()
    }


def _taken(rooms: list[Any], planned: list[Meeting]) -> dict[Any, list[Busy]]:
    found: dict[Any, list[Busy]] = defaultdict(list)
    rows = Meeting.objects.unscoped("times of rooms").filter(room__in=rooms, cancelled_at=None)
    for m in rows.exclude(id__in=[m.id for m in planned]):
        found[m.room_id].append(Busy(m.starts_at, m.ends_at))
    return found


Times = dict[uuid.UUID, tuple[datetime.datetime, datetime.datetime]]


def _lines(
    planned: list[Meeting],
    invited: dict[uuid.UUID, list[Invitee]],
    busy: dict[uuid.UUID, list[Busy]],
    grid: Grid,
    solved: Solved | None,
    halls: Mapping[Any, Any],
) -> list[Line]:
    now: Times = {m.id: (m.starts_at, m.ends_at) for m in planned}
    then: Times = dict(now)
    if solved:
        for m in planned:
            start = grid.by_id[solved.plan[str(m.id)].session].start
            then[m.id] = (start, start + (m.ends_at - m.starts_at))
    before, after = missing(now, invited, busy), missing(then, invited, busy)
    by_id = {str(id): hall for id, hall in halls.items()}
    found = []
    for m in planned:
        away = [(i.user, after[m.id][i.user_id]) for i in invited[m.id] if i.user_id in after[m.id]]
        asked = len(invited[m.id])
        place = solved.plan[str(m.id)].room if solved else None
        found.append(
            Line(
                m, asked, asked - len(before[m.id]), asked - len(away), then[m.id][0] if then[m.id] != now[m.id] else None,
                by_id.get(place or ""), tuple(away),
            )
        )  # fmt: skip
    return found


def missing(
    times: Times, invited: Mapping[uuid.UUID, list[Invitee]], busy: Mapping[uuid.UUID, list[Busy]]
) -> dict[uuid.UUID, dict[uuid.UUID, bool]]:
    """Meeting -> who cannot come to it, and whether because of another of these meetings (else of their own business).

    Of meetings at one time somebody attends the one they must, else the first asked to.
    """
    found: dict[uuid.UUID, dict[uuid.UUID, bool]] = {m: {} for m in times}
    theirs: dict[uuid.UUID, list[tuple[bool, uuid.UUID]]] = defaultdict(list)
    for m in times:
        for i in invited[m]:
            start, end = times[m]
            if any(b.start < end and start < b.end for b in busy.get(i.user_id, ())):
                found[m][i.user_id] = False
            else:
                theirs[i.user_id].append((not i.required, m))
    for user, among in theirs.items():
        goes: list[uuid.UUID] = []
        for _welcome, m in sorted(among, key=lambda each: (each[0], times[each[1]], str(each[1]))):
            if any(times[g][0] < times[m][1] and times[m][0] < times[g][1] for g in goes):
                found[m][user] = True
            else:
                goes.append(m)
    return found
