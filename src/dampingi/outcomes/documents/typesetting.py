"""Data and a template of definitions/letters become a PDF/A-2a that is PDF/UA-1 as well.

Equal template, data and time give equal bytes: the only clock is `made_at`, and the only fonts are our own. Data travels
as JSON beside the template, never inside its text, so nothing a person typed can become markup.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
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
    """Set each job's PDF, by as many presses in turn as it takes. Raises NotSet at the first that cannot be set."""
    for job, fault in zip(jobs, faults(jobs), strict=True):
        if fault:
            raise NotSet(f"{job.template}: {fault}")


def faults(jobs: Sequence[Job]) -> Iterator[str]:
    """Set each job's PDF and tell why it could not be; '' of what was set. Raises NotSet where a press itself stops."""
    for start in range(0, len(jobs), SHEETS_A_PRESS):
        yield from _press(jobs[start : start + SHEETS_A_PRESS])


def _press(jobs: Sequence[Job]) -> list[str]:
    orders = "".join(json.dumps(_order(job)) + "\n" for job in jobs)
    done = subprocess.run(
        [sys.executable, "-I", str(PRESS)],
        input=orders,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS_A_DOCUMENT * len(jobs),
        check=False,
    )
    if done.returncode or done.stdout.count("\n") != len(jobs):
        raise NotSet(f"the press stopped: {done.stderr.strip()[-500:]}")
    return [answer.get("fault", "") for answer in _answers(done)]


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


def _answers(done: subprocess.CompletedProcess[str]) -> Iterator[dict[str, str]]:
    return (json.loads(line) for line in done.stdout.splitlines())


def letters() -> Path:
    return Path(str(resources.files("dampingi") / "definitions" / "letters"))
