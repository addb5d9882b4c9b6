"""What a plan breaks, whoever made it: one function a rule. A plan that breaks nothing may be announced."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .options import WISHES, Option
from .spans import Grid, Span
from .terms import Meeting, Place, Plan


@dataclass(frozen=True)
class Violation:
    """`rule` is a wish of options.py, or `unplaced`, `too_long`, `no_room`, `room_twice`, `must_twice`, `order`."""

    rule: str
    meeting: str
    about: str = ""
    """The person, the room or (for `order`) the meeting that should be over."""
    other: str = ""
    """Where `about` is a person or a room: the meeting that also has it."""


Rule = Callable[[Option, Option], Iterator[Violation]]


def violations(grid: Grid, plan: Plan) -> tuple[Violation, ...]:
    found: list[Violation] = []
    placed: list[Option] = []
    for m in grid.asked.meetings:
        option, fault = placing(grid, m, plan.get(m.id))
        if option is None:
            found.append(Violation(fault, m.id))
            continue
        found += [Violation(b.wish, b.meeting, b.about) for w in WISHES for b in w(grid, option)]
        found += between(option, placed)
        placed.append(option)
    return tuple(found)


def between(option: Option, others: Iterable[Option]) -> Iterator[Violation]:
    """What it breaks together with each of the others."""
    for other in others:
        for rule in (room_once, musts_in_one_meeting, order_kept):
            yield from rule(other, option)


def room_once(a: Option, b: Option) -> Iterator[Violation]:
    if a.room and b.room and a.room.id == b.room.id and _together(a.span, b.span):
        yield Violation("room_twice", a.meeting.id, a.room.id, b.meeting.id)


def musts_in_one_meeting(a: Option, b: Option) -> Iterator[Violation]:
    if _together(a.span, b.span):
        for person in sorted(a.meeting.must & b.meeting.must):
            yield Violation("must_twice", a.meeting.id, person, b.meeting.id)


def order_kept(a: Option, b: Option) -> Iterator[Violation]:
    for first, then in ((a, b), (b, a)):
        days = then.meeting.after.get(first.meeting.id)
        if days is not None and not follows(first.span, then.span, days):
            yield Violation("order", then.meeting.id, first.meeting.id)


def follows(first: Span, then: Span, days: int) -> bool:
    return then.start >= first.end and (then.start.date() - first.end.date()).days >= days


def _together(a: Span, b: Span) -> bool:
    """They share a session: a session is given to one thing, also where its end stays free."""
    return bool({s.id for s in a.covers} & {s.id for s in b.covers})


def placing(grid: Grid, m: Meeting, place: Place | None) -> tuple[Option | None, str]:
    """The meeting at that place, or why it cannot be there at all."""
    if place is None:
        return None, "unplaced"
    session = grid.by_id[place.session]
    span = grid.span(m, session)
    if span is None:
        return None, "too_long"
    room = next((r for r in grid.asked.rooms if r.id == place.room), None)
    if m.room and room is None:
        return None, "no_room"
    return Option(m, session, room if m.room else None, span), ""
