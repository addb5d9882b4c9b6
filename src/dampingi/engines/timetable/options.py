"""Every place where a meeting could be, and which of its own wishes each would break: one function a wish."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .spans import Grid, Span, overlaps
from .terms import Meeting, Place, Room, Session


@dataclass(frozen=True)
class Option:
    meeting: Meeting
    session: Session
    room: Room | None
    span: Span
    breaks: tuple["Break", ...] = ()

    @property
    def place(self) -> Place:
        return Place(self.session.id, self.room.id if self.room else None)


@dataclass(frozen=True)
class Break:
    """A wish of one meeting that a place does not fulfil: `window`, `must`, `capacity`, `place`, `room_taken`, `fixed`."""

    wish: str
    meeting: str
    about: str = ""
    """The person, or the room."""


Wish = Callable[[Grid, Option], list[Break]]


def within_window(grid: Grid, option: Option) -> list[Break]:
    m, span = option.meeting, option.span
    early = m.earliest is not None and span.start < m.earliest
    late = m.latest is not None and span.end > m.latest
    return [Break("window", m.id)] if early or late else []


def musts_free(grid: Grid, option: Option) -> list[Break]:
    m = option.meeting
    return [Break("must", m.id, p) for p in sorted(m.must) if not grid.free_whole(p, option.span)]


def room_large_enough(grid: Grid, option: Option) -> list[Break]:
    room, m = option.room, option.meeting
    return [Break("capacity", m.id, room.id)] if room and room.capacity < len(m.invited) else []


def room_at_a_place(grid: Grid, option: Option) -> list[Break]:
    room, m = option.room, option.meeting
    return [Break("place", m.id, room.id)] if room and m.places and room.place not in m.places else []


def room_not_taken(grid: Grid, option: Option) -> list[Break]:
    room, span = option.room, option.span
    taken = room is not None and overlaps(room.taken, span.start, span.end)
    return [Break("room_taken", option.meeting.id, room.id)] if room and taken else []


def where_it_is_fixed(grid: Grid, option: Option) -> list[Break]:
    m = option.meeting
    if not m.fixed:
        return []
    moved = option.session.id != m.idea or (m.idea_room is not None and option.place.room != m.idea_room)
    return [Break("fixed", m.id)] if moved else []


WISHES: tuple[Wish, ...] = (
    within_window,
    musts_free,
    room_large_enough,
    room_at_a_place,
    room_not_taken,
    where_it_is_fixed,
)


def all_options(grid: Grid, meeting: Meeting, wishes: tuple[Wish, ...] = WISHES) -> Iterator[Option]:
    """Every session it fits into by its length, with every room, each with what it breaks."""
    rooms = grid.asked.rooms if meeting.room else (None,)
    for session in grid.sessions:
        span = grid.span(meeting, session)
        if span is None:
            continue
        for room in rooms:
            plain = Option(meeting, session, room, span)
            breaks = tuple(b for wish in wishes for b in wish(grid, plain))
            yield Option(meeting, session, room, span, breaks)


def options(grid: Grid, meeting: Meeting, wishes: tuple[Wish, ...] = WISHES) -> list[Option]:
    """Those that break nothing."""
    return [o for o in all_options(grid, meeting, wishes) if not o.breaks]
