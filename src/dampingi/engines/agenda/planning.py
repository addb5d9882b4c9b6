"""A plan of talks: who presents when and where, before whom."""

from collections.abc import Iterator, Mapping, Sequence

from .frame import Slot
from .joining import apart
from .talks import Placed, Talk

Place = tuple[Slot, int]
Pairs = frozenset[tuple[str, str]]


class Unfit(ValueError):
    """The talks do not fit, or the raters do not suffice. `kind` is "slots" or "raters"; `needed` and `given` say by how much."""

    def __init__(self, kind: str, needed: int, given: int) -> None:
        super().__init__(f"{kind}: {needed} needed, {given} given")
        self.kind, self.needed, self.given = kind, needed, given


def plan(
    talks: Sequence[Talk], slots: Sequence[Slot], rooms: int, raters: Sequence[str], *, least: int, conflicts: Pairs = frozenset()
) -> tuple[Placed, ...]:  # fmt: skip
    """`conflicts`: (rater, person) who must not meet. `least` raters for each talk. Same input, same plan. Raises Unfit.

    The first way of filling the rooms that leaves no raters of a group apart; the plainest where none does.
    """
    if len(talks) > len(slots) * rooms:
        raise Unfit("slots", len(talks), len(slots) * rooms)
    if len(raters) < least * rooms:
        raise Unfit("raters", least * rooms, len(raters))
    panels = {
        (day, block, room): _panel(raters, n, room, rooms)
        for n, (day, block) in enumerate(sorted({(s.day, s.block) for s in slots}))
        for room in range(rooms)
    }
    order = sorted(talks, key=lambda t: (t.group, t.track, t.key))
    made = [_placed(order, places, panels, conflicts) for places in _fillings(slots, rooms, len(talks))]
    return next((one for one in made if not apart(one)), made[0])


def _fillings(slots: Sequence[Slot], rooms: int, number: int) -> Iterator[list[Place]]:
    """Rooms filled alike from the first hour on; alike and spread over all blocks; one room after the other."""
    each = -(-number // rooms)
    blocks: dict[tuple[str, int], int] = {}
    turn = {}
    for slot in sorted(slots):
        turn[slot] = blocks[slot.day, slot.block] = blocks.get((slot.day, slot.block), -1) + 1
    spread = sorted(sorted(slots, key=lambda s: (turn[s], s))[:each])
    for chosen in (sorted(slots)[:each], spread, sorted(slots)):
        yield [(slot, room) for room in range(rooms) for slot in chosen]


def _panel(raters: Sequence[str], block: int, room: int, rooms: int) -> tuple[str, ...]:
    """About half of a room's raters stay in it, the others move one room on with each block; no room has fewer than another by two."""
    staying = (len(raters) // rooms + 1) // 2 * rooms
    return tuple(r for n, r in enumerate(raters) if (n if n < staying else n + block) % rooms == room)


def _placed(
    order: Sequence[Talk], places: Sequence[Place], panels: Mapping[tuple[str, int, int], tuple[str, ...]], conflicts: Pairs
) -> tuple[Placed, ...]:  # fmt: skip
    held = dict(zip(order, places, strict=False))
    _spare(held, panels, conflicts)
    return tuple(
        Placed(
            talk,
            slot,
            room,
            tuple(r for r in panels[slot.day, slot.block, room] if (r, talk.person) not in conflicts),
        )
        for talk, (slot, room) in sorted(held.items(), key=lambda h: (h[1], h[0].key))
    )


def _spare(
    held: dict[Talk, Place], panels: Mapping[tuple[str, int, int], tuple[str, ...]], conflicts: Pairs
) -> None:
    """Let talks change places as long as that takes a rater with a conflict out of a panel."""

    def lost(talk: Talk, place: Place) -> int:
        slot, room = place
        return sum((r, talk.person) in conflicts for r in panels[slot.day, slot.block, room])

    for talk in sorted(held, key=lambda t: t.key):
        if not lost(talk, held[talk]):
            continue
        best = min(
            held,
            key=lambda other: (
                lost(talk, held[other]) + lost(other, held[talk]) - lost(other, held[other]),
                other.group != talk.group, other.track != talk.track, other.key,
            ),
        )  # fmt: skip
        if lost(talk, held[best]) + lost(best, held[talk]) < lost(talk, held[talk]) + lost(best, held[best]):
            held[talk], held[best] = held[best], held[talk]
