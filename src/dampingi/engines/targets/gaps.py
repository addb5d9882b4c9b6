"""Which part makes how much of a gap between a value and its target."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Share(Generic[K]):
    """`gap` on the indicator's scale: what the whole would gain if this part were at the target; negative where it is beyond. `units` of the
    numerator it lacks. Of all parts together: exactly the gap of the whole."""

    key: K
    numerator: int
    denominator: int
    gap: Fraction
    units: Fraction


def shares(
    parts: Mapping[K, tuple[int, int]], target: Fraction, *, lower_is_better: bool = False
) -> list[Share[K]]:
    """`parts`: key -> (numerator, denominator). The largest gap first; parts with nothing counted are left out.

    target - sum(n)/sum(d) = sum over parts of (d * target - n) / sum(d).
    """
    whole = sum(d for _n, d in parts.values() if d > 0)
    sign = -1 if lower_is_better else 1
    found = [
        Share(key, n, d, sign * (d * target - n) / whole, sign * (d * target - n)) for key, (n, d) in parts.items() if d > 0
    ]  # fmt: skip
    return sorted(found, key=lambda s: (-s.gap, str(s.key)))
