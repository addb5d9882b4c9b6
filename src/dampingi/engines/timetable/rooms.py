"""Rooms that do for the same meetings are one kind to the model, which makes it small; afterwards each meeting is given one of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ortools.math_opt.python import mathopt

from .options import Option
from .terms import Place, Plan


@dataclass(frozen=True)
class Kind:
    rooms: tuple[str, ...]
    """The first stands for all of them; no room at all is a kind without rooms."""


def kinds(found: Iterable[Option]) -> dict[str | None, Kind]:
    """Room -> its kind: those with the same places for the same meetings at the same cost."""
    serves: dict[str, set[object]] = defaultdict(set)
    for o in found:
        if o.room:
            told = tuple((b.wish, b.meeting) for b in o.breaks)
            serves[o.room.id].add((o.meeting.id, o.session.id, told))
    alike: dict[frozenset[object], list[str]] = defaultdict(list)
    for room, where in serves.items():
        alike[frozenset(where)].append(room)
    same: dict[str | None, Kind] = {None: Kind(())}
    for rooms in alike.values():
        same |= dict.fromkeys(rooms, Kind(tuple(rooms)))
    return same


def given(starts: Mapping[str, Option], kind_of: dict[str | None, Kind], keep: Mapping[str, Place]) -> Plan:
    """A room for each meeting of its kind; as many as can keep the room that they had.

    Where the model kept `rooms_once` there always is one: rooms of a kind are alike, and in no session are more of them used than there are (intervals are coloured with as many colours
    as overlap at most).
    """
    model = mathopt.Model()
    users: dict[tuple[str, str], list[mathopt.Variable]] = defaultdict(list)
    choice: dict[str, list[tuple[str | None, mathopt.Variable]]] = {}
    stays = []
    for m, o in starts.items():
        rooms = kind_of[o.place.room].rooms or (None,)
        choice[m] = [(room, model.add_binary_variable()) for room in rooms]
        model.add_linear_constraint(mathopt.fast_sum(x for _, x in choice[m]) == 1)
        for room, x in choice[m]:
            stays += [x] if m in keep and keep[m].room == room else []
            for s in o.span.covers if room else ():
                users[str(room), s.id].append(x)
    crowded = []
    for xs in users.values():
        crowded.append(model.add_variable(lb=0.0))
        model.add_linear_constraint(mathopt.fast_sum(xs) <= 1 + crowded[-1])
    model.maximize(mathopt.fast_sum(stays) - (len(starts) + 1) * mathopt.fast_sum(crowded))
    values = mathopt.solve(model, mathopt.SolverType.GSCIP).variable_values()
    return {
        m: Place(starts[m].session.id, room)
        for m, pairs in choice.items()
        for room, x in pairs
        if values[x] > 0.5
    }
