"""The same definitions over the same facts on a third and a fourth engine, as a lake would hold them: DuckDB, and Spark with two workers."""

import pytest
from tests.insight.facts.engines import Asked, OnDuckDB, OnSpark, due_and_home, groupings
from tests.insight.oracle import Oracle
from tests.insight.scattered import START, TODAY

from dampingi.engines.indicators import Shape
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period

pytestmark = pytest.mark.django_db
SO_FAR = Period(START, TODAY)


@pytest.fixture(scope="module")
def held(scattered):
    return OnDuckDB()


@pytest.fixture(scope="module")
def asked(scattered):
    def on(engine):
        middles = SO_FAR.middles()
        bound = {
            "programme": scattered.programme.id, "start": START, "until": TODAY, "instant": SO_FAR.instant("32"), **due_and_home(),
            "from0": "32.76", "below0": "32.76/", **{f"month{n}": day for n, day in enumerate(middles)},
        }  # fmt: skip
        return Asked(engine, catalogue(), Shape(regions=1, months=len(middles)), bound)

    return on


@pytest.fixture(scope="module")
def on_duckdb(held, asked):
    return asked(held)


@pytest.fixture(scope="module")
def on_spark(held, asked, spark, tmp_path_factory):
    return asked(OnSpark(spark, held, tmp_path_factory.mktemp("lake")))


@pytest.fixture(scope="module")
def oracle(scattered):
    return Oracle(scattered.programme, SO_FAR)


@pytest.mark.parametrize("code", catalogue())
def test_duckdb_equals_the_naive_oracle(oracle, on_duckdb, code):
    _equal(oracle, on_duckdb, code)


@pytest.mark.spark
@pytest.mark.parametrize("code", catalogue())
def test_spark_equals_the_naive_oracle(oracle, on_spark, code):
    _equal(oracle, on_spark, code)


def _equal(oracle, asked, code):
    for grouping in groupings(catalogue()[code]):
        assert asked.figures(code, grouping) == oracle.figures(code, grouping, inside="32.76"), grouping
