"""Search, list and count of the register at a million businesses, for a reach of one kelurahan, one kecamatan and the city.

Ours is the path the page takes: the search or list with its count, the page's rows and what the columns show of them (not HTTP; the
whole page's time stands beside, `page_ms`). Beside it, in the same process, on the same connection and in turns: SQL written by hand
for the same rows (`_register_by_hand`), from the same words typed or the same state of the list; both must give the same rows in the
same order, or the benchmark stops. The ratios are of the p95s. Recall@10: a business is taken at random, typed with one kind of
error, and found if one of the first ten has the name (owner, product, number) that was meant: names are shared by many.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.postgresql import server

ROOT = Path(__file__).resolve().parent.parent
REACHES = ("kelurahan", "kecamatan", "city")
WORST = ("search_p95_ms", "list_p95_ms", "count_p95_ms", "ratio_to_bare_sql")


def run(*, quick: bool) -> dict[str, Any]:
    """Per database and reach: search_p95_ms, list_p95_ms, count_p95_ms, ratio_to_bare_sql; and the worst of each."""
    found = {"sqlite": _measure({}, quick=quick)}
    with server() as url:
        found["postgresql"] = _measure({"DAMPINGI_DATABASE_URL": url}, quick=quick)
    return found


def _measure(env: dict[str, str], *, quick: bool) -> dict[str, Any]:
    """In a process of its own: Django is bound to one database."""
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as home:
        told = {key: value for key, value in os.environ.items() if key != "DAMPINGI_DATABASE_URL"}
        told |= {"DAMPINGI_HOME": home, "DJANGO_SETTINGS_MODULE": "dampingi.config.settings"} | env
        out = Path(home) / "figures.json"
        command = [sys.executable, "-m", "benchmarks._register_here", str(out), "quick" if quick else "whole"]
        subprocess.run(command, env=told, cwd=ROOT, check=True)
        figures = json.loads(out.read_text())
    return figures | {key: max(figures[reach][key] for reach in REACHES) for key in WORST}
