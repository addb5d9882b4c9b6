"""The definition of an indicator, read strictly: what is unclear is refused with what to write instead."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from dampingi.engines.indicators.conditions import OPERATORS, Condition, Measure, Unclear, measure
from dampingi.engines.indicators.datasets import Dataset
from dampingi.engines.indicators.kinds import Direction, Kind

__all__ = ["Condition", "Indicator", "Measure", "Unclear", "parse"]

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
_FIELDS = {*_TEXTS, "order", "kind", "direction", "decimals", "filter", "target", "groupings"}


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

    def __hash__(self) -> int:
        """By content as told apart by `hash`: compiled questions are looked up by it on every request."""
        return hash(self.hash)


def parse(raw: Mapping[str, Any], datasets: Mapping[str, Dataset]) -> Indicator:
    """Raises Unclear, naming the indicator, the field and the cure."""
    code = str(raw.get("code") or "?")
    _check_fields(code, raw)
    dataset = _dataset(code, raw, datasets)
    return Indicator(
        **{name: str(raw[name]).strip() for name in _TEXTS if name not in ("numerator", "denominator")},
        numerator=measure(code, "numerator", raw["numerator"], dataset),
        denominator=measure(code, "denominator", raw["denominator"], dataset),
        filter=tuple(_condition(code, entry, dataset) for entry in raw.get("filter") or ()),
        kind=_choice(code, "kind", raw, get_args(Kind)),
        direction=_choice(code, "direction", raw, get_args(Direction)),
        decimals=_whole(code, "decimals", raw.get("decimals", 1)),
        groupings=_groupings(code, raw, dataset),
        target=str(raw.get("target") or "").strip(),
        order=_whole(code, "order", raw.get("order", 0)),
        hash=_hash(raw),
    )


def _hash(raw: Mapping[str, Any]) -> str:
    body = json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(body.encode()).hexdigest()


def _check_fields(code: str, raw: Mapping[str, Any]) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,39}", code):
        raise Unclear(code, "code", _TEXTS["code"])
    unknown = sorted(set(raw) - _FIELDS)
    if unknown:
        raise Unclear(code, unknown[0], f"is not a field; the fields are {', '.join(sorted(_FIELDS))}")
    for name, wanted in _TEXTS.items():
        if not str(raw.get(name) or "").strip():
            raise Unclear(code, name, f"is missing: write {wanted}")


def _dataset(code: str, raw: Mapping[str, Any], datasets: Mapping[str, Dataset]) -> Dataset:
    found = datasets.get(str(raw["dataset"]))
    if found is None:
        raise Unclear(
            code, "dataset", f"{raw['dataset']!r} is unknown; there are {', '.join(sorted(datasets))}"
        )
    return found


def _condition(code: str, entry: Any, dataset: Dataset) -> Condition:
    if not isinstance(entry, Mapping) or set(entry) != {"column", "is", "value"}:
        raise Unclear(code, "filter", "each entry has column, is and value")
    column, operator = str(entry["column"]), str(entry["is"])
    if column not in dataset.columns:
        raise Unclear(
            code, "filter", f"{column!r} is no column of {dataset.name}: {', '.join(dataset.columns)}"
        )
    if operator not in OPERATORS:
        raise Unclear(code, "filter", f"{operator!r} is unknown; there are {', '.join(OPERATORS)}")
    if isinstance(entry["value"], bool) or not isinstance(entry["value"], int):
        raise Unclear(code, "filter", "the value is a whole number (0 or 1 for a flag)")
    return Condition(column, operator, entry["value"])


def _choice(code: str, name: str, raw: Mapping[str, Any], allowed: tuple[str, ...]) -> Any:
    if raw.get(name) not in allowed:
        raise Unclear(code, name, f"is {raw.get(name)!r}; choose {' or '.join(allowed)}")
    return raw[name]


def _whole(code: str, name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Unclear(code, name, "is a whole number from 0")
    return value


def _groupings(code: str, raw: Mapping[str, Any], dataset: Dataset) -> tuple[str, ...]:
    listed = tuple(raw.get("groupings") or ())
    if not listed:
        raise Unclear(code, "groupings", f"is missing: choose from {', '.join(sorted(dataset.groupings))}")
    for name in listed:
        if name not in dataset.groupings:
            raise Unclear(
                code,
                "groupings",
                f"{name!r} is unknown; {dataset.name} has {', '.join(sorted(dataset.groupings))}",
            )
    return listed
