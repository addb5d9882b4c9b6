"""What a plan breaks: said of a new plan and of one that people changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from .joining import apart
from .talks import Placed


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind`: room_double, person_double, rater_double, conflict, few_raters (keys: talks and whom), or disconnected (keys: the group)
    with the `parts` of raters whom no mentor joins."""

    kind: str
    keys: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...] = ()


def problems(
    plan: Sequence[Placed], minutes: int, *, least: int, conflicts: frozenset[tuple[str, str]] = frozenset()
) -> list[Problem]:
    found = [*_doubles(plan, minutes)]
    for p in plan:
        found += [Problem("conflict", (p.talk.key, r)) for r in p.raters if (r, p.talk.person) in conflicts]
        if len(set(p.raters)) < least:
            found.append(Problem("few_raters", (p.talk.key, str(len(set(p.raters))))))
    return found + [Problem("disconnected", (group,), parts) for group, parts in apart(plan).items()]


def _doubles(plan: Sequence[Placed], minutes: int) -> list[Problem]:
    found = []
    order = sorted(plan, key=lambda p: (p.slot.day, p.slot.minute, p.talk.key))
    for n, one in enumerate(order):
        for other in order[n + 1 :]:
            if other.slot.day != one.slot.day or other.slot.minute >= one.slot.minute + minutes:
                break
            both = (one.talk.key, other.talk.key)
            if one.room == other.room:
                found.append(Problem("room_double", both))
            if one.talk.person == other.talk.person:
                found.append(Problem("person_double", both))
            found += [
                Problem("rater_double", (*both, r)) for r in sorted(set(one.raters) & set(other.raters))
            ]
    return found
