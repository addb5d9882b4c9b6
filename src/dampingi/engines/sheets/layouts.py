"""What a kind of sheet is made of: fields with their meanings, types and checks. Read from `definitions/layouts`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dampingi.engines.sheets.faults import Severity
from dampingi.engines.sheets.headings import spelled_out

MONEY = ("money", "balance")
"""Types of rupiah, to which a heading's unit applies."""


@dataclass(frozen=True, slots=True)
class Field:
    """One meaning a column may have. `severity` says whether an unreadable value keeps the row out.

    `period` ("month", "year") is what an amount of money is stated for.
    """

    key: str
    type: str
    synonyms: tuple[str, ...]
    severity: Severity = "warn"
    required: bool = False
    personal: bool = False
    reason: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """`needs`: a sheet shows at least one of them; `names`: a row fills at least one; `together`: all must show."""

    kind: str
    title: str
    fields: Mapping[str, Field]
    names: tuple[str, ...]
    needs: tuple[str, ...]
    together: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    swaps: tuple[tuple[str, str], ...] = ()

    def typed(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields.values() if field.type != "ignore")


def layout_kinds() -> tuple[str, ...]:
    return ("businesses", "participants", "visits", "cooperatives")


@cache
def read_layout(kind: str) -> Layout:
    """The layout of `kind` as it ships with the package; KeyError for an unknown kind."""
    if kind not in layout_kinds():
        raise KeyError(kind)
    return layout_from(_definition(kind))


def _definition(kind: str) -> Mapping[str, Any]:
    written = (
        files("dampingi.definitions").joinpath("layouts").joinpath(f"{kind}.yaml").read_text(encoding="utf-8")
    )
    definition: Mapping[str, Any] = yaml.safe_load(written)
    return definition


def layout_from(definition: Mapping[str, Any]) -> Layout:
    fields = dict(definition["fields"])
    if parent := definition.get("extends"):
        inherited = _definition(parent)["fields"]
        fields = {key: inherited[key] for key in definition["only"]} | fields
    return Layout(
        kind=definition["kind"],
        title=definition["title"],
        fields={key: _field(key, said) for key, said in fields.items()},
        names=tuple(definition["names"]),
        needs=tuple(definition["needs"]),
        together=tuple(definition.get("together", ())),
        counts=tuple(spelled_out(heading) for heading in definition.get("counts", ())),
        swaps=tuple((first, second) for first, second in definition.get("swaps", ())),
    )


def _field(key: str, said: Mapping[str, Any]) -> Field:
    return Field(
        key=key,
        type=said["type"],
        synonyms=tuple(dict.fromkeys(spelled_out(synonym) for synonym in said["synonyms"])),
        severity=said.get("severity", "warn"),
        required=said.get("required", False),
        personal=said.get("personal", False),
        reason=said.get("reason", ""),
        period=said.get("period", ""),
    )
