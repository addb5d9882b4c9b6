from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class TargetPlan:
    """`value` on the indicator's own scale (a share as a fraction). `period`: each month alone, or the year so far."""

    indicator: str
    value: Decimal
    period: str


@dataclass(frozen=True)
class LinePlan:
    activity: str
    output: str
    months: tuple[str, ...]
    """YYYY-MM"""


@dataclass(frozen=True)
class Plan:
    targets: tuple[TargetPlan, ...]
    lines: tuple[LinePlan, ...]


@dataclass(frozen=True)
class Tick:
    line: str
    done: bool
    note: str = ""
