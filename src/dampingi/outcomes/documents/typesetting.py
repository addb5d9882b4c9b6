"""Data and a template of definitions/letters become a PDF/A-2a that is PDF/UA-1 as well.

Equal template, data and time give equal bytes: the only clock is `made_at`, and the only fonts are our own. Data travels
as JSON beside the template, never inside its text, so nothing a person typed can become markup.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

from dampingi.foundation.canonical import canonical
from dampingi.outcomes.documents import fonts

PRESS = Path(__file__).with_name("press.py")
SHEETS_A_PRESS = 100
"""Documents one process sets before another takes over: Typst keeps memory from one to the next."""
SECONDS_A_DOCUMENT = 60
MOST_PRESSES = 4
"""At once: each may need a hundred megabytes."""


class NotSet(RuntimeError):
    """The template and the data do not fit. A programming error; the message is Typst's."""


@dataclass(frozen=True)
class Job:
    """`template` is a file of definitions/letters; `data` is plain JSON; `out` the PDF to write."""

    template: str
    data: Mapping[str, Any]
    made_at: datetime
    out: Path


def typeset(template: str, data: Mapping[str, Any], *, made_at: datetime, out: Path) -> Path:
    typeset_all([Job(template, data, made_at, out)])
    return out


def typeset_all(jobs: Sequence[Job]) -> None:
    """Set each job's PDF. Raises NotSet at the first that cannot be set."""
    with Presses() as presses:
        for job, fault in [(job, presses.order(job)) for job in jobs]:
            if told := fault.result():
                raise NotSet(f"{job.template}: {told}")


class Presses:
    """Presses kept for a batch, one for each processor at most: each document goes to one that is free. All end with the batch."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(min(MOST_PRESSES, os.cpu_count() or 1), "press")
        self._own = threading.local()
        self._started: list[_Press] = []

    def __enter__(self) -> "Presses":
        return self

    def __exit__(self, *_fault: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        for press in self._started:
            press.end()

    def order(self, job: Job) -> Future[str]:
        """Its result tells why it could not be set; '' of what was set. It raises NotSet where a press stops over it."""
        return self._pool.submit(self._set, json.dumps(_order(job)))

    def _set(self, order: str) -> str:
        press = self._mine()
        try:
            return press.set(order)
        except NotSet:
            self._own.press = None
            if press.begun == 1:
                raise
        return self._set(order)  # it may have stopped over what it set before: once more, by a new one

    def _mine(self) -> "_Press":
        held: _Press | None = getattr(self._own, "press", None)
        if held and held.begun < SHEETS_A_PRESS:
            return held
        if held:
            held.end()
        self._own.press = _Press()
        self._started.append(self._own.press)
        return self._own.press


class _Press:
    """One process, from its first document to its last."""

    def __init__(self) -> None:
        self.begun, pipe = 0, subprocess.PIPE
        command = [sys.executable, "-I", str(PRESS)]
        self._process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
        )

    def set(self, order: str) -> str:
        """Why it could not be set, or ''. Raises NotSet where the press stops."""
        self.begun += 1
        late = threading.Timer(SECONDS_A_DOCUMENT, self._process.kill)
        late.start()
        try:
            self._process.stdin.write(f"{order}\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except OSError:  # it is gone already
            answer = ""
        finally:
            late.cancel()
        if not answer:
            raise NotSet(f"the press stopped: {self.end()}")
        return str(json.loads(answer).get("fault", ""))

    def end(self) -> str:
        """What it complained of."""
        if self._process.returncode is not None:
            return ""
        return str(self._process.communicate()[1]).strip()[-500:]


def _order(job: Job) -> dict[str, Any]:
    root = letters()
    return {
        "template": str(root / job.template),
        "root": str(root),
        "fonts": fonts.folders(),
        "data": canonical(job.data).decode(),
        "timestamp": int(job.made_at.timestamp()),
        "out": str(job.out),
    }


def letters() -> Path:
    return Path(str(resources.files("dampingi") / "definitions" / "letters"))
