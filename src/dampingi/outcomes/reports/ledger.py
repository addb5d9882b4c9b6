"""Every figure of a report gets a number, and keeps what it was divided from and where its rows are."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

PLACES = Decimal("0.000001")


@dataclass(frozen=True)
class Figure:
    """One number of a report.

    `value` is numerator / denominator in the definition's own unit (percent as 0..1) as decimal text, None where there is
    nothing to divide by; `kind` says how it is written: count, percent, money, number or score. `low` and `high` bound it
    where it is uncertain. `state` is judged by `expected`: where the value should be that day on its `course` from `baseline` to
    `target`; `forecast` is where it goes until the programme's end. Snapshots of schema 1 know none of these: their state was judged by
    the target alone. `indicator` with `grouping` and `group` say which rows it was made from; without an indicator `source`
    says in words what was counted.
    """

    no: int
    name: str
    indicator: str
    region: str
    kind: str
    value: str | None
    numerator: int | None = None
    denominator: int | None = None
    unit: str = ""
    low: str | None = None
    high: str | None = None
    target: str | None = None
    state: str = ""
    course: str = ""
    baseline: str | None = None
    expected: str | None = None
    forecast: str | None = None
    forecast_low: str | None = None
    forecast_high: str | None = None
    grouping: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    source: str = ""
    page: str = ""


@dataclass
class Ledger:
    figures: list[Figure] = field(default_factory=list)

    def add(
        self,
        name: str,
        *,
        region: str,
        kind: str,
        value: Decimal | float | int | None,
        indicator: str = "",
        low: Decimal | float | None = None,
        high: Decimal | float | None = None,
        target: Decimal | float | None = None,
        way: Mapping[str, Decimal | float | str | None] | None = None,
        **rest: Any,
    ) -> int:
        """Enter a figure; its number is returned, and is how sections refer to it."""
        no = len(self.figures) + 1
        told: dict[str, Any] = {
            "value": digits(value),
            "low": digits(low),
            "high": digits(high),
            "target": digits(target),
        }
        told |= {
            name: value if isinstance(value, str) else digits(value) for name, value in (way or {}).items()
        }
        self.figures.append(
            Figure(no=no, name=name, indicator=indicator, region=region, kind=kind, **told, **rest)
        )
        return no

    def count(self, name: str, value: int, *, region: str, **rest: Any) -> int:
        return self.add(name, region=region, kind="count", value=value, numerator=value, **rest)

    def __getitem__(self, no: int) -> Figure:
        return self.figures[no - 1]

    def value(self, no: int | None) -> Decimal | None:
        told = self[no].value if no else None
        return Decimal(told) if told is not None else None

    def as_json(self) -> list[dict[str, Any]]:
        return [asdict(figure) for figure in self.figures]

    @classmethod
    def from_json(cls, rows: Sequence[dict[str, Any]]) -> "Ledger":
        return cls(
            [
                Figure(**{**row, "grouping": tuple(row["grouping"]), "group": tuple(row["group"])})
                for row in rows
            ]
        )


def digits(value: Decimal | float | int | None) -> str | None:
    """A number as text that is the same on every machine: at most six decimals, no exponent, no negative zero."""
    if value is None:
        return None
    exact = (
        Decimal(value) if isinstance(value, int) else Decimal(str(value)).quantize(PLACES, ROUND_HALF_EVEN)
    )
    text = f"{exact:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
