"""The phones, a thread each: `python -m benchmarks._sync_phones PORT PLAN` prints times and receipts as JSON."""

import http.client
import json
import resource
import sys
import threading
import time
from pathlib import Path
from typing import Any

AT_MOST = 300.0
CSRF = "a" * 32


def main(port: int, plan: str) -> None:
    told = json.loads(Path(plan).read_text())
    bodies = [[json.dumps({"items": call}).encode() for call in calls] for calls in told["calls"]]
    start = threading.Barrier(len(bodies) + 1)
    found: list[Any] = [None] * len(bodies)
    threads = [
        threading.Thread(target=_send, args=(port, phone, calls, start, found, n), daemon=True)
        for n, (phone, calls) in enumerate(zip(told["phones"], bodies, strict=True))
    ]
    for thread in threads:
        thread.start()
    start.wait()
    began, cpu = time.perf_counter(), _cpu()
    for thread in threads:
        thread.join(AT_MOST)
    seconds, cpu = time.perf_counter() - began, _cpu() - cpu
    answers = [answer for calls in found for answer in calls]
    print(json.dumps({
        "seconds": seconds, "cpu": cpu, "times": [ms for ms, _raw in answers],
        "receipts": [r for _ms, raw in answers for r in json.loads(raw)["receipts"]],
    }))  # fmt: skip


def _send(port: int, phone: dict, calls: list[bytes], start: threading.Barrier, found: list, n: int) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {
        "Cookie": f"sessionid={phone['session']}; csrftoken={CSRF}", "X-CSRFToken": CSRF, "Content-Type": "application/json",
        "X-Device": phone["device"], "X-Device-Token": phone["token"], "Accept": "application/json",
    }  # fmt: skip
    answers = []
    start.wait()
    for body in calls:
        began = time.perf_counter()
        line.request("POST", "/lapangan/api/kirim/", body, headers)
        answer = line.getresponse()
        raw = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {raw[:300]!r}")
        answers.append((1000 * (time.perf_counter() - began), raw))
    found[n] = answers


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
