"""What databases decide differently, decided: one small table, asked on SQLite, DuckDB and Spark through the same expressions.

Each of these would make a figure differ on one engine only. The expected rows are written out, so that three wrongs are not a right.
"""

import datetime
import sqlite3

import duckdb
import ibis
import pytest

from dampingi.engines.indicators import DUCKDB, SPARK, SQLITE, flag
from dampingi.engines.indicators.dialects import parameter
from dampingi.engines.spark import answer

pytestmark = pytest.mark.spark

DAY, AT = datetime.date, datetime.datetime
LARGE = 9 * 10**15 + 7
"""Below 2^53, beyond which a quotient that passes through a floating-point number is no whole number any more."""
ROWS = [
    ("a", "32.76.05.1003", DAY(2026, 1, 31), AT(2026, 1, 31, 16, 59, 59, 999999, datetime.UTC), 7, 2, True),
    ("b", "32.76", DAY(2026, 2, 1), AT(2026, 1, 31, 17, 0, 0, 0, datetime.UTC), 8, 2, False),
    ("C", "32.77.01.1001", DAY(2024, 2, 29), None, -7, 2, True),
    ("é", "32.8", DAY(2025, 12, 31), AT(2025, 12, 31, 23, 59, 59, 0, datetime.UTC), LARGE, 10, False),
    (None, "32/", None, None, None, 3, None),
]
T = ibis.table(
    {"k": "string", "region": "string", "day": "string", "at": "string", "n": "int64", "per": "int64", "ok": "boolean"},
    name="trap",
)  # fmt: skip
COLUMNS = {
    "k": "VARCHAR", "region": "VARCHAR", "day": "DATE", "at": "TIMESTAMPTZ", "n": "BIGINT", "per": "BIGINT", "ok": "BOOLEAN"
}  # fmt: skip
DECLARED = ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items())


