from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Wanted:
    """What one region should reach; on the indicator's scale (shares as fractions)."""

    region: str
    value: Decimal
    weight: int = 0
    baseline: Decimal | None = None
    course: str = ""
