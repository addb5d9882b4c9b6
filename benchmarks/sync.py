"""What 50 phones send at once, taken in durably: over real HTTP, by a real server, with fsync on.

Each phone sends visits in calls of 10 to 50; a tenth of all calls is sent a second time. Counted is what was acknowledged after its commit, each
submission once. The phones run in a process of their own on the same machine; their share of its processors is told. Beside it the figure
ODK Central publishes for a small server (41.2 a second), which was not measured here.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.postgresql import DURABLE, server

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 600


def run(*, quick: bool) -> dict[str, Any]:
    """Per database: submissions_per_s, p95_ms of a call, lost, duplicated, generator_cpu_share."""
    found = {"sqlite": _measure({}, quick=quick)}
    with server(DURABLE) as url:
        found["postgresql"] = _measure({"DAMPINGI_DATABASE_URL": url}, quick=quick)
    return found


def _measure(env: dict[str, str], *, quick: bool) -> dict[str, Any]:
    """In a process of its own: Django is bound to one database."""
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as home:
        told = {key: value for key, value in os.environ.items() if key != "DAMPINGI_DATABASE_URL"}
        told |= {"DAMPINGI_HOME": home, "DJANGO_SETTINGS_MODULE": "dampingi.config.settings"} | env
        out = Path(home) / "figures.json"
        command = [sys.executable, "-m", "benchmarks._sync_here", str(out), "quick" if quick else "whole"]
        subprocess.run(command, env=told, cwd=ROOT, check=True, timeout=LIMIT)
        return json.loads(out.read_text())
