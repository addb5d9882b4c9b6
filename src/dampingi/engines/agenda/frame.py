"""Days and hours as slots for talks."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """`minute` of the day a talk begins; slots with the same day and block lie between two pauses."""

    day: str
    minute: int
    block: int


def slots(
    days: Sequence[str], starts: int, ends: int, pauses: Sequence[tuple[int, int]], minutes: int
) -> tuple[Slot, ...]:
    """All talks of `minutes` that fit between `starts` and `ends` (minutes of the day) outside the pauses, for each ISO day."""
    if minutes < 1 or starts >= ends:
        raise ValueError("a talk takes at least a minute, and a day ends after it starts")
    edges = [starts]
    for begin, end in sorted(pauses):
        edges += [min(max(begin, edges[-1]), ends), min(max(end, edges[-1]), ends)]
    edges.append(ends)
    found = []
    for day in sorted(set(days)):
        for block, (begin, end) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
            found += [Slot(day, at, block) for at in range(begin, end - minutes + 1, minutes)]
    return tuple(found)
