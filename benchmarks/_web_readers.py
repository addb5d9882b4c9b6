"""Readers over kept connections: `python -m benchmarks._web_readers PORT PLAN` prints what they met as one line of JSON.

PLAN is a file with {readers, asks: [[name, path, session], ...], seconds}: the asks are dealt out in turn; with `seconds` they begin anew until that
time is over.
"""

import http.client
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

PATIENCE = 120


class Reader:
    """One connection, kept; what fails is told, never hidden."""

    def __init__(self, port: int) -> None:
        self.port, self.connection = port, self._new(port)

    @staticmethod
    def _new(port: int) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def ask(
        self, path: str, session: str = "", *, body: str | None = None, token: str = ""
    ) -> tuple[int, float, Any]:
        headers = {"Accept-Encoding": "gzip", "Accept": "text/html"}
        if session:
            headers["Cookie"] = f"sessionid={session}" + (f"; csrftoken={token}" if token else "")
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token}
        begun = time.perf_counter()
        try:
            self.connection.request("GET" if body is None else "POST", path, body=body, headers=headers)
            answer = self.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as fault:
            self.connection.close()
            self.connection = self._new(self.port)
            return 0, time.perf_counter() - begun, repr(fault)
        return answer.status, time.perf_counter() - begun, answer.headers.get("Location", "")


def read(port: int, plan: dict[str, Any]) -> dict[str, Any]:
    asks, lock = plan["asks"], threading.Lock()
    end = time.monotonic() + plan["seconds"] if plan.get("seconds") else None
    times: dict[str, list[float]] = {}
    failed: list[Any] = []
    position = 0

    def next_one() -> Any:
        nonlocal position
        with lock:
            if end is None and position == len(asks):
                return None
            if end is not None and time.monotonic() > end:
                return None
            position += 1
            return asks[(position - 1) % len(asks)]

    def alone() -> None:
        reader = Reader(port)
        while (one := next_one()) is not None:
            name, path, session = one
            status, seconds, told = reader.ask(path, session)
            with lock:
                times.setdefault(name, []).append(seconds * 1000)
                if status != 200:
                    failed.append([name, path, status, told])

    threads = [threading.Thread(target=alone) for _ in range(plan["readers"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"times": times, "failed": failed}


if __name__ == "__main__":
    print(json.dumps(read(int(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text()))))
