"""A line to a server as in a market: requests get lost on the way, answers on the way back; some arrive twice, some late.

A proxy on 127.0.0.1. Only what goes to the API is mistreated; `told` counts what was done to it.
"""

import contextlib
import http.client
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

API = "/lapangan/api/"
CUT = "cut"
LATE = 1.0
"""Seconds after which a request thought lost may still arrive: behind its own repetition and what came after."""
HOP = ("connection", "keep-alive", "transfer-encoding", "host")
Answer = tuple[int, list[tuple[str, str]], bytes]


@dataclass
class Line:
    """`lost` and `twice` are shares of the calls. A lost one never arrives, arrives but its answer is lost, or arrives late: a third each."""

    to: int
    lost: float = 0.0
    twice: float = 0.0
    dice: Random = field(default_factory=lambda: Random(4))
    told: Counter = field(default_factory=Counter)
    answered: Callable[[str, bytes], Answer | str | None] | None = None
    """Somebody in between: (path, body) -> an answer instead of the server's, CUT to say nothing, or None to let it pass."""
    mangled: Callable[[str, bytes], bytes] | None = None
    """What becomes of a body on the way."""
    asked: list[tuple[str, str, int]] = field(default_factory=list)
    """(method, path, bytes) of what went to the API."""
    port: int = 0

    def __enter__(self) -> "Line":
        line, self.lock, self.late = self, threading.Lock(), []

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_args) -> None:
                pass

            def handle_one(self) -> None:
                line.serve(self)

            do_GET = do_POST = do_PUT = handle_one

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error) -> None:
        self.server.shutdown()
        self.server.server_close()
        for timer in self.late:
            timer.cancel()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        if request.path.startswith(API):
            self.asked.append((request.command, request.path, len(body)))
        body = self.mangled(request.path, body) if self.mangled else body
        asked = (request.command, request.path, body, dict(request.headers))
        fate = self._fate(request.path)
        self.told[fate] += 1
        try:
            if self.answered and (instead := self.answered(request.path, body)):
                return None if instead == CUT else _give(request, instead)
            if fate == "never":
                return
            if fate == "late":
                return self._later(asked)
            answer = self._asked(*asked)
            if fate == "twice":
                answer = self._asked(*asked)
            if fate != "answer lost":
                _give(request, answer)
        except (OSError, http.client.HTTPException):
            self.told["server away"] += 1
        finally:
            request.close_connection = True

    def _fate(self, path: str) -> str:
        if not path.startswith(API):
            return "past"
        with self.lock:
            thrown = self.dice.random()
            if thrown < self.lost:
                return self.dice.choice(["never", "answer lost", "late"])
        return "twice" if thrown < self.lost + self.twice else "through"

    def _later(self, asked: tuple) -> None:
        def arrive() -> None:
            with contextlib.suppress(
                OSError, http.client.HTTPException
            ):  # the server is away: lost after all
                self._asked(*asked)

        timer = threading.Timer(LATE * self.dice.random(), arrive)
        timer.daemon = True
        self.late.append(timer)
        timer.start()

    def _asked(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        there = http.client.HTTPConnection("127.0.0.1", self.to, timeout=60)
        try:
            sent = {k: v for k, v in headers.items() if k.lower() not in HOP} | {
                "Host": f"127.0.0.1:{self.port}"
            }
            there.request(method, path, body or None, sent)
            answer = there.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            there.close()


def said(status: int, body: str, kind: str = "application/json", **headers: str) -> Answer:
    return (
        status,
        [("Content-Type", kind), *((k.replace("_", "-"), v) for k, v in headers.items())],
        body.encode(),
    )


def _give(request: BaseHTTPRequestHandler, answer: Answer) -> None:
    status, headers, body = answer
    request.send_response_only(status)
    for name, value in headers:
        if name.lower() not in (*HOP, "content-length"):
            request.send_header(name, value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
