"""One step of the country in a process of its own: `make ROOT BUSINESSES WITHIN`, `ask ROOT duckdb|spark [INDICATOR...]`, `publish HOME`. Its figures are one line of JSON."""

import contextlib
import datetime
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

from benchmarks._apart import cpu_s, peak_mb

TWO_WORKERS = "local-cluster[2,1,2048]"
MEMORY = {"spark.executor.memory": "1536m", "spark.driver.memory": "2g"}


def make(root: str, businesses: str, within: str = "") -> dict[str, Any]:
    from dampingi.demo.country.making import make_country
    from dampingi.foundation.regions.actions import villages
    from dampingi.insight.lake.layout import layout

    columns = {name: dict(table.columns) for name, table in layout().items()}
    begun = time.perf_counter()
    made = make_country(Path(root), villages(within=within), businesses=int(businesses), layout=columns)
    seconds = time.perf_counter() - begun
    counted = {
        name: sum(getattr(each, name) for each in made)
        for name in ("businesses", "participants", "visits", "rows", "bytes")
    }
    return counted | {"cities": len(made), "seconds": round(seconds, 1), "core_s": round(cpu_s(), 1)}


def cities(businesses: str, within: str = "") -> dict[str, Any]:
    """How many each of them has."""
    from dampingi.demo.country.places import sizes
    from dampingi.foundation.regions.actions import villages

    shared = sizes(villages(within=within), int(businesses), seed=1)
    return {"businesses": [int(counts.sum()) for _codes, counts in shared.values()]}


def ask(root: str, engine: str, *codes: str) -> dict[str, Any]:
    """Each indicator by city over the whole year, and whether every figure is the one that was drawn."""
    from dampingi.foundation.accounts.actors import Actor
    from dampingi.insight.lake import asking
    from dampingi.insight.lake.stores import store_at
    from dampingi.insight.monitoring.periods import Period

    told = json.loads((Path(root) / "truth.json").read_text())
    store, by = store_at(root), Actor.for_system("benchmark")
    period = Period(datetime.date(told["year"], 1, 1), datetime.date(told["year"], 12, 31))
    asked, compared, unlike = [], 0, []
    with _engine(engine, store) as held:
        counting = Counting(held, _rows(store))
        for code in codes or tuple(told["whole"]):
            counting.rows = counting.files = 0
            begun, cpu = time.perf_counter(), family_cpu_s()
            found = asking.ask(by, (code,), ("city",), store=store, engine=counting, period=period)
            asked.append(
                {
                    "indicator": code, "seconds": time.perf_counter() - begun, "core_s": family_cpu_s() - cpu,
                    "rows": counting.rows, "files": counting.files,
                }
            )  # fmt: skip
            figures = {city: [f.numerator, f.denominator] for (city,), f in found.figures[code].items()}
            right = {city: pair for city, of in told["cities"].items() if any(pair := of[code])}
            compared += len(right)
            unlike += [code] if figures != right else []
    return {"questions": asked, "figures_compared": compared, "unlike": unlike, "peak_mb": peak_mb()}


class Counting:
    """An engine that tells how many rows and files its questions had before them."""

    def __init__(self, engine: Any, rows: dict[str, int]) -> None:
        self._engine, self._of, self.rows, self.files = engine, rows, 0, 0
        self.dialect = engine.dialect

    def answer(self, sql: str, parameters: Any, tables: Any) -> Any:
        paths = [path for table in tables for path in table.files]
        self.files += len(paths)
        self.rows += sum(self._of[path] for path in paths)
        return self._engine.answer(sql, parameters, tables)


@contextlib.contextmanager
def _engine(name: str, store: Any) -> Iterator[Any]:
    """A cluster is running when its first question comes: what starting costs is paid once a night."""
    if name == "duckdb":
        from dampingi.insight.lake.duck import Duck

        yield Duck(store)
        return
    from tests.cluster import started

    from dampingi.insight.lake.spark import Spark

    folder = tempfile.TemporaryDirectory(prefix="dampingi-bench-")
    with folder as scratch, started(TWO_WORKERS, Path(scratch), MEMORY) as running:
        running.range(1000).selectExpr("sum(id)").collect()
        yield Spark(store, running)


def _rows(store: Any) -> dict[str, int]:
    from dampingi.insight.lake.editions import editions

    return {
        each.path: each.rows for edition in editions(store) for of in edition.tables.values() for each in of
    }


def publish(home: str) -> dict[str, Any]:
    from benchmarks._lake_here import published

    return published(Path(home), "quick")


def family_cpu_s() -> float:
    """Processor time of this process and all it started, ended or not: Spark's work is done by its Java processes."""
    tick, own, family = os.sysconf("SC_CLK_TCK"), os.getpid(), {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        family[int(stat.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    mine, grown = {own}, True
    while grown:
        more = {pid for pid, (parent, _spent) in family.items() if parent in mine} - mine
        grown = bool(more)
        mine |= more
    return sum(family[pid][1] for pid in mine) / tick


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dampingi.config.settings")
    django.setup()
    step = {"make": make, "ask": ask, "publish": publish, "cities": cities}[sys.argv[1]]
    print(json.dumps(step(*sys.argv[2:])))
