"""The process that reads: a calendar on standard input, busy times as JSON on standard output."""

import datetime
import json
import sys

from dampingi.engines.calendars import CalendarError, apart, reading


def main() -> None:
    _bound()
    start, end, zone = sys.argv[1:4]
    moment = datetime.datetime.fromisoformat
    try:
        found = reading.read(sys.stdin.buffer.read(), moment(start), moment(end), zone)
        told: dict[str, object] = {
            "busy": [(b.start.isoformat(), b.end.isoformat()) for b in found.busy],
            "notes": [(n.code, n.on and n.on.isoformat(), n.about) for n in found.notes],
            "entries": found.entries,
        }
    except CalendarError as wrong:
        told = {"error": wrong.code}
    sys.stdout.write(json.dumps(told))


def _bound() -> None:
    try:
        import resource
    except ImportError:  # no such limits on this platform; the parent's time remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (apart.MEMORY, apart.MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (apart.SECONDS, apart.SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
