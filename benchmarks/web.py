"""The ten most used pages over HTTP, each beside a bare Django view that answers with the same bytes; the month's end; and what memory all this takes.

The pages are each role's first screen and what it does daily: the homes of office, mentor and participant, the inbox, the register's list, a business, the form of a
visit, the dashboard, the list of monthly reports, and the public catalogue. Four readers who never pause ask for them over kept connections, packed (gzip), on the demo
city (quick: the small one). The bare view has no session, no user and no database; its project is served by the same server with the same options and packs the same
bytes the same way, read by the same readers in the same run. Server, readers and everything else share this machine's processors; only 127.0.0.1 is asked.

The month's end is a city of its own with 300 mentors: within a minute each opens the list of reports and last month's, writes it, saves it and hands it in, while
office staff go on with their pages (`month_end_*`). Then the same number press "Ajukan" in the same second (`burst_*`). It ends by itself.

`memory_mb`: the web processes and the worker after that, and the most each kind of long work needs in a process of its own, its helper processes apart.
"""

import tempfile
from typing import Any

from benchmarks._apart import apart

TASKS = ("import", "evaluation", "report", "document_set", "export")


def run(*, quick: bool) -> dict[str, Any]:
    """p95_ms, bare_p95_ms, ratio (of the worst page and of each); month_end_* and burst_*; memory_mb."""
    size = "quick" if quick else "whole"
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as folder:
        city, end = f"{folder}/city", f"{folder}/end"
        found = apart("_web_here", city, size, DAMPINGI_DEMO="1")
        tasks = {task: apart("_web_tasks", city, task, DAMPINGI_DEMO="1") for task in TASKS}
        found |= apart("_web_month_end", end, size)
    found["memory_mb"] |= {f"task_{name}": told["peak_mb"] for name, told in tasks.items()}
    found["memory_mb"] |= {
        f"task_{name}_helper": told["helper_mb"] for name, told in tasks.items() if told["helper_mb"]
    }
    found["task_s"] = {name: told["seconds"] for name, told in tasks.items()}
    return found
