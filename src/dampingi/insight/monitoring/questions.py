"""Compiled once, asked often: questions on Django's own connection, with everything that varies bound."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection

from dampingi.engines.indicators import (
    POSTGRESQL,
    SQLITE,
    Dialect,
    Indicator,
    Part,
    Question,
    Shape,
    compile_figures,
    compile_rows,
)
from dampingi.foundation.regions.codes import contains
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.facts.tables import tables
from dampingi.insight.monitoring.periods import Period, book_year_due
from dampingi.insight.monitoring.reaches import Reached
from dampingi.records.programmes.models import Programme

_DIALECTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
_COMPILED = 512
_BEYOND = ":"
"""Comes after every region's code."""


@dataclass(frozen=True)
class Request:
    """One dataset, one reach, one place and one period."""

    dataset: str
    programme: Programme
    region: str
    period: Period
    reach: Reached

    @property
    def prefixes(self) -> list[str]:
        """The region ranges left after narrowing to the place asked for; [""] is everywhere."""
        inner = [p for p in self.reach.prefixes if contains(self.region, p)]
        return [self.region] if any(contains(p, self.region) for p in self.reach.prefixes) else inner

    @property
    def shape(self) -> Shape:
        months = len(self.period.middles()) if DATASETS[self.dataset].calendar else 0
        if "" in self.prefixes:
            return Shape(months=months)
        if self.region in self.prefixes:
            return Shape(regions=1, months=months)
        part = int(bool(self.region))
        return Shape(len(self.prefixes), self.reach.others, part, months)

    def values(self) -> dict[str, Any]:
        bound: dict[str, Any] = {
            "programme": _id(self.programme.id),
            "start": _day(self.period.start),
            "until": _day(self.period.end),
            "instant": connection.ops.adapt_datetimefield_value(self.period.instant(self.programme.region)),
        }
        due = book_year_due(self.period.end)
        bound |= {"book_year": due.year, "book_starts": _day(due.starts), "meeting_by": _day(due.meeting_by)}
        home = self.programme.region
        bound |= {"home_from": home, "home_below": home + "/" if home else _BEYOND}
        for n, prefix in enumerate(self.prefixes):
            bound |= {f"from{n}": prefix, f"below{n}": prefix + "/"}
        if self.region:
            bound |= {"part_from": self.region, "part_below": self.region + "/"}
        if self.reach.user:
            bound["user"] = _id(self.reach.user)
        return bound | {f"month{n}": _day(d) for n, d in enumerate(self.period.middles())}


def ask_figures(
    indicators: Iterable[Indicator], grouping: tuple[str, ...], request: Request
) -> list[tuple[Any, ...]]:
    """Rows of group texts followed by a numerator and a denominator per indicator."""
    question = _figures(tuple(indicators), grouping, request.dataset, connection.vendor, request.shape)
    return _ask(question, request.values())


def ask_rows(
    indicator: Indicator,
    grouping: tuple[str, ...],
    group: tuple[str, ...],
    request: Request,
    *,
    part: Part,
    limit: int,
    offset: int,
) -> list[dict[str, Any]]:
    listed, _count = _rows(indicator, grouping, part, request.dataset, connection.vendor, request.shape)
    bound = request.values() | _groups(grouping, group) | {"limit": limit, "offset": offset}
    return [dict(zip(listed.columns, row, strict=True)) for row in _ask(listed, bound)]


def count_rows(
    indicator: Indicator,
    grouping: tuple[str, ...],
    group: tuple[str, ...],
    request: Request,
    *,
    part: Part,
) -> int:
    _listed, counted = _rows(indicator, grouping, part, request.dataset, connection.vendor, request.shape)
    return int(_ask(counted, request.values() | _groups(grouping, group))[0][0])


@lru_cache(maxsize=_COMPILED)
def _figures(
    indicators: tuple[Indicator, ...], grouping: tuple[str, ...], dataset: str, vendor: str, shape: Shape
) -> Question:
    return compile_figures(
        indicators,
        grouping,
        dataset=DATASETS[dataset],
        tables=tables(),
        dialect=_dialect(vendor),
        shape=shape,
    )


@lru_cache(maxsize=_COMPILED)
def _rows(
    indicator: Indicator,
    grouping: tuple[str, ...],
    part: Part,
    dataset: str,
    vendor: str,
    shape: Shape,
) -> tuple[Question, Question]:
    return compile_rows(
        indicator,
        grouping,
        dataset=DATASETS[dataset],
        tables=tables(),
        dialect=_dialect(vendor),
        shape=shape,
        part=part,
    )


def _dialect(vendor: str) -> Dialect:
    return _DIALECTS[vendor]


def _ask(question: Question, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question.sql, values)
        return cursor.fetchall()


def _groups(grouping: tuple[str, ...], group: tuple[str, ...]) -> dict[str, Any]:
    return {
        f"group{n}": _id(uuid.UUID(text)) if name == "mentor" else text
        for n, (name, text) in enumerate(zip(grouping, group, strict=True))
    }


def _day(day: datetime.date) -> Any:
    return connection.ops.adapt_datefield_value(day)


def _id(value: uuid.UUID) -> Any:
    return value if connection.features.has_native_uuid_field else value.hex
