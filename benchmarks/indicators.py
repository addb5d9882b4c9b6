"""The fourteen indicators of the demo city there is hand-written SQL for, by kecamatan: our path against hand-written SQL, on SQLite and PostgreSQL; and the dashboard over HTTP.

Both sides answer in the same process, on the same connection, in turns; their figures must be equal. The hand-written SQL is what a
careful analyst would keep: one query per source, several measures in each, no layers. Without PostgreSQL here it fails, saying so.

The dashboard is asked by a hundred readers at once who never pause, while visits go on being written; and after a committed visit it is asked
until it shows it. Server, readers and writer share this machine's processors.
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


def run(*, quick: bool) -> dict[str, Any]:
    """Per database: freshness_s (the worst), dashboard_p95_ms with 100 readers, ratio_to_hand_sql (aim <= 1.3), and what they were made of."""
    found = {"sqlite": _measure({}, quick=quick)}
    with server() as url:
        found["postgresql"] = _measure({"DAMPINGI_DATABASE_URL": url}, quick=quick)
    return found


def _measure(env: dict[str, str], *, quick: bool) -> dict[str, Any]:
    """In a process of its own: Django is bound to one database."""
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as home:
        told = {key: value for key, value in os.environ.items() if key != "DAMPINGI_DATABASE_URL"}
        told |= {
            "DAMPINGI_HOME": home,
            "DAMPINGI_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "dampingi.config.settings",
        } | env
        out = Path(home) / "figures.json"
        command = [
            sys.executable,
            "-m",
            "benchmarks._indicators_here",
            str(out),
            "quick" if quick else "whole",
        ]
        subprocess.run(command, env=told, cwd=ROOT, check=True)
        return json.loads(out.read_text())
