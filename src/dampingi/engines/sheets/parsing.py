"""The parsing process: a file in at one end, frames out at the other, within its limits. `python -m ...parsing LIMITS`.

It can neither grow beyond its memory, nor run longer than its processor seconds, nor open or fill files: whatever a
hostile workbook does happens here, and the parent only sees that the frames stop.
"""

from __future__ import annotations

import json
import os
import sys

from dampingi.engines.sheets import containers, frames
from dampingi.engines.sheets.collecting import without_collecting
from dampingi.engines.sheets.faults import SheetError
from dampingi.engines.sheets.limits import Limits
from dampingi.engines.sheets.workbooks import all_notes, named, streams

FILES = 16
MOST_WRITTEN = 1 << 30


def confine(limits: Limits) -> None:
    """Where the platform has no such limits, the parent's patience remains."""
    try:
        import resource
    except ImportError:
        return
    bounds = {
        "RLIMIT_DATA": limits.memory_bytes * 3 // 2,
        "RLIMIT_CPU": limits.seconds,
        "RLIMIT_NOFILE": FILES,
        "RLIMIT_FSIZE": MOST_WRITTEN,
        "RLIMIT_CORE": 0,
    }
    for name, bound in bounds.items():
        if hasattr(resource, name):
            resource.setrlimit(getattr(resource, name), (bound, bound))


def main(limits: Limits) -> None:
    confine(limits)
    out = sys.stdout.buffer
    try:
        with without_collecting(), os.fdopen(0, "rb", closefd=False) as file:
            container = containers.inspect(file, limits)
            notes: set[str] = set()
            for sheet in streams(file, container, limits, notes, _path()):
                frames.write_sheet(out, sheet)
            frames.write(out, {"end": named(container), "notes": all_notes(container, notes)})
    except SheetError as error:
        frames.write(out, {"error": error.code, "data": error.data})
    except MemoryError:
        frames.write(out, {"error": "too_heavy", "data": {}})
    out.flush()


def _path() -> str | None:
    """A name of the file at our standard input, so that the reader needs no copy of it in memory."""
    return next((path for path in ("/proc/self/fd/0", "/dev/fd/0") if os.path.exists(path)), None)


if __name__ == "__main__":
    main(Limits(**json.loads(sys.argv[1])))
