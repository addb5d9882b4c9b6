"""Why somebody still cannot come, and what would have to be different: every other place of a meeting, with all else where it is."""

from dataclasses import dataclass

from .attending import Wanted, goes, session_cost, spans_of, wanted_by
from .checking import between, placing
from .options import Option, all_options
from .spans import Grid, Span, session_value
from .terms import Meeting, Place, Plan


@dataclass(frozen=True)
class Move:
    place: Place
    difference: int
    """Of `attendance(...).value`; never above 0 where nothing is broken and the plan is the best."""
    gains: tuple[str, ...]
    """Who could then come to the whole of it, and cannot now."""
    loses: tuple[str, ...]
    """Who can now, and could not then."""
    elsewhere: tuple[str, ...]
    """Who would have to miss another meeting for it."""
    breaks: tuple[str, ...]
    """The rules it would break; none: the office is free to do it."""


def moves(grid: Grid, plan: Plan, meeting: str) -> tuple[Move, ...]:
    """One for each session (in the room that breaks least), the best first: fewest broken rules, then most gained."""
    m = next(each for each in grid.asked.meetings if each.id == meeting)
    others = {k: v for k, v in plan.items() if k != meeting}
    among = wanted_by(grid, spans_of(grid, others))
    now = _Held.of(grid, m, spans_of(grid, plan).get(meeting), among)
    placed = [o for each in grid.asked.meetings for o in [placing(grid, each, others.get(each.id))[0]] if o]
    found: dict[str, Move] = {}
    for option in all_options(grid, m):
        broken = _broken(placed, option)
        known = found.get(option.session.id)
        if known and len(known.breaks) <= len(broken):
            continue
        if plan.get(meeting) and plan[meeting].session == option.session.id:
            continue
        then = _Held.of(grid, m, option.span, among)
        found[option.session.id] = Move(
            option.place, then.value - now.value, tuple(sorted(then.whole - now.whole)), tuple(sorted(now.whole - then.whole)),
            tuple(sorted(then.missing - now.missing)), broken,
        )  # fmt: skip
    return tuple(
        sorted(found.values(), key=lambda o: (len(o.breaks), -o.difference, grid.index[o.place.session]))
    )


def removing(grid: Grid, plan: Plan, meeting: str, person: str) -> tuple[Move | None, Move | None]:
    """The best move after which this person can come: one that breaks nothing, and one that does (with what)."""
    fit = [move for move in moves(grid, plan, meeting) if person in move.gains]
    return next((f for f in fit if not f.breaks), None), next((f for f in fit if f.breaks), None)


def _broken(placed: list[Option], option: Option) -> tuple[str, ...]:
    told = [b.wish for b in option.breaks] + [v.rule for v in between(option, placed)]
    return tuple(dict.fromkeys(told))


@dataclass(frozen=True)
class _Held:
    """A meeting held at some place among the others: its worth beyond theirs, who is there for all of it, who misses others for it."""

    value: int
    whole: frozenset[str]
    missing: frozenset[str]

    @classmethod
    def of(
        cls, grid: Grid, m: Meeting, span: Span | None, among: dict[tuple[str, str], list[Wanted]]
    ) -> "_Held":
        if span is None:
            return cls(0, frozenset(), frozenset())
        value, whole, missing = -session_cost(span), set(m.invited), set()
        for p in m.invited:
            worth = session_value(m, grid.people[p], len(span.covers))
            for s in span.covers:
                theirs = among.get((p, s.id), [])
                own = Wanted(m, len(span.covers), worth, p in m.must, grid.free(p, *span.within(s)))
                without, best = goes(theirs), goes([*theirs, own])
                value += (best.value if best else 0) - (without.value if without else 0)
                if best is not own:
                    whole.discard(p)
                elif without is not None:
                    missing.add(p)
        return cls(value, frozenset(whole), frozenset(missing))
