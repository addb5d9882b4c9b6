"""Sharing participants out among mentors so that the fullest load is as low as can be."""

from collections.abc import Hashable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import TypeVar

P = TypeVar("P", bound=Hashable)
M = TypeVar("M", bound=Hashable)


def share_out(allowed: Mapping[P, Sequence[M]], loads: Mapping[M, int]) -> dict[P, M]:
    """participant -> mentor, one of those `allowed` for the participant; who has none is left out.

    Whoever can go to few is placed first, each to the least loaded of their mentors. Mentors' regions lie inside one another
    or apart; where choices nest so, this levels the loads as far as any sharing can. Who asks for a woman or moved to another kelurahan can
    break the nesting; then it is level to what a walk in this order finds, and `matching` has the exact way. Ties fall in the order given.
    """
    groups: dict[tuple[M, ...], list[P]] = {}
    for participant, mentors in allowed.items():
        if mentors:
            groups.setdefault(tuple(mentors), []).append(participant)
    carried, found = dict(loads), {}
    order = {m: i for i, m in enumerate(loads)}
    for mentors in sorted(groups, key=len):
        queue = [(carried.get(m, 0), order.get(m, i), m) for i, m in enumerate(mentors)]
        heapify(queue)
        for participant in groups[mentors]:
            load, rank, mentor = heappop(queue)
            found[participant] = mentor
            carried[mentor] = load + 1
            heappush(queue, (load + 1, rank, mentor))
    return found
