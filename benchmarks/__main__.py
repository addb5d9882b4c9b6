"""`python -m benchmarks NAME [--json] [--quick]`, `python -m benchmarks --all [--full] [--json]`. Only the figures go to standard output, all else to standard error."""

import argparse
import contextlib
import importlib
import importlib.util
import json
import os
import pkgutil
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import benchmarks


def main() -> int:
    asked = _parser().parse_args()
    names = _names()
    if asked.list:
        print("\n".join(names))
        return 0
    wanted = names if asked.all else [asked.name]
    if unknown := [name for name in wanted if name not in names]:
        print(f"no benchmark {unknown[0]}; there are: {', '.join(names)}", file=sys.stderr)
        return 1
    measure = _measure_apart if asked.all else _measure
    results: dict[str, Any] = {}
    for name in wanted:
        begun = time.monotonic()
        results |= measure(name, quick=asked.quick or (asked.all and not asked.full))
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
    if results:
        _show(results, as_json=asked.json)
    return 0 if len(results) == len(wanted) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench", description=benchmarks.__doc__)
    parser.add_argument("name", nargs="?", help="which benchmark")
    parser.add_argument("--all", action="store_true", help="every benchmark, each at its quick size")
    parser.add_argument(
        "--full", action="store_true", help="with --all: each at its full size, which takes hours"
    )
    parser.add_argument("--list", action="store_true", help="the names")
    parser.add_argument("--json", action="store_true", help='one object {"NAME": {...}} on standard output')
    parser.add_argument("--quick", action="store_true", help="smaller data, to see that it runs")
    parser.set_defaults(name="")
    return parser


def _names() -> list[str]:
    modules = (m.name for m in pkgutil.iter_modules(benchmarks.__path__) if not m.name.startswith("_"))
    return sorted(name.rstrip("_") for name in modules if _has_run(name))


def _has_run(module: str) -> bool:
    found = importlib.util.find_spec(f"benchmarks.{module}")
    return bool(found and found.origin and re.search(r"^def run\(", Path(found.origin).read_text(), re.M))


def _measure(name: str, *, quick: bool) -> dict[str, Any]:
    """The figures under the benchmark's name; empty after a failure, which is told on standard error."""
    with _own_home(), _output_to_stderr():
        try:
            module = importlib.import_module(f"benchmarks.{_module(name)}")
            return {name: module.run(quick=quick)}
        except Exception:
            print(f"benchmark {name} failed:", file=sys.stderr)
            traceback.print_exc()
            return {}


def _measure_apart(name: str, *, quick: bool) -> dict[str, Any]:
    """In a process of its own: no benchmark warms or loads another's."""
    command = [sys.executable, "-m", "benchmarks", name, "--json", *(["--quick"] if quick else [])]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    return {} if done.returncode else json.loads(done.stdout)


def _module(name: str) -> str:
    found = {m.name.rstrip("_"): m.name for m in pkgutil.iter_modules(benchmarks.__path__)}
    return found[name]


@contextlib.contextmanager
def _own_home() -> Iterator[None]:
    """A folder of its own, so that no benchmark touches an installation."""
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as home:
        os.environ["DAMPINGI_HOME"] = home
        yield


@contextlib.contextmanager
def _output_to_stderr() -> Iterator[None]:
    """Whatever prints - Python, a library, a child process - prints on standard error."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _show(results: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(results, ensure_ascii=False))
        return
    for name, figures in results.items():
        print(name)
        for key, value in figures.items():
            print(f"  {key}: {value}")


if __name__ == "__main__":
    sys.exit(main())
