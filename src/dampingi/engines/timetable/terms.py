"""What a timetable is made of. Times are datetimes, all aware or all naive; nothing here knows today."""

import datetime
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

WHOLE = 4200
"""One invitation kept whole, before weights: divides by 1 to 8 sessions, and by 25 (costs are hundredths of it), without a rest."""


class Unusable(ValueError):
    """The question contradicts itself; says where."""


@dataclass(frozen=True)
class Session:
    """A span the office may use, such as a half-day. A meeting begins where one begins."""

    id: str
    start: datetime.datetime
    end: datetime.datetime
    cost: int = 0
    """What using it costs, in hundredths of one invitation: a market day, a month of fasting."""


@dataclass(frozen=True)
class Busy:
    start: datetime.datetime
    end: datetime.datetime


@dataclass(frozen=True)
class Person:
    id: str
    busy: tuple[Busy, ...] = ()
    missed: int = 0
    asked: int = 0
    """Of the invitations of this year so far, how many clashed: who lost out counts for more now."""


@dataclass(frozen=True)
class Room:
    id: str
    capacity: int
    place: str = ""
    taken: tuple[Busy, ...] = ()


@dataclass(frozen=True)
class Meeting:
    id: str
    minutes: int
    must: frozenset[str] = frozenset()
    """Nothing is held without them."""
    should: frozenset[str] = frozenset()
    weight: int = 1
    earliest: datetime.datetime | None = None
    latest: datetime.datetime | None = None
    """The latest end."""
    room: bool = True
    """False: online, or a place of its own."""
    places: frozenset[str] = frozenset()
    """Where it may be; empty anywhere."""
    after: Mapping[str, int] = field(default_factory=dict)
    """Other meeting -> whole days between its end's day and this one's (0: later, if on the same day)."""
    idea: str | None = None
    """The session the office first had in mind."""
    fixed: bool = False
    """Stays at `idea` (and in `idea_room`, if one is named)."""
    idea_room: str | None = None

    @property
    def invited(self) -> frozenset[str]:
        return self.must | self.should


@dataclass(frozen=True)
class Question:
    sessions: tuple[Session, ...]
    people: tuple[Person, ...]
    rooms: tuple[Room, ...]
    meetings: tuple[Meeting, ...]

    def __post_init__(self) -> None:
        faults = _faults(self)
        if faults:
            raise Unusable("; ".join(faults))


@dataclass(frozen=True)
class Place:
    """Where a meeting begins, and its room (None where it needs none)."""

    session: str
    room: str | None


Plan = Mapping[str, Place]
"""Meeting -> place."""


def _faults(asked: Question) -> list[str]:
    faults = []
    people, rooms = {p.id for p in asked.people}, {r.id for r in asked.rooms}
    sessions, meetings = {s.id for s in asked.sessions}, {m.id for m in asked.meetings}
    for told, known, what in (
        (asked.people, people, "person"),
        (asked.rooms, rooms, "room"),
        (asked.sessions, sessions, "session"),
        (asked.meetings, meetings, "meeting"),
    ):
        if len(told) != len(known):
            faults.append(f"a {what} stands twice")
    ordered = sorted(asked.sessions, key=lambda s: s.start)
    faults += [f"session {s.id} does not end after its start" for s in ordered if s.end <= s.start]
    faults += [
        f"sessions {a.id} and {b.id} overlap" for a, b in itertools.pairwise(ordered) if b.start < a.end
    ]
    for m in asked.meetings:
        faults += [f"{m.id}: {p} is not among the people" for p in sorted(m.invited - people)]
        faults += [f"{m.id}: {o} is not among the meetings" for o in m.after if o not in meetings]
        if m.minutes < 1 or m.weight < 1:
            faults.append(f"{m.id}: minutes and weight are at least 1")
        if m.idea is not None and m.idea not in sessions:
            faults.append(f"{m.id}: {m.idea} is not among the sessions")
        if m.fixed and m.idea is None:
            faults.append(f"{m.id}: fixed without a session")
        if m.idea_room is not None and m.idea_room not in rooms:
            faults.append(f"{m.id}: {m.idea_room} is not among the rooms")
    return faults or _circles(asked)


def _circles(asked: Question) -> list[str]:
    """Meetings that wait for each other."""
    left = {m.id: set(m.after) for m in asked.meetings}
    while free := [m for m, before in left.items() if not before]:
        for m in free:
            del left[m]
        for before in left.values():
            before.difference_update(free)
    return [f"{', '.join(sorted(left))} wait for each other"] if left else []


@dataclass(frozen=True)
class Solved:
    plan: Plan
    value: int
    """`attendance(...).value` of the plan."""
    bound: int
    """No plan is worth more (with `keep`: none that moves as few)."""
    proven: bool
    moved: tuple[str, ...] = ()
    """Meetings that begin elsewhere than in the plan that was to be kept."""

    @property
    def gap(self) -> float:
        """How much more another plan could be worth at most, as a share of this one."""
        return (self.bound - self.value) / abs(self.value) if self.value else 0.0


class Unfinished(RuntimeError):
    """The time ended before there was a first plan."""
