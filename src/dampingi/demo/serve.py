"""Keeps one web process and one worker alive until someone stops the demo."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused

HOST = "127.0.0.1"
GRACE = 10.0
"""Seconds a process has to finish what it does before it is ended."""
TOO_SOON = 5.0
MOST_DEATHS = 3
"""So many deaths in a row, each sooner than TOO_SOON seconds after its start, and we give up."""


class Service:
    """A process that is started again when it dies."""

    def __init__(self, name: str, command: list[str], env: Mapping[str, str]) -> None:
        self.name, self.command, self.env = name, command, env
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.deaths = 0

    def start(self) -> None:
        self.started = time.monotonic()
        # a session of its own: Ctrl-C reaches only us, and we stop it in order
        self.process = subprocess.Popen(
            self.command,
            env=dict(self.env),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no thread has started yet
        )

    def watch(self) -> None:
        """Start it again if it died; Refused when it cannot live."""
        if self.process is None or self.process.poll() is None:
            return
        self.deaths = self.deaths + 1 if time.monotonic() - self.started < TOO_SOON else 1
        if self.deaths >= MOST_DEATHS:
            raise Refused(
                _("Proses %(name)s berhenti terus; penyebabnya tertulis di atas.") % {"name": self.name}
            )
        time.sleep(0.2 * self.deaths)
        self.start()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait(self) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def serve(*, port: int, ready: Callable[[], None], env: Mapping[str, str]) -> None:
    """Serve until Ctrl-C or SIGTERM. `ready` is called once the first page can be fetched."""
    stopping = threading.Event()
    before = {s: signal.signal(s, lambda *_: stopping.set()) for s in (signal.SIGINT, signal.SIGTERM)}
    services = [Service("web", _web(port), env), Service("worker", _worker(), env)]
    try:
        for service in services:
            service.start()
        announced = False
        while not stopping.wait(0.2):
            for service in services:
                service.watch()
            if not announced and _answers(port):
                announced = True
                ready()
    finally:
        for service in services:
            service.stop()
        for service in services:
            service.wait()
        for number, handler in before.items():
            signal.signal(number, handler)


def refuse_busy(port: int) -> None:
    """One sentence instead of a web server's traceback when the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Refused(
                _("Port %(port)s tidak boleh dipakai akun ini. Pilih yang lain: --port 8001") % {"port": port}
            ) from None
        except OSError:
            raise Refused(
                _("Port %(port)s sedang dipakai program lain. Pilih yang lain: --port %(other)s")
                % {"port": port, "other": port + 1}
            ) from None


def _web(port: int) -> list[str]:
    options = "--interface wsgi --workers 1 --blocking-threads 4 --no-ws --log-level warning --respawn-failed-workers"
    place = ["--host", HOST, "--port", str(port), "dampingi.config.wsgi:application"]
    return [sys.executable, "-m", "granian", *options.split(), *place]


def _worker() -> list[str]:
    return [sys.executable, "-m", "dampingi", "worker"]


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/masuk/", timeout=20) as answer:
            return answer.status == 200
    except urllib.error.HTTPError:
        return True  # it answers; what is wrong with the page, the page says
    except OSError:
        return False


def _die_with_parent() -> None:
    """On Linux, end this child when the supervisor is killed outright, so that no port stays taken."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
