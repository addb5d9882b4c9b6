"""What leaves the office, table by table: definitions/lake.yaml beside the models, read strictly at first use."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from django.db import models

from dampingi.engines.lake import SCHEMA
from dampingi.foundation.definitions import load
from dampingi.insight.facts.tables import SOURCES

Kind = Literal["id", "text", "flag", "day", "instant", "int16", "int32", "int64"]
_WHOLE: Mapping[str, Kind] = {
    "PositiveSmallIntegerField": "int16",
    "SmallIntegerField": "int16",
    "PositiveIntegerField": "int32",
    "IntegerField": "int32",
}


@dataclass(frozen=True)
class LakeTable:
    """`region` and `day` are paths from the model, "" where there is none; `columns`: name -> kind; `event`: see the YAML."""

    name: str
    model: type[models.Model]
    region: str
    day: str
    event: bool
    columns: Mapping[str, Kind]


@cache
def layout() -> Mapping[str, LakeTable]:
    told = load("lake")["tables"]
    if set(told) != set(SOURCES):
        raise LookupError(f"definitions/lake.yaml and facts/tables.py differ: {set(told) ^ set(SOURCES)}")
    return {name: _table(name, told[name]) for name in SOURCES}


def _table(name: str, told: Mapping[str, Any]) -> LakeTable:
    kinds = kinds_of(SOURCES[name])
    columns = {column: kinds[column] for column in told["columns"].split()}
    return LakeTable(
        name, SOURCES[name], told["region"], told.get("day", ""), bool(told.get("event")), columns
    )


@cache
def kinds_of(model: type[models.Model]) -> Mapping[str, Kind]:
    """Every column of the records' table, also those that stay in the office."""
    return {field.column: _kind(field) for field in model._meta.concrete_fields}


def _kind(field: models.Field) -> Kind:
    target = field.target_field if field.is_relation else field
    match target:
        case models.UUIDField():
            return "id"
        case models.BooleanField():
            return "flag"
        case models.DateTimeField():
            return "instant"
        case models.DateField():
            return "day"
        case models.IntegerField():
            return _WHOLE.get(target.get_internal_type(), "int64")
    return "text"


def described() -> bytes:
    """ROOT/schema.json: for whoever reads the files without us."""
    words = load("lake")["words"]
    tables = {
        table.name: {
            name: {"kind": kind, "meaning": words[name], "source": f"{table.model._meta.label}.{name}"}
            for name, kind in table.columns.items()
        }
        for table in layout().values()
    }
    told = {"schema": SCHEMA, "language": "id", "tables": tables}
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()
