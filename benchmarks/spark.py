"""Every indicator with every grouping on Spark (two workers of this machine), on DuckDB and in the records' own database (SQLite, PostgreSQL): the same digits?

`equal` counts nothing that was not asked of all of them: `indicators`, `questions` (indicator and grouping), `figures_compared` (cells). `seconds`
is what Spark took for all, cold, beside `duckdb_seconds` for the same questions over the same rows. On one machine and a city's few rows Spark is
the slower by far, and is meant for what one machine cannot hold: what it needs by rows is in docs/sizing.md.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.postgresql import Unavailable as NoServer
from tests.postgresql import server

from dampingi.engines.spark import Unavailable, missing

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = {"quick": 60, "whole": 2_000}


def run(*, quick: bool) -> dict[str, Any]:
    if problem := missing():
        raise Unavailable(problem)
    size = "quick" if quick else "whole"
    found = _measure({}, size, with_spark=True)
    try:
        with server() as url:
            beside = _measure({"DAMPINGI_DATABASE_URL": url}, size, with_spark=False)
    except NoServer as why:
        found["postgresql"] = f"not asked: {why}"
        return _told(found)
    found["postgresql_equal"] = beside["digest"] == found["digest"]
    found["equal"] = found["equal"] and found["postgresql_equal"]
    return _told(found)


def _told(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name != "digest"}


def _measure(env: dict[str, str], size: str, *, with_spark: bool) -> dict[str, Any]:
    """In a process of its own: Django is bound to one database."""
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as home:
        told = {key: value for key, value in os.environ.items() if key != "DAMPINGI_DATABASE_URL"}
        told |= {"DAMPINGI_HOME": home, "DJANGO_SETTINGS_MODULE": "dampingi.config.settings"} | env
        out = Path(home) / "figures.json"
        command = [
            sys.executable, "-m", "benchmarks._spark_here", str(out), str(PEOPLE[size]), "spark" if with_spark else "",
        ]  # fmt: skip
        subprocess.run(command, env=told, cwd=ROOT, check=True)
        return json.loads(out.read_text())
