"""The three things in which the databases differ: how a month is cut from a date, how a parameter is marked, who compiles."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir

_PARAMETER = re.compile(r"'@@(\w+)'")


@dataclass(frozen=True)
class Dialect:
    """Dates and identifiers are declared as text to Ibis on every engine: it only compiles, and text compares, groups and joins the
    same whether the column is CHAR, UUID or DATE, as long as both sides are of one kind (parameters come as the kind the driver wants)."""

    name: str
    mark: Callable[[str], str]
    month: Callable[[ir.StringValue], ir.StringValue]
    escapes_percent: bool

    def sql(self, expression: ir.Expr) -> str:
        """One statement with named parameters where the expression has `parameter(name)`."""
        text = _compiler(self.name)(expression)
        if self.escapes_percent:
            text = text.replace("%", "%%")
        return _PARAMETER.sub(lambda found: self.mark(found[1]), text)


def parameter(name: str) -> ir.StringScalar:
    """Stands for a bound value; becomes the driver's placeholder after compiling."""
    return ibis.literal(f"@@{name}")


@ibis.udf.scalar.builtin(name="substr", signature=(("string", "int64", "int64"), "string"))  # type: ignore[untyped-decorator]
def beginning(text: str, first: int, length: int) -> str:  # type: ignore[empty-body]
    """substr(text, 1, length): Ibis' own spelling guards against negative places, at a cost per row."""


def _from_text(day: ir.StringValue) -> ir.StringValue:
    return beginning(day, 1, 7)


def _from_date(day: ir.StringValue) -> ir.StringValue:
    return day.cast("date").strftime("%Y-%m")


def _compiler(name: str) -> Callable[[ir.Expr], str]:
    from ibis.backends.sql import compilers

    compiler: Any = {
        "sqlite": compilers.SQLiteCompiler,
        "postgresql": compilers.PostgresCompiler,
        "duckdb": compilers.DuckDBCompiler,
        "spark": compilers.PySparkCompiler,
    }[name]()
    return lambda expression: str(compiler.to_sqlglot(expression).sql(dialect=compiler.dialect))


def _named(name: str) -> str:
    return f"%({name})s"


SQLITE = Dialect("sqlite", _named, _from_text, escapes_percent=True)
POSTGRESQL = Dialect("postgresql", _named, _from_date, escapes_percent=True)
DUCKDB = Dialect("duckdb", lambda name: f"${name}", _from_date, escapes_percent=False)
SPARK = Dialect("spark", lambda name: f":{name}", _from_date, escapes_percent=False)
"""Compiles without pyspark being there."""
