"""The supervisor, with small programs in the place of the web server and the worker."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from dampingi.demo import serve
from dampingi.foundation.errors import Refused

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]


def answering(port: int) -> list[str]:
    return [sys.executable, "-m", "http.server", str(port), "--bind", serve.HOST]


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        return probe.getsockname()[1]


@pytest.fixture
def started(monkeypatch):
    """Every process the supervisor starts, in order."""
    found = []
    real = subprocess.Popen

    def popen(*arguments, **options):
        found.append(real(*arguments, **options))
        return found[-1]

    monkeypatch.setattr(serve.subprocess, "Popen", popen)
    return found


def serving(monkeypatch, port, *, web, worker, then):
    """Serve until `then` has run in a thread, as Ctrl-C would end it."""
    monkeypatch.setattr(serve, "_web", lambda _port: web)
    monkeypatch.setattr(serve, "_worker", lambda: worker)
    ready = threading.Event()

    def act():
        ready.wait(20)
        then()
        os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=act)
    thread.start()
    serve.serve(port=port, ready=ready.set, env=os.environ)
    thread.join()
    return ready.is_set()


def test_it_says_ready_once_a_page_can_be_fetched_and_leaves_nothing_running(monkeypatch, port, started):
    assert serving(monkeypatch, port, web=answering(port), worker=SLEEPS, then=lambda: None)
    assert [process.poll() is not None for process in started] == [True, True]
    serve.refuse_busy(port)


def test_a_dead_worker_is_started_again(monkeypatch, port, started):
    def kill():
        started[1].kill()
        until = time.monotonic() + 10
        while len(started) < 3 and time.monotonic() < until:
            time.sleep(0.05)

    serving(monkeypatch, port, web=answering(port), worker=SLEEPS, then=kill)
    assert len(started) == 3
    assert all(process.poll() is not None for process in started)


def test_one_that_cannot_live_ends_the_demo_with_a_reason(monkeypatch, port, started):
    dies = [sys.executable, "-c", "raise SystemExit(3)"]
    monkeypatch.setattr(serve, "_web", lambda _port: SLEEPS)
    monkeypatch.setattr(serve, "_worker", lambda: dies)
    with pytest.raises(Refused, match="worker"):
        serve.serve(port=port, ready=lambda: None, env=os.environ)
    assert len(started) == 1 + serve.MOST_DEATHS
    assert all(process.poll() is not None for process in started)


def test_one_that_will_not_stop_is_ended(monkeypatch, port, started):
    monkeypatch.setattr(serve, "GRACE", 0.5)
    stubborn = [
        sys.executable,
        "-c",
        "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)",
    ]
    serving(monkeypatch, port, web=answering(port), worker=stubborn, then=lambda: time.sleep(0.3))
    assert started[1].returncode == -signal.SIGKILL


def test_a_busy_port_is_refused_with_another_to_try(port):
    with socket.socket() as taken:
        taken.bind((serve.HOST, port))
        taken.listen()
        with pytest.raises(Refused, match=f"--port {port + 1}"):
            serve.refuse_busy(port)
    serve.refuse_busy(port)