class OnSQLite:
    dialect = SQLITE

    def __init__(self):
        self.db = sqlite3.connect(":memory:")
        self.db.execute(f"CREATE TABLE trap ({DECLARED})")
        rows = [tuple(self._plain(v) for v in row) for row in ROWS]
        self.db.executemany("INSERT INTO trap VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def rows(self, expression, **bound):
        sql = self.dialect.sql(expression).replace("%%", "%")
        for name in bound:
            sql = sql.replace(f"%({name})s", f":{name}")
        return self.db.execute(sql, {n: self._plain(v) for n, v in bound.items()}).fetchall()

    @staticmethod
    def _plain(value):
        """As Django writes them."""
        if isinstance(value, datetime.datetime):
            return value.astimezone(datetime.UTC).replace(tzinfo=None).isoformat(" ")
        return value.isoformat() if isinstance(value, datetime.date) else value


class OnDuckDB:
    dialect = DUCKDB

    def __init__(self, path):
        self.db = duckdb.connect()
        self.db.execute(f"CREATE TABLE trap ({DECLARED})")
        self.db.executemany("INSERT INTO trap VALUES (?, ?, ?, ?, ?, ?, ?)", ROWS)
        self.db.execute(f"COPY trap TO '{path}'")

    def rows(self, expression, **bound):
        return self.db.execute(self.dialect.sql(expression), bound).fetchall()


class OnSpark:
    dialect = SPARK

    def __init__(self, spark, path):
        self.spark = spark
        spark.read.parquet(str(path)).createOrReplaceTempView("trap")

    def rows(self, expression, **bound):
        return answer(self.spark, self.dialect.sql(expression), bound)


@pytest.fixture(scope="module")
def engines(spark, tmp_path_factory):
    path = tmp_path_factory.mktemp("trap") / "trap.parquet"
    return {"sqlite": OnSQLite(), "duckdb": OnDuckDB(path), "spark": OnSpark(spark, path)}


@pytest.fixture
def same(engines):
    """Asks all three and says what they all answered; order is nobody's promise."""

    def asked(expression, **bound):
        told = {
            name: sorted((tuple(row) for row in on.rows(expression, **bound)), key=repr)
            for name, on in engines.items()
        }
        assert told["duckdb"] == told["sqlite"]
        assert told["spark"] == told["sqlite"]
        return told["spark"]

    return asked


@pytest.fixture
def by_key(same):
    def asked(value, **bound):
        return dict(same(T.select(k=T.k, v=value), **bound))

    return asked


def test_whole_numbers_divide_to_whole_numbers_down_to_the_last_rupiah(by_key):
    whole = ((T.n - T.n % T.per) / T.per).cast("int64")
    assert by_key(whole) == {"a": 3, "b": 4, "C": -3, "é": (LARGE - 7) // 10, None: None}


def test_a_sum_of_nothing_is_nothing_and_no_zero(same):
    nobody = T.filter(T.k == "nobody")
    assert same(nobody.agg(s=nobody.n.sum(), c=nobody.count())) == [(None, 0)]


def test_a_sum_passes_over_what_is_missing(same):
    assert same(T.agg(s=T.n.sum(), c=T.n.count())) == [(8 + LARGE, 4)]


def test_a_missing_key_joins_nobody_not_even_another_missing_key(same):
    other = T.view()
    pairs = T.left_join(other, T.k == other.k).select(k=T.k, found=other.n)
    assert same(pairs) == sorted([("a", 7), ("b", 8), ("C", -7), ("é", LARGE), (None, None)], key=repr)


def test_a_missing_value_is_neither_in_a_list_nor_outside_it(by_key):
    held = T.view()
    inside = flag(T.k.isin(held.filter(held.per == 2).k))
    assert by_key(inside) == {"a": 1, "b": 1, "C": 1, "é": 0, None: 0}
    assert by_key(flag(~T.k.isin(["a"]))) == {"a": 0, "b": 1, "C": 1, "é": 1, None: 0}


def test_a_list_that_holds_a_missing_value_says_nothing_of_others(by_key):
    held = T.view()
    assert by_key(flag(~T.k.isin(held.filter(held.region == "32/").k))) == dict.fromkeys(
        ["a", "b", "C", "é", None], 0
    )


def test_a_truth_that_is_missing_is_no_truth(by_key):
    assert by_key(flag(T.ok)) == {"a": 1, "b": 0, "C": 1, "é": 0, None: 0}
    assert by_key(flag(~T.ok)) == {"a": 0, "b": 1, "C": 0, "é": 1, None: 0}


def test_a_month_is_cut_from_the_day_as_it_stands(engines):
    for on in engines.values():
        months = dict(on.rows(T.select(k=T.k, v=on.dialect.month(T.day))))
        assert months == {"a": "2026-01", "b": "2026-02", "C": "2024-02", "é": "2025-12", None: None}


def test_days_compare_as_days_and_the_last_one_is_in(by_key):
    found = by_key(flag(T.day <= parameter("until")), until=DAY(2026, 1, 31))
    assert found == {"a": 1, "b": 0, "C": 1, "é": 1, None: 0}


@pytest.mark.parametrize("zone", [datetime.UTC, datetime.timezone(datetime.timedelta(hours=7))])
def test_an_instant_is_the_same_in_every_zone_to_the_microsecond(by_key, zone):
    """Midnight in Jakarta; the machine's own zone and the session's have no say."""
    midnight = AT(2026, 1, 31, 17, tzinfo=datetime.UTC).astimezone(zone)
    assert by_key(flag(T["at"] < parameter("instant")), instant=midnight) == {"a": 1, "b": 0, "C": 0, "é": 1, None: 0}  # fmt: skip


def test_texts_compare_by_their_bytes(by_key, same):
    inside = flag((T.region >= parameter("low")) & (T.region < parameter("below")))
    assert by_key(inside, low="32.76", below="32.76/") == {"a": 1, "b": 1, "C": 0, "é": 0, None: 0}
    assert by_key(flag(T.k < "b")) == {"a": 1, "b": 0, "C": 1, "é": 0, None: 0}
    assert same(T.agg(low=T.k.min(), high=T.k.max())) == [("C", "é")]
    assert by_key(flag(T.k == "c"))["C"] == 0


def test_a_region_is_cut_by_letters(by_key):
    from dampingi.engines.indicators.dialects import beginning

    assert by_key(beginning(T.region, 1, 5)) == {"a": "32.76", "b": "32.76", "C": "32.77", "é": "32.8", None: "32/"}  # fmt: skip


@pytest.mark.parametrize("text", ["it's", "a\\", '"; DROP', ":until", "$x %s", "'@@programme'"])
def test_a_bound_text_is_a_value_whatever_stands_in_it(by_key, text):
    assert set(by_key(flag(T.k == parameter("asked")), asked=text).values()) == {0}


def test_a_bound_number_and_a_bound_text_keep_their_kind(by_key):
    assert by_key(flag(T.n == parameter("year").cast("int64")), year=7)["a"] == 1


def test_too_large_a_sum_is_refused_and_never_wrapped(engines):
    """Spark without its ANSI mode answers with a negative number."""
    largest = T.filter(T.k == "a").mutate(v=ibis.literal(2**63 - 1) + T.n * 0 + T.per)
    for name in ("sqlite", "duckdb"):
        try:
            answered = engines[name].rows(largest.select("v"))
        except duckdb.Error:
            continue
        assert answered[0][0] > 2**62  # SQLite goes on as a floating-point number
    with pytest.raises(Exception, match="ARITHMETIC_OVERFLOW"):
        engines["spark"].rows(largest.select("v"))
