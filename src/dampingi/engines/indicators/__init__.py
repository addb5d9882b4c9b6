"""From the definition of an indicator to one SQL text that computes it, on SQLite, PostgreSQL, DuckDB and Spark alike.

    definition (YAML)  --parse-->  Indicator
    Indicator + Dataset + grouping + Shape  --compile-->  Question (SQL with named parameters)
    rows of the Question  --Figure-->  numerator, denominator, value, interval

Ibis only compiles here; whoever has a connection runs the SQL. Nothing in this package knows what a mentor is: the datasets come from
the layer above.
"""

from dampingi.engines.indicators.combining import Component, combined, cycle
from dampingi.engines.indicators.compiling import SUBJECT, Part, Question, compile_figures, compile_rows
from dampingi.engines.indicators.datasets import Column, Dataset, Source, flag
from dampingi.engines.indicators.definitions import Baseline, Condition, Indicator, Measure, Unclear, parse
from dampingi.engines.indicators.dialects import DUCKDB, POSTGRESQL, SPARK, SQLITE, Dialect
from dampingi.engines.indicators.differences import FEWEST, Difference, difference
from dampingi.engines.indicators.entered import Cell, Entered, first_day, last_day, totalled
from dampingi.engines.indicators.figures import Figure, wilson
from dampingi.engines.indicators.shapes import Shape

__all__ = [
    "DUCKDB",
    "FEWEST",
    "POSTGRESQL",
    "SPARK",
    "SQLITE",
    "SUBJECT",
    "Baseline",
    "Cell",
    "Column",
    "Component",
    "Condition",
    "Dataset",
    "Dialect",
    "Difference",
    "Entered",
    "Figure",
    "Indicator",
    "Measure",
    "Part",
    "Question",
    "Shape",
    "Source",
    "Unclear",
    "combined",
    "compile_figures",
    "compile_rows",
    "cycle",
    "difference",
    "first_day",
    "flag",
    "last_day",
    "parse",
    "totalled",
    "wilson",
]
