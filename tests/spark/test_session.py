"""How a session on Spark is made, and what is said where none can be."""

import time

import pytest

from dampingi.engines import spark as engine
from dampingi.engines.spark import Unavailable, answer, expose, sessions


def test_it_says_that_spark_is_not_installed(monkeypatch):
    monkeypatch.setattr(sessions.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Unavailable, match=r"dampingi\[spark\]") as told:
        engine.session()
    assert told.value.problem == "pyspark"


@pytest.mark.parametrize("version", [0, 8, 11])
def test_it_says_that_java_is_missing_or_too_old(monkeypatch, version):
    monkeypatch.setattr(sessions.importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(sessions, "java_version", lambda: version)
    with pytest.raises(Unavailable, match="openjdk-17"):
        engine.session()


@pytest.mark.parametrize(
    ("told", "version"),
    [('openjdk version "17.0.15" 2025', 17), ('java version "1.8.0_42"', 8), ("no such thing", 0)],
)
def test_it_reads_what_java_says_of_itself(monkeypatch, tmp_path, told, version):
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho '{told}' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert sessions.java_version() == version


@pytest.mark.spark
def test_what_figures_depend_on_does_not_hang_on_a_cluster_s_defaults(spark):
    for key, value in sessions.COUNTS_ALIKE.items():
        assert spark.conf.get(key) == value


@pytest.mark.spark
def test_two_workers_share_the_work(spark):
    """The driver is told of among them, and counts for none."""
    status = spark.sparkContext._jsc.sc().getExecutorMemoryStatus
    until = time.monotonic() + 60
    while status().size() < 3 and time.monotonic() < until:
        time.sleep(0.2)  # they come one after the other
    assert status().size() - 1 == 2


@pytest.mark.spark
def test_only_the_named_files_are_read(spark, tmp_path):
    import duckdb

    for name, n in (("one", 1), ("two", 2), ("unlisted", 4)):
        duckdb.sql(f"SELECT {n} AS n").write_parquet(str(tmp_path / f"{name}.parquet"))
    expose(spark, "some", [str(tmp_path / "one.parquet"), str(tmp_path / "two.parquet")], schema="n INT")
    assert answer(spark, "SELECT sum(n) FROM some WHERE n <> :not_me", {"not_me": 9, "unused": 1}) == [(3,)]
