"""The scattered city of the tests in the database the settings name, asked on every engine: `python -m benchmarks._spark_here OUT PEOPLE [spark]`."""

import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django


def main(out: str, people: int, with_spark: bool) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from tests.insight.facts.engines import Asked, OnDjango, OnDuckDB
    from tests.insight.scattered import scatter

    call_command("migrate", verbosity=0)
    with transaction.atomic():  # a commit for each of thousands of rows waits for the disk each time
        city = scatter(people=people)
    question = _question(city)
    live, _seconds = _all(Asked(OnDjango(), *question, at_once=1))
    found: dict[str, Any] = {"digest": _digest(live)}
    if with_spark:
        held = OnDuckDB()
        duckdb, duckdb_seconds = _all(Asked(held, *question, at_once=1))
        spark, seconds = _on_spark(held, question)
        found |= {
            "equal": spark == duckdb == live,
            "indicators": len({code for code, _g in live}),
            "questions": len(live),
            "figures_compared": sum(map(len, live.values())),
            "people": people,
            "seconds": round(seconds, 2),
            "duckdb_seconds": round(duckdb_seconds, 2),
            "ratio_to_duckdb": round(seconds / duckdb_seconds, 1),
        }
        found |= {"unlike": _unlike(live, duckdb, spark)} if not found["equal"] else {}
    Path(out).write_text(json.dumps(found))


def _question(city: Any) -> tuple[Any, ...]:
    from tests.insight.facts.engines import due_and_home
    from tests.insight.scattered import START, TODAY

    from dampingi.engines.indicators import Shape
    from dampingi.insight.monitoring.catalogue import catalogue
    from dampingi.insight.monitoring.periods import Period

    period = Period(START, TODAY)
    middles = period.middles()
    bound = {
        "programme": city.programme.id, "start": START, "until": TODAY, "instant": period.instant("32"), **due_and_home(),
        "from0": "32", "below0": "32/", **{f"month{n}": day for n, day in enumerate(middles)},
    }  # fmt: skip
    return catalogue(), Shape(regions=1, months=len(middles)), bound


def _all(asked: Any) -> tuple[dict[tuple[str, tuple[str, ...]], Any], float]:
    from tests.insight.facts.engines import groupings

    began = time.perf_counter()
    found = {(c, g): asked.figures(c, g) for c, i in asked.indicators.items() for g in groupings(i)}
    return found, time.perf_counter() - began


def _on_spark(held: Any, question: tuple[Any, ...]) -> tuple[Any, float]:
    """Without the cluster's start, with reading the files."""
    from tests.cluster import started
    from tests.insight.facts.engines import Asked, OnSpark

    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as folder:
        (Path(folder) / "lake").mkdir()
        with started("", Path(folder)) as spark:
            return _all(Asked(OnSpark(spark, held, Path(folder) / "lake"), *question))


def _digest(found: dict[tuple[str, tuple[str, ...]], Any]) -> str:
    """Of all figures but those by mentor, whose ids are new in every database."""
    kept = sorted((c, g, sorted(told.items())) for (c, g), told in found.items() if "mentor" not in g)
    return hashlib.sha256(json.dumps(kept).encode()).hexdigest()


def _unlike(live: Any, duckdb: Any, spark: Any) -> list[str]:
    return [
        f"{c} by {'+'.join(g) or 'all'}" for c, g in live if not live[c, g] == duckdb[c, g] == spark[c, g]
    ][:20]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:] == ["spark"])
