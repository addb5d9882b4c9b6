"""Opening a workbook in a process of its own: what comes from outside is parsed with bounded memory and time.

The file goes in as an open file, the rows come back as frames in another. The parent looks at the child every five
milliseconds and kills it when its memory or its time is used up; limits of the kernel stand behind that (what a
process has reserved but not touched counts there, so they are wider). The rows held afterwards take a third of the
memory of rows read in this process, because equal texts are one object.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from os import PathLike
from pathlib import Path
from typing import IO

try:
    import resource
except ImportError:  # no such limits on this platform
    resource = None  # type: ignore[assignment]

from dampingi.engines.sheets import frames
from dampingi.engines.sheets.collecting import without_collecting
from dampingi.engines.sheets.faults import SheetError
from dampingi.engines.sheets.limits import DEFAULT_LIMITS, Limits
from dampingi.engines.sheets.workbooks import Workbook, opened

EVERY = 0.005
PAGE = resource.getpagesize() if resource else 4096
START = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1));"
    " runpy.run_module('dampingi.engines.sheets.parsing', run_name='__main__', alter_sys=True)"
)
COMMAND = (sys.executable, "-I", "-c", START, str(Path(__file__).resolve().parents[3]))
"""Isolated from the environment, so it is told where this package lies, installed or not."""


def open_workbook_apart(source: str | PathLike[str] | bytes, *, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """The same `Workbook` as `open_workbook` gives, or the same `SheetError`.

    `too_heavy` where the parsing process exceeded `limits.memory_bytes`, `seconds` or `patience`, or died.
    """
    with tempfile.TemporaryFile() as frames_file, _as_file(source, limits) as file:
        _parse(file, frames_file, limits)
        frames_file.seek(0)
        with without_collecting():
            return frames.read(frames_file)


def _as_file(source: str | PathLike[str] | bytes, limits: Limits) -> IO[bytes]:
    """A file the child can inherit: bytes are put into a nameless temporary one."""
    if not isinstance(source, bytes):
        return opened(source, limits)
    if len(source) > limits.file_bytes:
        most = limits.file_bytes // 1_000_000
        raise SheetError("file_too_large", megabytes=len(source) // 1_000_000, most=most)
    held = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    held.write(source)
    held.seek(0)
    return held


def _parse(file: IO[bytes], out: IO[bytes], limits: Limits) -> None:
    """However the child ends, the frames tell: no end, no workbook."""
    command = [*COMMAND, json.dumps(asdict(limits))]
    with subprocess.Popen(command, stdin=file, stdout=out, stderr=subprocess.DEVNULL, env={}) as child:
        try:
            _watch(child, limits)
        finally:
            child.kill()


def _watch(child: subprocess.Popen[bytes], limits: Limits) -> None:
    deadline = time.monotonic() + limits.patience
    while True:
        try:
            child.wait(EVERY)
            return
        except subprocess.TimeoutExpired:
            if time.monotonic() > deadline or _resident(child.pid) > limits.memory_bytes:
                raise SheetError("too_heavy") from None


def _resident(pid: int) -> int:
    """Bytes of memory really in use; 0 where the platform does not tell (its limits on the child remain)."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as told:
            return int(told.read().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0
