"""What the timetable engine is asked: the meetings to come that one may move, who is asked to them and when those are kept, and the rooms."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from dampingi.engines.timetable import Busy, Person, Place, Question, Session
from dampingi.engines.timetable import Meeting as Asked
from dampingi.engines.timetable import Room as Hall
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import contains, zone
from dampingi.records.calendars.queries import kept
from dampingi.records.calendars.spans import DAY, Kept, longest_free, minute
from dampingi.records.commitments.queries import busy_people
from dampingi.records.meetings.models import Answer, Invitee, Meeting, Room
from dampingi.records.meetings.queries import rooms as rooms_of

MOST = 60
"""Meetings planned at once; the nearest ones."""
LENGTH = datetime.timedelta(hours=4)
YEAR = datetime.timedelta(days=366)
LEAST = 30
"""Minutes: what is left of a half-day beside a prayer or shorter hours, to be of use."""
AVOIDED = 100
"""What a time that is better left free costs a plan, in hundredths of an invitation: used only where it brings more than one person."""
CLOCK = datetime.time.min


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
class Gathered:
    planned: dict[str, Meeting]
    left_out: list[Meeting]
    """Meetings that do not begin with a half-day, or last longer: they stay, and their people and rooms are taken."""
    invited: dict[uuid.UUID, list[Invitee]]
    people: dict[str, User]
    busy: dict[uuid.UUID, list[Busy]]
    lost: dict[uuid.UUID, tuple[int, int]]
    rooms: dict[str, Room]
    taken: dict[uuid.UUID, list[Busy]]
    sessions: tuple[Session, ...]
    kept: list[Kept]
    """Of the office's calendar, on the days asked for."""

    def now(self) -> dict[str, Place]:
        """The times as they are: what the office first had in mind."""
        starts = {s.start: s.id for s in self.sessions}
        return {
            id: Place(starts[m.starts_at], str(m.room_id) if _needs_room(m) else None)
            for id, m in self.planned.items()
        }

    def question(self, *, musts: bool) -> Question:
        """Without `musts`, who must come counts like the others asked: then there is a plan though one of them never can."""
        people = (
            Person(id, tuple(self.busy.get(u.id, ())), *self.lost.get(u.id, (0, 0)))
            for id, u in self.people.items()
        )
        halls = (Hall(id, r.capacity, r.region, tuple(self.taken[r.id])) for id, r in self.rooms.items())
        return Question(
            self.sessions,
            tuple(people),
            tuple(halls),
            tuple(self._asked(m, musts) for m in self.planned.values()),
        )

    def _asked(self, m: Meeting, musts: bool) -> Asked:
        """In a room whose region contains the meeting's or lies in it; one that was let into a smaller room stays there."""
        rows = self.invited[m.id]
        must = frozenset(str(i.user_id) for i in rows if i.required and musts)
        near = {
            r.region
            for r in self.rooms.values()
            if contains(r.region, m.region) or contains(m.region, r.region)
        }
        return Asked(
            str(m.id), m.minutes, must, frozenset(str(i.user_id) for i in rows) - must, room=_needs_room(m),
            places=frozenset(near),
        )  # fmt: skip


def gather(actor: Actor, wish: Wish, region: str) -> Gathered:
    there = zone(region)
    start = datetime.datetime.combine(wish.first, datetime.time.min, there)
    end = datetime.datetime.combine(wish.last, datetime.time.max, there)
    times = kept(region, wish.first, wish.last)
    sessions = _sessions(wish, there, times)
    within = _meetings(actor, start, end)
    begins = {s.start for s in sessions}
    planned = [m for m in within if m.starts_at in begins and m.ends_at - m.starts_at <= LENGTH][:MOST]
    invited = _invited(planned)
    users = {i.user_id: i.user for rows in invited.values() for i in rows}
    rooms = {r.id: r for r in rooms_of(actor)} | {m.room_id: m.room for m in planned if m.room}
    return Gathered(
        {str(m.id): m for m in planned}, [m for m in within if m not in planned], invited,
        {str(id): user for id, user in users.items()}, _busy(users, planned, start, end), _lost_out(users, start),
        {str(id): room for id, room in rooms.items()}, _taken(rooms, planned, start, end), sessions, times,
    )  # fmt: skip


def _needs_room(m: Meeting) -> bool:
    return m.room_id is not None and not m.crowded_reason


def _sessions(wish: Wish, there: ZoneInfo, times: list[Kept]) -> tuple[Session, ...]:
    """Morning and afternoon of each working day, as much of them as the office's calendar leaves."""
    found = []
    noon, early = minute(wish.afternoon), minute(wish.morning)
    hours = int(LENGTH.total_seconds() // 60)
    parts = (("a", early, min(early + hours, noon)), ("b", noon, min(noon + hours, DAY)))
    day = wish.first
    while day <= wish.last:
        here = [k for k in times if k.day == day]
        for part, starts, ends in parts if day.weekday() < 5 else ():
            left = longest_free(starts, ends, here)
            if left and left[1] - left[0] >= LEAST:
                cost = AVOIDED if any(not k.closed and k.meets(*left) for k in here) else 0
                begins, stops = (
                    datetime.datetime.combine(day, CLOCK, there) + datetime.timedelta(minutes=m) for m in left
                )
                found.append(Session(f"{day}{part}", begins, stops, cost))
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


def _lost_out(users: Iterable[uuid.UUID], until: datetime.datetime) -> dict[uuid.UUID, tuple[int, int]]:
    """Of the year before: invitations somebody declined, and all they had to meetings that took place."""
    rows = Invitee.objects.unscoped("counts, of people the actor plans for").filter(
        user__in=list(users), removed_at=None, meeting__cancelled_at=None, meeting__starts_at__lt=until,
        meeting__starts_at__gte=until - YEAR,
    )  # fmt: skip
    declined = Count("id", filter=Q(answer=Answer.NO))
    return {
        u: (no, n) for u, no, n in rows.values_list("user").annotate(no=declined, n=Count("id")).order_by()
    }


def _taken(
    rooms: Iterable[uuid.UUID], planned: list[Meeting], start: datetime.datetime, end: datetime.datetime
) -> dict[uuid.UUID, list[Busy]]:
    found: dict[uuid.UUID, list[Busy]] = defaultdict(list)
    rows = Meeting.objects.unscoped("times of rooms").filter(
        room__in=list(rooms), cancelled_at=None, starts_at__lt=end, ends_at__gt=start
    )
    for room, first, last in rows.exclude(id__in=[m.id for m in planned]).values_list(
        "room", "starts_at", "ends_at"
    ):
        found[room].append(Busy(first, last))
    return found
