"""Somebody's calendar is read in a process of its own, with bounded memory and time (docs/adr/0014)."""

import datetime
import json
import subprocess
import sys
from pathlib import Path

from .terms import MOST_BYTES, Busy, CalendarError, Note, Read

SECONDS = 20
MEMORY = 1_000_000_000
"""Bytes of address space. Reading a year of a full calendar takes a tenth of it."""
START = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('dampingi.engines.calendars.child', run_name='__main__')"
COMMAND = (sys.executable, "-I", "-c", START, str(Path(__file__).resolve().parents[3]))


def read_apart(data: bytes, start: datetime.datetime, end: datetime.datetime, zone: str) -> Read:
    """The same as `read`, or the same `CalendarError`; `too_heavy` where the process used up its time or memory."""
    if len(data) > MOST_BYTES:
        raise CalendarError("too_large")
    asked = [*COMMAND, start.isoformat(), end.isoformat(), zone]
    try:
        done = subprocess.run(asked, input=data, capture_output=True, timeout=SECONDS, env={}, check=False)
    except subprocess.TimeoutExpired:
        raise CalendarError("too_heavy") from None
    if done.returncode:
        raise CalendarError("too_heavy")
    told = json.loads(done.stdout)
    if "error" in told:
        raise CalendarError(told["error"])
    moment, day = datetime.datetime.fromisoformat, datetime.date.fromisoformat
    return Read(
        [Busy(moment(a), moment(b)) for a, b in told["busy"]],
        [Note(code, day(on) if on else None, about) for code, on, about in told["notes"]],
        told["entries"],
    )
