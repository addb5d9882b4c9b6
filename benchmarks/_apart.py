"""One step of a benchmark in a process of its own, with what it cost: nothing that ran before is counted to it."""

import json
import os
import subprocess
import sys
import threading
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


def peak_mb() -> float:
    """Most memory this process ever had since it became what it is."""
    return _stated("VmHWM", "self")


def cpu_s() -> float:
    """Processor time of this process and its ended helpers: what a busy machine does not stretch."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


class Helpers:
    """Most memory one of this process's helper processes had, looked at while it lives: what `getrusage` tells of ended ones counts their start as copies of this one."""

    def __enter__(self) -> "Helpers":
        self.most, self._over = 0.0, threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)
        self._looking.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._over.set()
        self._looking.join()

    def _look(self) -> None:
        own = f"\nPPid:\t{os.getpid()}\n"
        while not self._over.wait(0.02):
            for status in Path("/proc").glob("[0-9]*/status"):
                try:
                    told = status.read_text()
                except OSError:
                    continue
                if own in told and "\nVmHWM:" in told:
                    self.most = max(self.most, round(int(told.split("\nVmHWM:")[1].split()[0]) / 1024, 1))


def now_mb(pid: int | str = "self") -> float:
    """What a process has in memory now, whole pages shared with others included."""
    return _stated("VmRSS", pid)


def _stated(what: str, pid: int | str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    told = next(line for line in lines if line.startswith(f"{what}:"))
    return round(int(told.split()[1]) / 1024, 1)
