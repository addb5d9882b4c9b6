"""From opening a messy workbook to committed rows, beside a bare read of the same file and django-import-export.

Every measurement runs in a process of its own with an empty database (SQLite as the settings configure it). The bare
read opens the file with calamine and turns it into Python rows, nothing else. django-import-export imports the same
columns of the same rows into the same two tables, row by row as it does; it is measured on a part of the rows (it
keeps a steady pace) and compared by rows per second. Bare reads and imports take turns, the best of each counts; the
ratio of processor seconds stands beside the ratio of wall seconds, because it holds on a busy machine too.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

REGION = "32.76"


def run(*, quick: bool) -> dict[str, Any]:
    rows, part, rounds = (5_000, 500, 1) if quick else (100_000, 3_000, 3)
    with tempfile.TemporaryDirectory() as folder:
        made = _apart(folder, "make", str(rows))
        pairs = [(_apart(folder, "bare"), _apart(folder, "ours")) for _ in range(rounds)]
        parsed = _apart(folder, "apart")
        theirs = _apart(folder, "theirs", str(part))
    best = min((ours for _bare, ours in pairs), key=lambda measured: measured["seconds"])
    bare_seconds = min(bare["seconds"] for bare, _ours in pairs)
    cpu = [min(measured[step]["cpu"] for measured in pairs) for step in (0, 1)]
    rate = rows / best["seconds"]
    return {
        "rows": rows,
        "columns": made["columns"],
        "megabytes": made["megabytes"],
        "seconds": round(best["seconds"], 2),
        "seconds_open": best["open"],
        "seconds_commit": best["commit"],
        "seconds_bare_read": round(bare_seconds, 2),
        "parsing_process": {
            "seconds": round(parsed["seconds"], 2),
            "cpu_to_bare_read": round(parsed["cpu"] / cpu[0], 2),
            "megabytes": parsed["parsing_megabytes"],
        },
        "rows_per_s": round(rate),
        "rows_per_s_django_import_export": round(theirs["rows_per_s"]),
        "ratio_to_bare_read": round(best["seconds"] / bare_seconds, 2),
        "ratio_to_bare_read_cpu": round(cpu[1] / cpu[0], 2),
        "ratio_to_django_import_export": round(rate / theirs["rows_per_s"], 1),
        "accepted": best["accepted"],
        "problem": best["problem"],
        "repeated": best["repeated"],
        "megabytes_of_memory": best["memory"],
    }


def _apart(folder: str, what: str, *more: str) -> dict[str, Any]:
    environment = os.environ | {
        "DAMPINGI_HOME": str(Path(folder) / f"home-{what}-{time.monotonic_ns()}"),
        "DJANGO_SETTINGS_MODULE": "dampingi.config.settings",
    }
    environment.pop("DAMPINGI_DATABASE_URL", None)
    command = [sys.executable, "-m", "benchmarks._import_steps", what, folder, *more]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"{what}: {told}", file=sys.stderr)
    return told
