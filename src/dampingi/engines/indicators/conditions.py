"""The tiny language of measures and filters: sums and differences of columns, comparisons with whole numbers."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import ibis.expr.types as ir

from dampingi.engines.indicators.datasets import Dataset

_MEASURE = re.compile(r"\s*\w+(\s*[+-]\s*\w+)*\s*")

OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "equal": operator.eq,
    "unlike": operator.ne,
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
}


class Unclear(ValueError):
    """A definition that cannot be computed or read; says which, where, and what to write."""

    def __init__(self, code: str, field: str, cure: str, problem: str = "", **told: str) -> None:
        """`problem` is what is wrong as one word, `told` the texts it is about, so that a screen can say it in its own language."""
        super().__init__(f"indicator {code}: {field} {cure}")
        self.field, self.problem, self.told = field, problem, told


@dataclass(frozen=True)
class Condition:
    column: str
    operator: str
    value: int

    def holds(self, row: ir.Table) -> ir.BooleanValue:
        return OPERATORS[self.operator](row[self.column], self.value)


@dataclass(frozen=True)
class Measure:
    """Columns added and subtracted, per row."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return self.plus + self.minus

    def of(self, row: ir.Table) -> ir.IntegerValue:
        added = reduce(operator.add, (row[c] for c in self.plus))
        return reduce(operator.sub, (row[c] for c in self.minus), added)


def measure(code: str, field: str, text: Any, dataset: Dataset) -> Measure:
    """`products - base_products` -> Measure. Raises Unclear."""
    if not _MEASURE.fullmatch(str(text)):
        raise Unclear(code, field, f"{text!r} is not columns joined by + and -", "not_a_sum", text=str(text))
    signs = re.findall(r"([+-])?\s*(\w+)", str(text))
    for _sign, column in signs:
        if column not in dataset.columns:
            known = ", ".join(dataset.columns)
            raise Unclear(
                code, field, f"{column!r} is no column of {dataset.name}: {known}",
                "no_column", text=column, dataset=dataset.name, known=known,
            )  # fmt: skip
    return Measure(tuple(c for s, c in signs if s != "-"), tuple(c for s, c in signs if s == "-"))
