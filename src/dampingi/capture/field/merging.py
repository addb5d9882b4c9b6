"""Two edited one record, one of them without signal: what only the phone changed is taken, what both changed a person decides.

A field counts as changed on a side when it differs from `base`, what the phone showed before the edit. Without a base the phone
showed nothing: whatever it says differently from what stands was said on both sides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Merged:
    take: dict[str, Any]
    """Fields to write."""
    overlaps: dict[str, list[Any]]
    """field -> [base, what stands, what was sent]"""


def merge(base: Mapping[str, Any] | None, standing: Mapping[str, Any], sent: Mapping[str, Any]) -> Merged:
    """Field by field, over the fields that were sent. A field the base lacks was not shown."""
    take, overlaps = {}, {}
    shown = base or {}
    for field, mine in sent.items():
        now = standing[field]
        if mine == now or (field in shown and mine == shown[field]):
            continue
        if field in shown and now == shown[field]:
            take[field] = mine
        else:
            overlaps[field] = [shown.get(field), now, mine]
    return Merged(take, overlaps)
