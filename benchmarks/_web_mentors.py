"""A crowd of mentors who hand in their reports: `python -m benchmarks._web_mentors PORT PLAN` prints what they met as one line of JSON.

Each is a thread with a connection of its own. Spread: begins by chance within so many seconds, opens the list and the report, writes for a while, saves, hands
it in and reads it. Burst: all press "Ajukan" at once.
"""

import json
import random
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks._web_readers import Reader

TOKEN = "benchmarkbenchmarkbenchmarkbench"
WORDS = {
    "obstacle": "Pesanan turun setelah hari raya dan bahan baku naik.",
    "success": "Lima peserta menerima pesanan pertama dari luar kota.",
    "plan": "Foto produk bersama dan pendampingan izin edar.",
}
WRITES = (2.0, 12.0)
"""Seconds a mentor writes."""


def main(port: int, plan: dict[str, Any]) -> dict[str, Any]:
    met = Met(port, plan)
    threads = [
        threading.Thread(target=met.mentor, args=(n, *person)) for n, person in enumerate(plan["people"])
    ]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "times": met.times,
        "submits": met.submits,
        "failed": met.failed,
        "seconds": time.perf_counter() - begun,
    }


class Met:
    def __init__(self, port: int, plan: dict[str, Any]) -> None:
        self.port, self.plan, self.lock = port, plan, threading.Lock()
        self.times: list[float] = []
        self.submits: list[float] = []
        self.failed: list[Any] = []
        self.together = threading.Barrier(len(plan["people"]))

    def mentor(self, number: int, session: str, report: str) -> None:
        dice = random.Random(number)
        reader = Reader(self.port)
        address = f"/laporan-bulanan/{report}/"
        if self.plan["burst"]:
            self.together.wait(60)
        else:
            time.sleep(dice.uniform(0, self.plan["within"]))
            self.ask(reader, "/laporan-bulanan/", session)
            self.ask(reader, address, session)
            time.sleep(dice.uniform(*WRITES))
            self.ask(reader, address, session, WORDS)
        self.ask(reader, address, session, WORDS | {"hand_in": "1"}, submit=True)
        if not self.plan["burst"]:
            self.ask(reader, address, session)

    def ask(
        self,
        reader: Reader,
        path: str,
        session: str,
        told: dict[str, str] | None = None,
        *,
        submit: bool = False,
    ) -> str:
        body = urlencode(told) if told is not None else None
        status, seconds, where = reader.ask(path, session, body=body, token=TOKEN)
        with self.lock:
            self.times.append(seconds * 1000)
            if submit:
                self.submits.append(seconds * 1000)
            if status != (200 if body is None else 302):
                self.failed.append([path, status, where])
        return str(where)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text()))))
