"""Repeats in an invented, labelled register, found by us and by the recordlinkage package on the same records.

The registers (`_linkage_records.py`) come from seeds the model was not fitted on, and the threshold was fixed on the fitting register. Each measurement
runs in a process of its own; making the records and reading the truth is not timed, learning neither. f1, precision and recall are over pairs of
records that stand in one group. The registers are of complete lists; `nN_poor` is one of poor lists (both told in `_linkage_records.py`). Under `nN_told`: on a smaller register, pair by pair, our sum of weights beside gradient boosting fitted on the same labels
and levels, and the share of repeats among the pairs compared at all. Where those two agree, what is missing to 1 the records hardly tell. `nN_across`: pairs between three cities' lists, in the clear and by tokens
under one key (docs/adr/0044).
"""

import json
import subprocess
import sys
import tempfile
from typing import Any

SEED = 41


def run(*, quick: bool) -> dict[str, Any]:
    sizes, beside = ((5_000, 20_000), 5_000) if quick else ((200_000, 1_000_000), 200_000)
    told = 5_000 if quick else 30_000
    measured = {
        f"n{count}": _measure(count, with_other=count == beside, learn_on=min(count, 30_000))
        for count in sizes
    }
    measured[f"n{beside}_poor"] = _measure(beside, with_other=False, setting="POOR")
    measured[f"n{told}_across"] = _apart("across", "", told, SEED + 2)
    for setting in ("LISTS", "POOR"):
        measured[f"n{told}_told_{setting.lower()}"] = _apart("boosted", "", told, SEED + 1, setting)
    return measured


def _measure(count: int, *, with_other: bool, learn_on: int = 0, setting: str = "LISTS") -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="linkage-bench-") as folder:
        _apart("make", folder, count, SEED, setting)
        found = _apart("ours", folder)
        if with_other:
            other = _apart("theirs", folder, learn_on)
            found |= {f"recordlinkage_{key}": value for key, value in other.items()}
            found["seconds_ratio_to_recordlinkage"] = round(found["seconds"] / other["seconds"], 3)
            found["cpu_ratio_to_recordlinkage"] = round(found["cpu_seconds"] / other["cpu_seconds"], 3)
        return found


def _apart(step: str, folder: str, *more: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks._linkage_here", step, folder, *map(str, more)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"{step}: {told}", file=sys.stderr)
    return told
