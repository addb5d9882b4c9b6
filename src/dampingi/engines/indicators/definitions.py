"""The definition of an indicator, read strictly: what is unclear is refused with what to write instead."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, get_args

from dampingi.engines.indicators.conditions import OPERATORS, Condition, Measure, Unclear, measure
from dampingi.engines.indicators.datasets import Dataset
from dampingi.engines.indicators.kinds import Direction, Kind, Step

__all__ = ["Baseline", "Condition", "Indicator", "Measure", "Unclear", "parse"]

_TEXTS = {
    "code": "a short name in lower case, e.g. pass_rate",
    "name": "what people call it",
    "why": "one sentence on why it matters",
    "formula": "the formula in words",
    "source": "the regulation or document it comes from, or who decided it",
    "unit": "what one unit of the value is called, e.g. persen",
    "dataset": "the dataset its rows come from",
    "numerator": "columns of the dataset joined by + and -",
    "denominator": "columns of the dataset joined by + and -",
    "limits": "what the figure does not say",
}
_MEASURES = ("numerator", "denominator")
_FIELDS = {
    *_TEXTS,
    "order",
    "kind",
    "direction",
    "decimals",
    "filter",
    "target",
    "groupings",
    "step",
    "baseline",
}
_MOST = 10**15
"""Beyond it a database's whole numbers end."""
_UNHASHED = ("step",)
"""Changes no figure, and how none is read."""


@dataclass(frozen=True)
class Baseline:
    """Where it stood before, as somebody read it elsewhere: the value in the indicator's own scale, the year, and where it is written."""

    value: Decimal
    year: int
    source: str


@dataclass(frozen=True)
class Indicator:
    """One definition. `hash` changes with anything that could change a figure or its reading."""

    code: str
    name: str
    why: str
    formula: str
    source: str
    unit: str
    limits: str
    dataset: str
    numerator: Measure
    denominator: Measure
    filter: tuple[Condition, ...]
    kind: Kind
    direction: Direction
    decimals: int
    groupings: tuple[str, ...]
    target: str
    order: int
    hash: str
    step: Step | Literal[""] = ""
    baseline: Baseline | None = None
    number: int = 0
    """Which version of its owner's; 0 where it was not asked for. `owner`: the office's region, "" as shipped."""
    owner: str = ""

    def __hash__(self) -> int:
        """By content as told apart by `hash`: compiled questions are looked up by it on every request."""
        return hash(self.hash)


def parse(raw: Mapping[str, Any], datasets: Mapping[str, Dataset]) -> Indicator:
    """Raises Unclear, naming the indicator, the field and the cure."""
    code = str(raw.get("code") or "?")
    _check_fields(code, raw)
    dataset = _dataset(code, raw, datasets)
    texts: dict[str, Any] = {name: str(raw[name]).strip() for name in _TEXTS if name not in _MEASURES}
    return Indicator(
        **texts,
        numerator=measure(code, "numerator", raw["numerator"], dataset),
        denominator=measure(code, "denominator", raw["denominator"], dataset),
        filter=tuple(_condition(code, entry, dataset) for entry in raw.get("filter") or ()),
        kind=_choice(code, "kind", raw, get_args(Kind)),
        direction=_choice(code, "direction", raw, get_args(Direction)),
        decimals=_whole(code, "decimals", raw.get("decimals", 1), most=6),
        groupings=_groupings(code, raw, dataset),
        target=str(raw.get("target") or "").strip(),
        order=_whole(code, "order", raw.get("order", 0)),
        hash=_hash(raw),
        step=_choice(code, "step", raw, get_args(Step)) if raw.get("step") else "",
        baseline=_baseline(code, raw["baseline"]) if raw.get("baseline") else None,
    )


def _hash(raw: Mapping[str, Any]) -> str:
    raw = {name: value for name, value in raw.items() if name not in _UNHASHED}
    body = json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(body.encode()).hexdigest()


def _check_fields(code: str, raw: Mapping[str, Any]) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,39}", code):
        raise Unclear(code, "code", _TEXTS["code"], "not_a_code")
    unknown = sorted(set(raw) - _FIELDS)
    if unknown:
        raise Unclear(
            code, unknown[0], f"is not a field; the fields are {', '.join(sorted(_FIELDS))}", "no_field"
        )
    for name, wanted in _TEXTS.items():
        if not str(raw.get(name) or "").strip():
            raise Unclear(code, name, f"is missing: write {wanted}", "missing")


def _dataset(code: str, raw: Mapping[str, Any], datasets: Mapping[str, Dataset]) -> Dataset:
    found = datasets.get(str(raw["dataset"]))
    if found is None:
        known = ", ".join(sorted(datasets))
        raise Unclear(
            code, "dataset", f"{raw['dataset']!r} is unknown; there are {known}",
            "no_dataset", text=str(raw["dataset"]), known=known,
        )  # fmt: skip
    return found


def _condition(code: str, entry: Any, dataset: Dataset) -> Condition:
    if not isinstance(entry, Mapping) or set(entry) != {"column", "is", "value"}:
        raise Unclear(code, "filter", "each entry has column, is and value", "not_a_condition")
    column, operator = str(entry["column"]), str(entry["is"])
    if column not in dataset.columns:
        known = ", ".join(dataset.columns)
        raise Unclear(
            code, "filter", f"{column!r} is no column of {dataset.name}: {known}",
            "no_column", text=column, dataset=dataset.name, known=known,
        )  # fmt: skip
    if operator not in OPERATORS:
        raise Unclear(
            code, "filter", f"{operator!r} is unknown; there are {', '.join(OPERATORS)}", "no_operator"
        )
    if isinstance(entry["value"], bool) or not isinstance(entry["value"], int) or abs(entry["value"]) > _MOST:
        raise Unclear(code, "filter", "the value is a whole number (0 or 1 for a flag)", "not_whole")
    return Condition(column, operator, entry["value"])


def _choice(code: str, name: str, raw: Mapping[str, Any], allowed: tuple[str, ...]) -> Any:
    if raw.get(name) not in allowed:
        raise Unclear(code, name, f"is {raw.get(name)!r}; choose {' or '.join(allowed)}", "no_choice")
    return raw[name]


def _whole(code: str, name: str, value: Any, most: int = _MOST) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise Unclear(code, name, f"is a whole number from 0 to {most}", "not_whole")
    return value


def _groupings(code: str, raw: Mapping[str, Any], dataset: Dataset) -> tuple[str, ...]:
    listed = tuple(raw.get("groupings") or ())
    if not listed:
        raise Unclear(
            code, "groupings", f"is missing: choose from {', '.join(sorted(dataset.groupings))}", "missing"
        )
    for name in listed:
        if name not in dataset.groupings:
            raise Unclear(
                code,
                "groupings",
                f"{name!r} is unknown; {dataset.name} has {', '.join(sorted(dataset.groupings))}",
                "no_grouping",
                text=str(name),
                dataset=dataset.name,
            )
    return listed


def _baseline(code: str, entry: Any) -> Baseline:
    if not isinstance(entry, Mapping) or set(entry) != {"value", "year", "source"}:
        raise Unclear(code, "baseline", "has value, year and source", "not_a_baseline")
    year, source = _whole(code, "baseline", entry["year"]), str(entry["source"] or "").strip()
    try:
        value = Decimal(str(entry["value"]))
    except InvalidOperation:
        raise Unclear(code, "baseline", "the value is a number", "not_a_baseline") from None
    if not value.is_finite() or not 1945 <= year <= 2200 or not source:
        raise Unclear(code, "baseline", "needs a number, a year and where it is written", "not_a_baseline")
    return Baseline(value, year, source)
