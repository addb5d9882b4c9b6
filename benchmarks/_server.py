"""The product served on this machine as an office serves it, by a process of its own, for benchmarks that ask over HTTP."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

OPTIONS = "--interface wsgi --workers 2 --blocking-threads 2 --no-ws --log-level warning"


@contextmanager
def serving() -> Iterator[int]:
    """The port it answers on; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = ["--host", "127.0.0.1", "--port", str(port), "dampingi.config.wsgi:application"]
    running = subprocess.Popen([sys.executable, "-m", "granian", *OPTIONS.split(), *place])
    try:
        _wait(port, running)
        yield port
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


def _wait(port: int, running: subprocess.Popen) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/masuk/", timeout=20).read()
            return
        except OSError:
            if running.poll() is not None:
                break
            time.sleep(0.2)
    raise RuntimeError("the server did not start")
