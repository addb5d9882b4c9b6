"""The rules between meetings as constraints of an integer model: one function a rule. `checking` states the same rules on a finished plan."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from ortools.math_opt.python import mathopt

from .checking import follows
from .options import Option
from .rooms import Kind

Chosen = dict[str, list[tuple[Option, mathopt.Variable]]]
"""Meeting -> each of its options (one for each kind of room) with the variable that says it is taken."""
Allow = Callable[[str, str, str], mathopt.LinearTypes]
"""By how much (rule, about what, where) may be broken: nothing, or a variable that costs."""


def nothing(_rule: str, _about: str, _where: str) -> mathopt.LinearTypes:
    return 0.0


def one_place_each(model: mathopt.Model, chosen: Chosen) -> None:
    for pairs in chosen.values():
        model.add_linear_constraint(mathopt.fast_sum(x for _, x in pairs) == 1)


def rooms_once(
    model: mathopt.Model, chosen: Chosen, kind_of: dict[str | None, Kind], allow: Allow = nothing
) -> None:
    """In each session no more meetings in a kind of room than there are rooms."""
    for session, users in _covering(chosen).items():
        by_kind: dict[Kind, list[mathopt.Variable]] = defaultdict(list)
        for o, x in users:
            if o.room:
                by_kind[kind_of[o.room.id]].append(x)
        for kind, xs in by_kind.items():
            if len(xs) > len(kind.rooms):
                slack = allow("room_twice", kind.rooms[0], session)
                model.add_linear_constraint(mathopt.fast_sum(xs) <= len(kind.rooms) + slack)


def musts_in_one_meeting(model: mathopt.Model, chosen: Chosen, allow: Allow = nothing) -> None:
    """Who must come to several meetings has them in different sessions."""
    must = {m: pairs[0][0].meeting.must for m, pairs in chosen.items() if pairs}
    groups = {
        frozenset(m for m in must if person in must[m]): person
        for person in sorted(frozenset().union(*must.values()), reverse=True)
    }
    for session, users in _covering(chosen).items():
        for group, person in groups.items():
            xs = [x for o, x in users if o.meeting.id in group]
            if len(group) > 1 and len(xs) > 1:
                slack = allow("must_twice", person, session)
                model.add_linear_constraint(mathopt.fast_sum(xs) <= 1 + slack)


def order_kept(model: mathopt.Model, chosen: Chosen, allow: Allow = nothing) -> None:
    """A meeting has begun by some moment only if the one before it ended early enough for that.

    Said of every moment at once over all starts up to it, which leaves a tight relaxation.
    """
    for m, pairs in chosen.items():
        for other, days in pairs[0][0].meeting.after.items() if pairs else ():
            slack = allow("order", m, other)
            for at in {o.session.start: o for o, _ in pairs}.values():
                upto = mathopt.fast_sum(x for o, x in pairs if o.session.start <= at.session.start)
                before = mathopt.fast_sum(x for o, x in chosen[other] if follows(o.span, at.span, days))
                model.add_linear_constraint(upto <= before + slack)


def stays(chosen: Chosen, plan: Iterable[tuple[str, str]]) -> mathopt.LinearBase:
    """How many meetings begin at the session that a plan gives them."""
    return mathopt.fast_sum(x for m, session in plan for o, x in chosen.get(m, ()) if o.session.id == session)


def _covering(chosen: Chosen) -> dict[str, list[tuple[Option, mathopt.Variable]]]:
    """Session -> the options that cover it."""
    found: dict[str, list[tuple[Option, mathopt.Variable]]] = defaultdict(list)
    for pairs in chosen.values():
        for option, x in pairs:
            for s in option.span.covers:
                found[s.id].append((option, x))
    return found
