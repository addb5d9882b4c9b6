"""The lake: publishing (rows a second, again after 1% changed) and asking it, beside the same questions hand-written in DuckDB SQL over the same files.

Publishing reads a SQLite register of the scattered test city whose visits were multiplied. What is asked is a synthetic province written by
DuckDB in the lake's own layout: quick 3 million rows, whole 65 million. Both sides answer in one process in turns, each from opening the
connection on; their figures must be equal.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def run(*, quick: bool) -> dict[str, Any]:
    """ratio_to_hand_duckdb (aim <= 1.2) with rows, publish_rows_per_s, incremental_s beside whole_s, and what they were made of."""
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as home:
        told = {key: value for key, value in os.environ.items() if key != "DAMPINGI_DATABASE_URL"}
        told |= {"DAMPINGI_HOME": home, "DJANGO_SETTINGS_MODULE": "dampingi.config.settings"}
        out = Path(home) / "figures.json"
        size = "quick" if quick else "whole"
        subprocess.run(
            [sys.executable, "-m", "benchmarks._lake_here", str(out), size], env=told, cwd=ROOT, check=True
        )
        return json.loads(out.read_text())
