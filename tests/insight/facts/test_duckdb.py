"""The same definitions over the same facts on a third engine, as a lake would hold them."""

import datetime

import duckdb
import pytest
from tests.insight.oracle import Oracle
from tests.insight.scattered import START, TODAY

from dampingi.engines.indicators import DUCKDB, Shape, compile_figures
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.facts.tables import SOURCES, tables
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period

pytestmark = pytest.mark.django_db
SO_FAR = Period(START, TODAY)
KINDS = {"BooleanField": "BOOLEAN", "DateField": "DATE", "DateTimeField": "TIMESTAMPTZ", "UUIDField": "UUID"}


@pytest.fixture(scope="module")
def lake(scattered):
    db = duckdb.connect()
    for model in SOURCES.values():
        _copy(db, model)
    return db


def _copy(db, model):
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{f.column}" {_kind(f)}' for f in fields)
    db.execute(f"CREATE TABLE {model._meta.db_table} ({columns})")
    rows = [
        tuple(_plain(v) for v in row) for row in model._base_manager.values_list(*(f.attname for f in fields))
    ]
    if rows:
        marks = ", ".join("?" for _ in fields)
        db.executemany(f"INSERT INTO {model._meta.db_table} VALUES ({marks})", rows)


def _kind(field):
    target = field.target_field if field.is_relation else field
    name = target.get_internal_type()
    return KINDS.get(name, "BIGINT" if "Integer" in name else "VARCHAR")


def due_and_home():
    """On 20 August the members have to have met on the year before; the programme is the province's."""
    return {
        "book_year": 2025, "book_starts": datetime.date(2025, 1, 1), "meeting_by": datetime.date(2026, 6, 30), "home_from": "32",
        "home_below": "32/",
    }  # fmt: skip


def _plain(value):
    return str(value) if isinstance(value, dict | list) else value


@pytest.mark.parametrize("code", catalogue())
def test_equals_the_naive_oracle(scattered, lake, code):
    indicator = catalogue()[code]
    middles = SO_FAR.middles()
    shape = Shape(regions=1, months=len(middles))
    bound = {
        "programme": scattered.programme.id, "start": START, "until": TODAY, "instant": SO_FAR.instant("32"), **due_and_home(),
        "from0": "32.76", "below0": "32.76/", **{f"month{n}": day for n, day in enumerate(middles)},
    }  # fmt: skip
    for grouping in [(), *((g,) for g in indicator.groupings)]:
        question = compile_figures(
            [indicator],
            grouping,
            dataset=DATASETS[indicator.dataset],
            tables=tables(),
            dialect=DUCKDB,
            shape=shape,
        )
        asked = {name: value for name, value in bound.items() if f"${name}" in question.sql}
        found = lake.execute(question.sql, asked).fetchall()
        told = {
            tuple(str(g or "") for g in row[:-2]): (int(row[-2] or 0), int(row[-1] or 0)) for row in found
        }
        expected = Oracle(scattered.programme, SO_FAR).figures(code, grouping, inside="32.76")
        assert {k: v for k, v in told.items() if any(v)} == expected
