"""The same questions on SQLite and DuckDB give what plain Python gives, whatever the rows and the filter."""

import datetime
import operator
import re
import sqlite3

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.indicators.conftest import SHOP

from dampingi.engines.indicators import (
    DUCKDB,
    POSTGRESQL,
    SQLITE,
    Shape,
    compile_figures,
    compile_rows,
    parse,
)

COMPARE = {
    "equal": operator.eq,
    "unlike": operator.ne,
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
}
BOUND = {
    "programme": "p",
    "start": "2026-02-01",
    "until": "2026-04-30",
    "from0": "32.76.05",
    "below0": "32.76.05/",
}
REGIONS = ["32.76.05.1001", "32.76.05.1002", "32.76.05", "32.76.050", "32.76.06.1001"]
SALES = st.lists(
    st.tuples(
        st.sampled_from(REGIONS),
        st.dates(datetime.date(2026, 1, 25), datetime.date(2026, 5, 5)).map(str),
        st.integers(0, 10**12),
        st.integers(0, 10**12),
        st.integers(0, 1),
    ),
    max_size=25,
)
FILTERS = st.lists(
    st.tuples(
        st.sampled_from(["amount", "refund", "paid"]), st.sampled_from(sorted(COMPARE)), st.integers(0, 3)
    ),
    max_size=2,
)
GROUPINGS = st.sampled_from([(), ("kecamatan",), ("month",), ("kelurahan", "month")])


@settings(max_examples=60, deadline=None)
@given(sales=SALES, filters=FILTERS, grouping=GROUPINGS)
def test_equals_plain_python(raw, shops, sales, filters, grouping):
    groupings = ["kecamatan", "month", "kelurahan"]
    definition = raw | {
        "filter": [{"column": c, "is": o, "value": v} for c, o, v in filters],
        "groupings": groupings,
    }
    indicator = parse(definition, {"shops": shops})
    expected = by_hand(sales, filters, grouping)
    for dialect, ask in ((SQLITE, on_sqlite), (DUCKDB, on_duckdb)):
        question = compile_figures(
            [indicator],
            grouping,
            dataset=shops,
            tables={"shop": SHOP},
            dialect=dialect,
            shape=Shape(regions=1),
        )
        found = {row[:-2]: (int(row[-2] or 0), int(row[-1] or 0)) for row in ask(question.sql, sales)}
        assert {k: v for k, v in found.items() if any(v)} == {k: v for k, v in expected.items() if any(v)}


def by_hand(sales, filters, grouping):
    sums = {}
    for region, day, amount, refund, paid in sales:
        row = {"amount": amount, "refund": refund, "paid": paid}
        inside = region == "32.76.05" or region.startswith("32.76.05.")
        if not inside or not "2026-02-01" <= day <= "2026-04-30":
            continue
        if not all(COMPARE[o](row[c], v) for c, o, v in filters):
            continue
        group = {"kecamatan": region[:8], "kelurahan": region, "month": day[:7]}
        key = tuple(group[name] for name in grouping)
        n, d = sums.get(key, (0, 0))
        sums[key] = (n + amount - refund, d + 1)
    return sums


def on_sqlite(sql, sales):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE shop (id TEXT, region TEXT, sold_on TEXT, amount INT, refund INT, paid INT)")
    db.executemany("INSERT INTO shop VALUES (?,?,?,?,?,?)", [(str(n), *sale) for n, sale in enumerate(sales)])
    return db.execute(re.sub(r"%\((\w+)\)s", r":\1", sql).replace("%%", "%"), BOUND).fetchall()


def on_duckdb(sql, sales):
    db = duckdb.connect()
    db.execute(
        "CREATE TABLE shop (id VARCHAR, region VARCHAR, sold_on DATE, amount BIGINT, refund BIGINT, paid BIGINT)"
    )
    if sales:
        db.executemany(
            "INSERT INTO shop VALUES (?,?,?,?,?,?)", [(str(n), *sale) for n, sale in enumerate(sales)]
        )
    return db.execute(sql, {k: v for k, v in BOUND.items() if f"${k}" in sql}).fetchall()


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL, DUCKDB], ids=lambda d: d.name)
def test_every_value_is_bound_and_none_is_written(raw, shops, dialect):
    indicator = parse(raw, {"shops": shops})
    question = compile_figures(
        [indicator], ("month",), dataset=shops, tables={"shop": SHOP}, dialect=dialect, shape=Shape(regions=2)
    )
    assert "@@" not in question.sql
    for name in ("programme", "start", "until", "from0", "below0", "from1", "below1"):
        assert dialect.mark(name) in question.sql


def test_rows_behind_a_figure_are_paged(raw, shops):
    sales = [("32.76.05.1001", "2026-03-01", n, 0, 1) for n in range(1, 8)]
    indicator = parse(raw, {"shops": shops})
    listed, counted = compile_rows(
        indicator,
        ("kecamatan",),
        dataset=shops,
        tables={"shop": SHOP},
        dialect=SQLITE,
        shape=Shape(regions=1),
    )
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE shop (id TEXT, region TEXT, sold_on TEXT, amount INT, refund INT, paid INT)")
    db.executemany("INSERT INTO shop VALUES (?,?,?,?,?,?)", [(str(n), *sale) for n, sale in enumerate(sales)])
    asked = BOUND | {"group0": "32.76.05", "limit": 3, "offset": 6}
    marked = [re.sub(r"%\((\w+)\)s", r":\1", q.sql) for q in (listed, counted)]
    assert db.execute(marked[1], asked).fetchone() == (7,)
    page = [dict(zip(listed.columns, row, strict=True)) for row in db.execute(marked[0], asked)]
    assert [row["numerator"] for row in page] == [7]
