"""The product served on this machine as an office serves it, by a process of its own, for benchmarks that ask over HTTP."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OPTIONS = "--interface wsgi --workers 2 --blocking-threads 2 --no-ws --log-level warning"
PRODUCT, BARE = "dampingi.config.wsgi:application", "benchmarks._bare:application"


@contextmanager
def serving() -> Iterator[int]:
    """The port it answers on; stopped at the end."""
    with served() as server:
        yield server.port


@dataclass
class Server:
    port: int
    pid: int
    seconds: float
    """Until its first answer."""

    def workers(self) -> list[int]:
        """The processes that answer."""
        found = []
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                told = status.read_text()
            except OSError:
                continue
            if f"\nPPid:\t{self.pid}\n" in told:
                found.append(int(status.parent.name))
        return found


@contextmanager
def served(
    application: str = PRODUCT, *, first: str = "/masuk/", options: str = OPTIONS, **env: str
) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = ["--host", "127.0.0.1", "--port", str(port), application]
    begun = time.perf_counter()
    running = subprocess.Popen(
        [sys.executable, "-m", "granian", *options.split(), *place], env=os.environ | env
    )
    try:
        _wait(f"http://127.0.0.1:{port}{first}", running)
        yield Server(port, running.pid, time.perf_counter() - begun)
    finally:
        running.terminate()
        try:
            running.wait(15)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def session_of(user: Any) -> str:
    """The key of a session in which this person is logged in."""
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session.update({
        SESSION_KEY: str(user.pk), "_auth_user_hash": user.get_session_auth_hash(),
        "_auth_user_backend": "django.contrib.auth.backends.ModelBackend",
    })  # fmt: skip
    session.create()
    return str(session.session_key)


def _wait(address: str, running: subprocess.Popen) -> None:
    end = time.monotonic() + 240
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=20).read()
            return
        except OSError:
            if running.poll() is not None:
                break
            time.sleep(0.01)
    raise RuntimeError("the server did not start")
