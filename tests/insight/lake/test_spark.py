"""A lake asked on Spark: every indicator as DuckDB answers it over the same files, only the files an edition lists, and words for what is not there."""

from pathlib import Path

import pytest

from dampingi import cli
from dampingi.engines.spark import Unavailable
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.insight.lake import spark as module
from dampingi.insight.lake.actions import publish_lake
from dampingi.insight.lake.asking import ask
from dampingi.insight.lake.duck import Duck
from dampingi.insight.lake.spark import Spark
from dampingi.insight.lake.stores import store_at
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period
from tests.insight.scattered import START, TODAY

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")
SO_FAR = Period(START, TODAY)


@pytest.fixture(scope="module")
def store(scattered, tmp_path_factory):
    where = str(tmp_path_factory.mktemp("lake"))
    publish_lake(by=SYSTEM, to=where)
    return store_at(where)


def asked(codes, store, engine, grouping=()):
    return ask(SYSTEM, codes, grouping, store=store, engine=engine, period=SO_FAR, region="32").figures


@pytest.mark.spark
def test_every_indicator_is_answered_as_on_duckdb(store, spark):
    codes = [each.code for each in catalogue().values() if not each.entered]
    told = asked(codes, store, Spark(store, spark), ("city",))
    assert told == asked(codes, store, Duck(store), ("city",))
    assert sum(map(len, told.values())) > len(codes)


@pytest.mark.spark
def test_a_file_that_no_edition_lists_is_not_read(store, spark):
    before = asked(["participation"], store, Spark(store, spark))
    listed = next(Path(store.url).glob("tables/attendance/*/*/*/*.parquet"))
    beside = listed.with_name("0" * 32 + ".parquet")
    beside.write_bytes(listed.read_bytes())
    try:
        assert asked(["participation"], store, Spark(store, spark)) == before
    finally:
        beside.unlink()


@pytest.mark.spark
def test_a_lost_file_is_told_and_no_figure_is_made_without_it(store, spark):
    listed = next(Path(store.url).glob("tables/attendance/*/*/*/*.parquet"))
    body = listed.read_bytes()
    listed.unlink()
    try:
        with pytest.raises(Refused, match="--whole"):
            asked(["participation"], store, Spark(store, spark))
    finally:
        listed.write_bytes(body)


@pytest.mark.spark
def test_the_command_asks_spark(store, spark, capsys):
    told = [
        "lake",
        "query",
        "participation",
        "--lake",
        store.url,
        "--from",
        str(START),
        "--until",
        str(TODAY),
    ]
    assert cli.main([*told, "--engine", "duckdb"]) == 0
    on_duckdb = capsys.readouterr().out
    assert cli.main([*told, "--engine", "spark"]) == 0
    assert capsys.readouterr().out == on_duckdb


@pytest.mark.parametrize(("problem", "cure"), [("pyspark", "dampingi[spark]"), ("java", "openjdk-17")])
def test_without_spark_or_java_it_says_what_to_install(store, monkeypatch, problem, cure):
    def none(_master):
        raise Unavailable(problem)

    monkeypatch.setattr(module, "session", none)
    with pytest.raises(Refused) as told:
        asked(["participation"], store, Spark(store))
    assert cure in str(told.value)
