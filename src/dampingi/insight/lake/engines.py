"""The seam between a question and whoever computes it: tables as files, one statement, rows.

Every engine shows its statement the records' own tables: each column of the model is there, in its own type; one that no file holds is
empty. What no column of it is asked for costs nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from django.db import models

from dampingi.engines.indicators import Dialect
from dampingi.insight.facts.tables import SOURCES
from dampingi.insight.lake.layout import Kind, kinds_of


@dataclass(frozen=True)
class Table:
    """`name` as the statement calls it. `files` are paths below the lake's root. `columns`: every one of the model; `held`: those that files hold.

    `alike`: all files hold the same ones, so that one tells of all."""

    name: str
    files: tuple[str, ...]
    columns: Mapping[str, Kind]
    held: frozenset[str]
    alike: bool = True


class Engine(Protocol):
    dialect: Dialect

    def answer(
        self, sql: str, parameters: Mapping[str, Any], tables: tuple[Table, ...]
    ) -> list[tuple[Any, ...]]:
        """Rows of one statement over these files and no others. Raises Refused where a file is not there."""


@cache
def models_by_table() -> Mapping[str, type[models.Model]]:
    return {model._meta.db_table: model for model in SOURCES.values()}


@cache
def kinds_by_table() -> Mapping[str, Mapping[str, Kind]]:
    """The name in a statement -> its columns."""
    return {name: kinds_of(model) for name, model in models_by_table().items()}
