"""From the command to the first page answered: a new server process with warm files, beside a bare Django project on the same server.

One web process, as an office of one machine has it; the first page is the login page, read from a migrated database. The median of several starts,
in turns. `help_seconds` is `dampingi --help`, which names every command, and `version_seconds` is `dampingi --version`, both whole processes.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any

from benchmarks._apart import ROOT
from benchmarks._server import BARE, PRODUCT, served

OPTIONS = "--interface wsgi --workers 1 --blocking-threads 2 --no-ws --log-level warning"
STARTS = {True: 3, False: 11}


def run(*, quick: bool) -> dict[str, Any]:
    """seconds until the first answer, bare_seconds, their ratio; help_seconds, version_seconds; slowest_imports_ms."""
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as home:
        told = {"DAMPINGI_HOME": home, "DJANGO_SETTINGS_MODULE": "dampingi.config.settings"}
        _command(["migrate", "--verbosity", "0"], told)
        times: dict[str, list[float]] = {"ours": [], "bare": [], "help": [], "version": []}
        for turn in range(STARTS[quick] + 1):
            found = {
                "ours": _start(PRODUCT, "/masuk/", told),
                "bare": _start(BARE, "/", told),
                "help": _command(["--help"], told),
                "version": _command(["--version"], told),
            }
            for name, seconds in found.items() if turn else ():  # the first warms the files
                times[name].append(seconds)
        imports = _slowest(told)
    median = {name: statistics.median(each) for name, each in times.items()}
    return {
        "seconds": round(median["ours"], 2),
        "bare_seconds": round(median["bare"], 2),
        "ratio_to_bare": round(median["ours"] / median["bare"], 1),
        "worst_seconds": round(max(times["ours"]), 2),
        "help_seconds": round(median["help"], 2),
        "version_seconds": round(median["version"], 2),
        "starts": STARTS[quick],
        "slowest_imports_ms": imports,
    }


def _start(application: str, first: str, told: dict[str, str]) -> float:
    with served(application, first=first, options=OPTIONS, **told) as server:
        return server.seconds


def _command(arguments: list[str], told: dict[str, str]) -> float:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "dampingi", *arguments]
    subprocess.run(command, env=os.environ | told, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def _slowest(told: dict[str, str]) -> dict[str, int]:
    """What loading the product with all its routes costs, by the package it is spent in (own time of its modules)."""
    script = "import dampingi.config.wsgi"
    command = [sys.executable, "-X", "importtime", "-c", script]
    done = subprocess.run(
        command, env=os.environ | told, cwd=ROOT, check=True, capture_output=True, text=True
    )
    spent: dict[str, int] = {}
    for line in done.stderr.splitlines():
        if not line.startswith("import time:") or "[us]" in line:
            continue
        own, _whole, name = line.removeprefix("import time:").split("|")
        package = name.strip().partition(".")[0]
        spent[package] = spent.get(package, 0) + int(own)
    ranked = sorted(spent.items(), key=lambda pair: -pair[1])[:8]
    return {name: round(microseconds / 1000) for name, microseconds in ranked}
