"""One step of a benchmark in a process of its own, with what it cost: nothing that ran before is counted to it."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def apart(module: str, home: str | Path, *told: object, **env: str) -> dict[str, Any]:
    """What `python -m benchmarks.MODULE TOLD...` says in its last line. Django, where it is used, works in that home."""
    kept = {key: value for key, value in os.environ.items() if key != "DAMPINGI_DATABASE_URL"}
    kept |= {"DAMPINGI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "dampingi.config.settings"} | env
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, told)]
    done = subprocess.run(command, env=kept, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"{module} {' '.join(map(str, told))}: {found}", file=sys.stderr)
    return found


def peak_mb(*, children: bool = False) -> float:
    """Most memory this process, or the largest of its ended children, ever had."""
    who = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    return round(resource.getrusage(who).ru_maxrss / 1024, 1)


def now_mb(pid: int | str = "self") -> float:
    """What a process has in memory now, whole pages shared with others included."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    told = next(line for line in lines if line.startswith("VmRSS:"))
    return round(int(told.split()[1]) / 1024, 1)
