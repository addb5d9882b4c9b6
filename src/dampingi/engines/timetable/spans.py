"""Which sessions a meeting covers from where it begins, and who is free then."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .terms import WHOLE, Busy, Meeting, Person, Question, Session


@dataclass(frozen=True)
class Span:
    """A meeting begun at a session: its own time, and the sessions that it takes of that day."""

    start: datetime.datetime
    end: datetime.datetime
    covers: tuple[Session, ...]

    def within(self, session: Session) -> tuple[datetime.datetime, datetime.datetime]:
        """Its part of one of its sessions; gaps between sessions are breaks and belong to none."""
        return max(self.start, session.start), min(self.end, session.end)


def overlaps(busy: Iterable[Busy], start: datetime.datetime, end: datetime.datetime) -> bool:
    return any(b.start < end and start < b.end for b in busy)


class Grid:
    """The sessions in order, with what every meeting would cover from each."""

    def __init__(self, asked: Question) -> None:
        self.asked = asked
        self.sessions = sorted(asked.sessions, key=lambda s: s.start)
        self.by_id = {s.id: s for s in self.sessions}
        self.index = {s.id: n for n, s in enumerate(self.sessions)}
        self._free: dict[tuple[str, datetime.datetime, datetime.datetime], bool] = {}

    @cached_property
    def people(self) -> dict[str, Person]:
        return {p.id: p for p in self.asked.people}

    def span(self, meeting: Meeting, session: Session) -> Span | None:
        """None where the day's sessions end before the meeting does."""
        start = session.start
        end = start + datetime.timedelta(minutes=meeting.minutes)
        rest = self.sessions[self.index[session.id] :]
        day = [s for s in rest if s.start.date() == start.date() and s.start < end]
        return Span(start, end, tuple(day)) if day and day[-1].end >= end else None

    def free(self, person: str, start: datetime.datetime, end: datetime.datetime) -> bool:
        key = (person, start, end)
        if key not in self._free:
            self._free[key] = not overlaps(self.people[person].busy, start, end)
        return self._free[key]

    def free_whole(self, person: str, span: Span) -> bool:
        return all(self.free(person, *span.within(s)) for s in span.covers)


def session_value(meeting: Meeting, person: Person, sessions: int) -> int:
    """What one session of it is worth for somebody it should have, in WHOLE * 4 for one plain invitation kept whole.

    Who missed half of what they were asked to this year counts half as much again, in quarters.
    """
    factor = 4 + (round(4 * person.missed / person.asked) if person.asked else 0)
    return meeting.weight * factor * (WHOLE // sessions)
