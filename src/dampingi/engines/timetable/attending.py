"""Who comes when a plan is held, who cannot and why, and what that is worth: the measure every plan is compared by."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from .spans import Grid, Span, session_value
from .terms import WHOLE, Meeting, Plan


@dataclass(frozen=True)
class Clash:
    """Somebody invited misses a session of a meeting: busy of their own (`instead` None), or in another meeting."""

    meeting: str
    person: str
    session: str
    instead: str | None


@dataclass(frozen=True)
class Attendance:
    value: int
    """In session_value's unit, less what the sessions cost; what planning makes as great as it can be."""
    invited: int
    kept: Fraction
    """Invitations kept; one to a meeting of two sessions of which one is kept counts half."""
    clashes: tuple[Clash, ...]
    by_meeting: dict[str, Fraction]

    @property
    def share(self) -> float:
        return float(self.kept / self.invited) if self.invited else 1.0


def attendance(grid: Grid, plan: Plan) -> Attendance:
    """Meetings without a place count as missed by all; each person goes, session by session, where they are worth most.

    Who must come to a meeting goes there before any other.
    """
    spans = spans_of(grid, plan)
    wanted = wanted_by(grid, spans)
    value, clashes = 0, []
    kept: dict[str, Fraction] = {m.id: Fraction(0) for m in grid.asked.meetings}
    for (person, session), among in sorted(wanted.items()):
        there = goes(among)
        for w in among:
            if w is there:
                value += w.value
                kept[w.meeting.id] += Fraction(1, w.sessions)
            else:
                instead = there.meeting.id if there and w.free else None
                clashes.append(Clash(w.meeting.id, person, session, instead))
    invited = sum(len(m.invited) for m in grid.asked.meetings)
    cost = sum(session_cost(span) for span in spans.values())
    return Attendance(value - cost, invited, sum(kept.values(), Fraction(0)), tuple(clashes), kept)


@dataclass(frozen=True)
class Wanted:
    """A person is wanted at a meeting in one of its sessions."""

    meeting: Meeting
    sessions: int
    value: int
    must: bool
    free: bool


def goes(among: list[Wanted]) -> Wanted | None:
    """Of what somebody is wanted at in a session, what they attend."""
    return max((w for w in among if w.free), key=lambda w: (w.must, w.value, w.meeting.id), default=None)


def spans_of(grid: Grid, plan: Plan) -> dict[str, Span]:
    by_id = {m.id: m for m in grid.asked.meetings}
    found = {m: grid.span(by_id[m], grid.by_id[place.session]) for m, place in plan.items()}
    return {m: span for m, span in found.items() if span is not None}


def wanted_by(grid: Grid, spans: dict[str, Span]) -> dict[tuple[str, str], list[Wanted]]:
    found: dict[tuple[str, str], list[Wanted]] = defaultdict(list)
    for m in grid.asked.meetings:
        span = spans.get(m.id)
        if span is None:
            continue
        for p in m.invited:
            worth = session_value(m, grid.people[p], len(span.covers))
            for s in span.covers:
                free = grid.free(p, *span.within(s))
                found[p, s.id].append(Wanted(m, len(span.covers), worth, p in m.must, free))
    return found


def session_cost(span: Span) -> int:
    """What the sessions it covers cost, in session_value's unit (a plain invitation is 4 * WHOLE)."""
    return sum(s.cost for s in span.covers) * 4 * WHOLE // 100
