"""What a dataset is: rows of one grain, made when a question needs them, with only the columns that it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import ibis
import ibis.expr.types as ir

from dampingi.engines.indicators.dialects import Dialect, parameter
from dampingi.engines.indicators.shapes import Shape

ALWAYS = ("id", "programme", "region", "day")
"""Columns every dataset has. `day` places a row in time; `region` is that day's code."""


@dataclass(frozen=True)
class Column:
    """A measure column: integers only (rupiah, counts, 0/1). `flag`: 0/1, usable as a condition by itself."""

    says: str
    flag: bool = False


@dataclass(frozen=True)
class Source:
    """What a dataset's function is given: the tables, the dialect and the parameters of the question."""

    tables: Mapping[str, ir.Table]
    dialect: Dialect
    shape: Shape
    by_month: bool = False
    """The question groups by month: a state is then taken at the end of each month instead of the period's end."""

    def __getitem__(self, name: str) -> ir.Table:
        """The table of a model, every access a new one, so that a table may be joined with itself."""
        return self.tables[name].view()

    def month(self, day: ir.StringValue) -> ir.StringValue:
        return self.dialect.month(day)

    @property
    def programme(self) -> ir.StringScalar:
        return parameter("programme")

    def of_programme(self, column: ir.StringValue) -> ir.BooleanValue:
        """Rows of the question's programme, or of all that it spans."""
        if not self.shape.spans:
            return column == self.programme
        told = self["programme"]
        return column.isin(told.filter(told.starts_on <= self.until, told.ends_on >= self.start).id)

    @property
    def start(self) -> ir.StringScalar:
        return parameter("start")

    @property
    def until(self) -> ir.StringScalar:
        """Last day of the period, inclusive."""
        return parameter("until")

    @property
    def instant(self) -> ir.StringScalar:
        """The first moment after the period, in the office's zone."""
        return parameter("instant")

    @property
    def book_year(self) -> ir.IntegerScalar:
        """The last year on which the members have to have met by the period's end."""
        return parameter("book_year").cast("int64")

    @property
    def book_starts(self) -> ir.StringScalar:
        """Its first day."""
        return parameter("book_starts")

    @property
    def meeting_by(self) -> ir.StringScalar:
        """The last day for that meeting."""
        return parameter("meeting_by")

    def at_home(self, region: ir.StringValue) -> ir.BooleanValue:
        """Inside the programme's region: for rows that belong to a place and to no programme."""
        return (region >= parameter("home_from")) & (region < parameter("home_below"))

    def middles(self) -> list[ir.StringScalar]:
        """The 15th of every month of the period."""
        return [parameter(f"month{n}") for n in range(max(1, self.shape.months))]

    def calendar(self) -> ir.Table:
        """One row per month of the period with its 15th as `day`."""
        return united([middle.name("day").as_table() for middle in self.middles()])


def united(tables: list[ir.Table]) -> ir.Table:
    """By halves: Ibis nests what it unites, and SQLite's parser is a hundred levels deep."""
    if len(tables) == 1:
        return tables[0]
    half = len(tables) // 2
    return ibis.union(united(tables[:half]), united(tables[half:]))


def flag(holds: ir.BooleanValue) -> ir.IntegerValue:
    """1 or 0: a truth that can be summed on every engine."""
    return ibis.ifelse(holds, 1, 0)


Rows = Callable[[Source], ir.Table]
Group = Callable[[Source, ir.Table], ir.Table]
Reach = Callable[[Source, ir.Table], ir.BooleanValue]


@dataclass(frozen=True)
class Dataset:
    """Each of `rows` gives `ALWAYS` and the measure columns (kinds of rows are united: visits and months); `groups` add one text column of the group's name by joining.

    `span`: "within" takes rows whose day lies in the period, "until" everything up to its end (states, not events).
    `reaches` say whose rows a reach other than a region covers. `calendar`: the rows need a row per month.
    """

    name: str
    title: str
    """What people call it; `name` is what definitions call it."""
    says: str
    grain: str
    rows: tuple[Rows, ...]
    columns: Mapping[str, Column]
    groups: Mapping[str, Group] = field(default_factory=dict)
    reaches: Mapping[str, Reach] = field(default_factory=dict)
    span: Literal["within", "until"] = "within"
    calendar: bool = False
    months: bool = True
    """Whether grouping by month means anything; not for rows that only stand at the period's end."""
    subject: Literal["enrolment", "mentor", "business", "cooperative", "slot", "grant", "point", "unit"] = (
        "enrolment"
    )
    """The column that says whom or what a row is about."""
    of_place: bool = False
    """Rows belong to a place, whatever the programme: two programmes there count the same ones, which must not be added up."""
    detail: str = ""
    """A text column that tells rows of one subject apart (the stage, the training), if there is one."""

    @cached_property
    def groupings(self) -> frozenset[str]:
        return frozenset(REGIONS) | frozenset(["month"] if self.months else []) | frozenset(self.groups)


REGIONS = {"province": 2, "city": 5, "kecamatan": 8, "kelurahan": 13}
"""Grouping -> length of the region code at that level."""
