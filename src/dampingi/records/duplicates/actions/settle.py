"""What becomes of likely pairs when two businesses become one: they follow, and come back with an un-merge."""

import uuid
from collections.abc import Iterator

from django.db.models import Q

from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.models import Pair

WHY = "pairs of businesses whose merging was required"
RELATION = "duplicates.pair.state"
_WAITING = (Pair.State.OPEN, Pair.State.UNSURE)
Changed = tuple[uuid.UUID, str, str]


def settle(keep: Business, absorb: Business) -> Iterator[Changed]:
    """(pair, state before, state now) of every pair the merge decides."""
    pairs = Pair.objects.unscoped(WHY).select_for_update(of=("self",))
    for pair in pairs.filter(Q(left=absorb) | Q(right=absorb)).order_by("id"):
        other = pair.right_id if pair.left_id == absorb.pk else pair.left_id
        if other == keep.pk:
            now = Pair.State.SAME
        elif pair.state in _WAITING:
            now = Pair.State.GONE
            _follow(pair, keep, other)
        else:
            continue
        if pair.state != now:
            yield pair.pk, pair.state, str(now)
            pair.state = now
            pair.save(update_fields=["state"])


def _follow(pair: Pair, keep: Business, other: uuid.UUID) -> None:
    """What was likely of the absorbed one is likely of the kept one; the next search says how likely."""
    left, right = sorted((keep.pk, other), key=str)
    if Pair.objects.unscoped(WHY).filter(left=left, right=right).exists():
        return
    Pair.objects.create(
        left_id=left, right_id=right, probability=pair.probability, weight=pair.weight, prior=pair.prior, levels=pair.levels,
        model=pair.model, hash=pair.hash, by_hand=pair.by_hand,
    )  # fmt: skip
