"""`bin/bench`: what reaches standard output is the figures and nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

RUNNER = (Path(__file__).resolve().parents[2] / "benchmarks/__main__.py").read_text()
GOOD = """
def run(*, quick):
    print("stray")
    import os
    os.system("echo stray child")
    return {"seconds": 1 if quick else 9}
"""
BAD = """
def run(*, quick):
    raise ValueError("no luck")
"""


@pytest.fixture
def bench(tmp_path):
    folder = tmp_path / "benchmarks"
    folder.mkdir()
    for name, text in {"__init__": '"""Doc."""', "__main__": RUNNER, "good_": GOOD, "part": "x = 1"}.items():
        (folder / f"{name}.py").write_text(text)

    def run(*arguments, **more):
        for name, text in more.items():
            (folder / f"{name}.py").write_text(text)
        command = [sys.executable, "-m", "benchmarks", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


def test_json_is_one_object_under_the_name(bench):
    done = bench("good", "--json", "--quick")
    assert json.loads(done.stdout) == {"good": {"seconds": 1}}
    assert done.stdout.count("\n") == 1
    assert "stray" in done.stderr
    assert "stray child" in done.stderr
    assert done.returncode == 0


def test_the_list_holds_only_benchmarks(bench):
    assert bench("--list").stdout == "good\n"


def test_all_tells_what_worked_and_fails_with_what_did_not(bench):
    done = bench("--all", "--json", bad=BAD)
    assert json.loads(done.stdout) == {"good": {"seconds": 1}}
    assert "no luck" in done.stderr
    assert done.returncode == 1


def test_all_is_quick_unless_the_full_sizes_are_asked_for_and_tells_what_each_took(bench):
    assert json.loads(bench("--all", "--full", "--json").stdout) == {"good": {"seconds": 9}}
    assert json.loads(bench("good", "--json").stdout) == {"good": {"seconds": 9}}
    assert "good: 0 s" in bench("--all").stderr


def test_a_failure_prints_nothing_and_is_1(bench):
    done = bench("bad", "--json", bad=BAD)
    assert (done.stdout, done.returncode) == ("", 1)
    assert "no luck" in done.stderr


def test_an_unknown_name_is_told_the_known_ones(bench):
    done = bench("nope")
    assert (done.stdout, done.returncode) == ("", 1)
    assert "there are: good" in done.stderr
