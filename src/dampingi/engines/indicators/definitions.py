"""The definition of an indicator, read strictly: what is unclear is refused with what to write instead."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, get_args

from dampingi.engines.indicators.combining import Component, components
from dampingi.engines.indicators.conditions import OPERATORS, Condition, Measure, Unclear, measure
from dampingi.engines.indicators.datasets import Dataset
from dampingi.engines.indicators.entered import Entered, entered, groupings_of
from dampingi.engines.indicators.kinds import Area, Direction, Kind, Step

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
_COUNTED = ("dataset", *_MEASURES)
"""What only an indicator counted from a dataset says."""
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
    "area",
    "baseline",
    "parts",
    "skips",
    "entered",
}
_MOST = 10**15
"""Beyond it a database's whole numbers end."""
_UNHASHED = ("step", "area")
"""Change no figure, and not how one is read."""


@dataclass(frozen=True)
class Baseline:
    """Where it stood before, as somebody read it elsewhere: the value in the indicator's own scale, the year, and where it is written."""

    value: Decimal
    year: int
    source: str


@dataclass(frozen=True)
class Indicator:
    """One definition. `hash` changes with anything that could change a figure or its reading.

    Counted from a dataset; or a composite of `parts`, or `entered` by people: these two have no dataset.
    """

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
    area: Area = "wub"
    baseline: Baseline | None = None
    number: int = 0
    """Which version of its owner's; 0 where it was not asked for. `owner`: the office's region, "" as shipped."""
    owner: str = ""
    parts: tuple[Component, ...] = ()
    skips: bool = False
    """Whether a composite goes on without parts that have no value; else it has none itself."""
    entered: Entered | None = None

    def __hash__(self) -> int:
        """By content as told apart by `hash`: compiled questions are looked up by it on every request."""
        return hash(self.hash)


def parse(raw: Mapping[str, Any], datasets: Mapping[str, Dataset]) -> Indicator:
    """Raises Unclear, naming the indicator, the field and the cure."""
    code = str(raw.get("code") or "?")
    counted = not {"parts", "entered"} & set(raw)
    _check_fields(code, raw, counted=counted)
    texts: dict[str, Any] = {name: str(raw[name]).strip() for name in _TEXTS if name not in _COUNTED}
    own = _counted(code, raw, datasets) if counted else _uncounted(code, raw, datasets)
    return Indicator(
        **texts,
        **own,
        kind=_choice(code, "kind", raw, get_args(Kind)),
        direction=_choice(code, "direction", raw, get_args(Direction)),
        decimals=_whole(code, "decimals", raw.get("decimals", 1), most=6),
        target=str(raw.get("target") or "").strip(),
        order=_whole(code, "order", raw.get("order", 0)),
        hash=_hash(raw),
        step=_choice(code, "step", raw, get_args(Step)) if raw.get("step") else "",
        area=_choice(code, "area", raw, get_args(Area)) if raw.get("area") else "wub",
        baseline=_baseline(code, raw["baseline"]) if raw.get("baseline") else None,
    )


def _counted(code: str, raw: Mapping[str, Any], datasets: Mapping[str, Dataset]) -> dict[str, Any]:
    dataset = _dataset(code, raw, datasets)
    return {
        "dataset": dataset.name,
        "numerator": measure(code, "numerator", raw["numerator"], dataset),
        "denominator": measure(code, "denominator", raw["denominator"], dataset),
        "filter": tuple(_condition(code, entry, dataset) for entry in raw.get("filter") or ()),
        "groupings": _groupings(code, raw, dataset.groupings, dataset.name),
    }


def _uncounted(code: str, raw: Mapping[str, Any], datasets: Mapping[str, Dataset]) -> dict[str, Any]:
    odd = sorted({*_COUNTED, "filter"} & set(raw))
    if odd or {"parts", "entered"} <= set(raw):
        raise Unclear(code, (odd or ["parts"])[0], "does not go with parts or entered", "no_field")
    nothing: dict[str, Any] = {
        "dataset": "",
        "numerator": Measure(()),
        "denominator": Measure(()),
        "filter": (),
    }
    if "entered" in raw:
        said = entered(code, raw["entered"])
        if raw.get("kind") not in (("proportion", "mean") if said.denominator else ("mean",)):
            raise Unclear(code, "kind", "is mean, or with a denominator also proportion", "no_choice")
        return nothing | {"entered": said, "groupings": _groupings(code, raw, groupings_of(said), "")}
    if raw.get("kind") != "mean":
        raise Unclear(code, "kind", "of a composite is mean", "no_choice")
    known = frozenset().union(*(dataset.groupings for dataset in datasets.values()))
    told = {"parts": components(code, raw["parts"]), "skips": raw.get("skips") is True}
    return nothing | told | {"groupings": _groupings(code, raw, known, "")}


def _hash(raw: Mapping[str, Any]) -> str:
    raw = {name: value for name, value in raw.items() if name not in _UNHASHED}
    body = json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(body.encode()).hexdigest()


def _check_fields(code: str, raw: Mapping[str, Any], *, counted: bool) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,39}", code):
        raise Unclear(code, "code", _TEXTS["code"], "not_a_code")
    unknown = sorted(set(raw) - _FIELDS)
    if unknown:
        raise Unclear(
            code, unknown[0], f"is not a field; the fields are {', '.join(sorted(_FIELDS))}", "no_field"
        )
    for name, wanted in _TEXTS.items():
        if (counted or name not in _COUNTED) and not str(raw.get(name) or "").strip():
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


def _groupings(code: str, raw: Mapping[str, Any], known: frozenset[str], dataset: str) -> tuple[str, ...]:
    listed = tuple(raw.get("groupings") or ())
    if not listed:
        raise Unclear(code, "groupings", f"is missing: choose from {', '.join(sorted(known))}", "missing")
    for name in listed:
        if name not in known:
            raise Unclear(
                code, "groupings", f"{name!r} is unknown; {dataset or code} has {', '.join(sorted(known))}",
                "no_grouping", text=str(name), dataset=dataset,
            )  # fmt: skip
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
