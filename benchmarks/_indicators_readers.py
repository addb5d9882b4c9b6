"""A hundred who read the dashboard at once, a thread each: `python -m benchmarks._indicators_readers PORT PLAN` prints their times as JSON.

Nobody pauses: each asks for the next page as soon as the one before has come whole, so that as many questions as readers are always under way.
"""

import http.client
import json
import sys
import threading
import time
from pathlib import Path


def main(port: int, plan: str) -> None:
    told = json.loads(Path(plan).read_text())
    start, times, failed = threading.Barrier(len(told["readers"]) + 1), [], []
    ends = time.perf_counter() + told["at_most_s"]
    threads = [
        threading.Thread(target=_read, args=(port, reader, start, ends, times, failed), daemon=True)
        for reader in told["readers"]
    ]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join(told["at_most_s"] + 60)
    print(json.dumps({"seconds": time.perf_counter() - began, "times": times, "failed": failed}))


def _read(
    port: int, reader: dict, start: threading.Barrier, ends: float, times: list[float], failed: list[str]
) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": f"sessionid={reader['session']}", "Accept-Encoding": "gzip"}
    start.wait()
    for page in reader["pages"]:
        if time.perf_counter() > ends:
            return
        began = time.perf_counter()
        try:
            line.request("GET", page, headers=headers)
            answer = line.getresponse()
            answer.read()
        except OSError as broken:
            failed.append(f"{page}: {broken}")
            return
        times.append(1000 * (time.perf_counter() - began))
        if answer.status != 200:
            failed.append(f"{page}: {answer.status}")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
