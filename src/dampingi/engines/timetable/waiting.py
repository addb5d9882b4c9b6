"""Why somebody has no turn in a roster: told from the roster alone, so that it can be checked by hand.

The roster is a flow of least cost (Ahuja, Magnanti, Orlin: Network Flows, 1993, ch. 9): no exchange of one holder for one who waits makes the turns
more even. `others` is what shows it: the most turns, this one included, of anybody who could be exchanged for the one who waits.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .rosters import Roster, Stand, Trader


@dataclass(frozen=True)
class Waiting:
    id: str
    why: str
    """`closed`: no point is open on its days; `kind`: what it sells is there as often as may be; `turns`: others had no more turns."""
    own: int
    """Its turns before."""
    others: int | None = None
    """Never more than `own` + 1."""


def waiting(traders: Sequence[Trader], stands: Sequence[Stand], found: Roster) -> list[Waiting]:
    """Who has no turn, in the order given; who wants none is left out."""
    holding = {who for *_, who in found.turns}
    kinds = {t.id: t.kind for t in traders}
    there: dict[tuple[str, str], list[str]] = defaultdict(list)
    for day, point, who in found.turns:
        there[day, point].append(who)
    told = []
    for t in traders:
        if t.id not in holding and t.most:
            told.append(_told(t, [s for s in stands if s.day in t.days and s.stalls], there, kinds, found))
    return told


def _told(
    t: Trader,
    open_then: list[Stand],
    there: dict[tuple[str, str], list[str]],
    kinds: dict[str, str],
    found: Roster,
) -> Waiting:
    if not open_then:
        return Waiting(t.id, "closed", t.turns)
    exchangeable: list[str] = []
    capped = True
    for s in open_then:
        holders = there[s.day, s.point]
        count = Counter(kinds[h] for h in holders)[t.kind]
        full = s.most_of_a_kind is not None and count >= s.room(t.kind)
        capped = capped and full
        exchangeable += [h for h in holders if not full or kinds[h] == t.kind]
    others = max((found.count[h] for h in exchangeable), default=None)
    return Waiting(t.id, "kind" if capped else "turns", t.turns, others)
