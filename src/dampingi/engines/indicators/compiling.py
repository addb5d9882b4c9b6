"""Indicators of one dataset, a grouping and a shape, to one SQL text."""

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Literal

import ibis
import ibis.expr.types as ir

from dampingi.engines.indicators.datasets import ALWAYS, REGIONS, Dataset, Source, united
from dampingi.engines.indicators.definitions import Indicator
from dampingi.engines.indicators.dialects import Dialect, beginning, parameter
from dampingi.engines.indicators.shapes import Shape

Tables = Mapping[str, ir.Table]
SUBJECT = "subject"
"""The grouping by whom a row is about, which every dataset has and no page shows: sums of one person each."""
Part = Literal["all", "in", "out"]
"""Which rows behind a figure: all, those that add to the numerator, those that add only to the denominator."""


@dataclass(frozen=True)
class Question:
    """`columns` in the order of the result: the groups, then for figures a numerator and a denominator per indicator."""

    sql: str
    columns: tuple[str, ...]


def compile_figures(
    indicators: Sequence[Indicator],
    grouping: Sequence[str],
    *,
    dataset: Dataset,
    tables: Tables,
    dialect: Dialect,
    shape: Shape,
) -> Question:
    """All indicators share the dataset; one pass over its rows computes them all."""
    source = Source(tables, dialect, shape, by_month="month" in grouping)
    parts = [_summed(part, indicators, dataset, source, grouping) for part in _scoped(dataset, source)]
    table = parts[0] if len(parts) == 1 else _added(united(parts), len(grouping))
    return Question(dialect.sql(table), tuple(table.columns))


def _summed(
    rows: ir.Table, indicators: Sequence[Indicator], dataset: Dataset, source: Source, grouping: Sequence[str]
) -> ir.Table:
    rows, keys = _grouped(rows, dataset, source, grouping)
    sums = {}
    for place, indicator in enumerate(indicators):
        sums[f"n{place}"] = _sum(indicator, indicator.numerator.of(rows), rows)
        sums[f"d{place}"] = _sum(indicator, indicator.denominator.of(rows), rows)
    return (
        rows.group_by(**{f"g{n}": rows[k] for n, k in enumerate(keys)}).agg(**sums)
        if keys
        else rows.agg(**sums)
    )


def _added(parts: ir.Table, groups: int) -> ir.Table:
    """Sums of sums: each kind of rows is summed by itself first, which spares sorting them all together."""
    keys, sums = parts.columns[:groups], parts.columns[groups:]
    total = {name: parts[name].sum() for name in sums}
    return parts.group_by(list(keys)).agg(**total) if keys else parts.agg(**total)


def compile_rows(
    indicator: Indicator,
    grouping: Sequence[str],
    *,
    dataset: Dataset,
    tables: Tables,
    dialect: Dialect,
    shape: Shape,
    part: Part = "all",
) -> tuple[Question, Question]:
    """The rows behind one figure, and how many they are. Parameters group0, group1 ... name the group; limit and offset page."""
    source = Source(tables, dialect, shape, by_month="month" in grouping)
    rows, keys = _grouped(united(_scoped(dataset, source)), dataset, source, grouping)
    for n, key in enumerate(keys):
        rows = rows.filter(rows[key] == parameter(f"group{n}"))
    for condition in indicator.filter:
        rows = rows.filter(condition.holds(rows))
    rows = rows.mutate(numerator=indicator.numerator.of(rows), denominator=indicator.denominator.of(rows))
    rows = rows.filter(_part(rows, part))
    used = dict.fromkeys(
        [
            *ALWAYS,
            dataset.subject,
            *filter(None, [dataset.detail]),
            *dataset.columns,
            "numerator",
            "denominator",
        ]
    )
    listed = rows.select(*used).order_by("region", "day", "id")
    paged = dialect.sql(listed) + f" LIMIT {dialect.mark('limit')} OFFSET {dialect.mark('offset')}"
    return Question(paged, tuple(used)), Question(dialect.sql(rows.agg(rows=rows.count())), ("rows",))


def _part(rows: ir.Table, part: Part) -> ir.BooleanValue:
    adds = rows.numerator != 0
    if part == "in":
        return adds
    counts = rows.denominator != 0
    return counts & ~adds if part == "out" else counts | adds


def _sum(indicator: Indicator, amount: ir.IntegerValue, rows: ir.Table) -> ir.IntegerScalar:
    if not indicator.filter:
        return amount.sum()
    holds = reduce(operator.and_, (c.holds(rows) for c in indicator.filter))
    return ibis.ifelse(holds, amount, 0).sum()


def _scoped(dataset: Dataset, source: Source) -> list[ir.Table]:
    """The dataset's rows of the programme, the period, and the actor's reach."""
    return [_kept(rows(source), dataset, source) for rows in dataset.rows]


def _kept(rows: ir.Table, dataset: Dataset, source: Source) -> ir.Table:
    if not (dataset.of_place and source.shape.spans):
        rows = rows.filter(source.of_programme(rows.programme))
    rows = rows.filter(rows.day <= source.until)
    if dataset.span == "within" or source.by_month:
        rows = rows.filter(rows.day >= source.start)
    if source.shape.part:
        rows = rows.filter(_between(rows, "part_from", "part_below"))
    reached = [_between(rows, f"from{n}", f"below{n}") for n in range(source.shape.regions)]
    reached += [dataset.reaches[name](source, rows) for name in source.shape.reach]
    return rows.filter(reduce(operator.or_, reached)) if reached else rows


def _between(rows: ir.Table, lower: str, below: str) -> ir.BooleanValue:
    return (rows.region >= parameter(lower)) & (rows.region < parameter(below))


def _grouped(
    rows: ir.Table, dataset: Dataset, source: Source, grouping: Sequence[str]
) -> tuple[ir.Table, list[str]]:
    """The rows with one column per grouping, and the columns' names."""
    keys = []
    for name in grouping:
        key = f"by_{name}"
        if name in REGIONS:
            rows = rows.mutate(**{key: beginning(rows.region, 1, REGIONS[name])})
        elif name == "month":
            rows = rows.mutate(**{key: source.month(rows.day)})
        elif name == SUBJECT:
            key = dataset.subject
        else:
            rows = dataset.groups[name](source, rows)
            key = name
        keys.append(key)
    return rows, keys
