"""A real server in a process of its own, on an SQLite file, that may be killed at any moment and started again."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
SERVER = "--interface wsgi --workers 1 --blocking-threads 4 --no-ws --log-level warning"
TEMPLATE: dict[str, Any] = {}


class Place:
    """`told` is what `build` printed: sessions, enrolments."""

    def __init__(self, home: Path, told: dict[str, Any]) -> None:
        self.home, self.told = home, told
        self.port = free_port()
        self.running: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, application: str = "dampingi.config.wsgi:application") -> None:
        place = ["--host", "127.0.0.1", "--port", str(self.port), application]
        command = [sys.executable, "-m", "granian", *SERVER.split(), *place]
        self.running = subprocess.Popen(command, env=environment(self.home), cwd=ROOT, start_new_session=True)
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.address}/lapangan/pekerja.js", timeout=20).read()
                return
            except OSError:
                assert self.running.poll() is None, "the server did not start"
                time.sleep(0.1)
        raise AssertionError("the server did not answer")

    def kill(self) -> None:
        """As a power cut would: the main process and its worker at once, without a word."""
        if self.running:
            os.killpg(self.running.pid, 9)
            self.running.wait()
        self.running = None

    def rows(self, question: str, *given: Any) -> list[tuple]:
        """Straight from its file, quicker than `look`."""
        with closing(sqlite3.connect(f"file:{self.home / 'dampingi.sqlite3'}?mode=ro", uri=True)) as file:
            return file.execute(question, given).fetchall()

    def forget_phones(self) -> None:
        """Those of tests before: a person has ten at most."""
        with closing(sqlite3.connect(self.home / "dampingi.sqlite3", timeout=20)) as file, file:
            file.execute("UPDATE field_device SET revoked_at = '2026-01-01' WHERE revoked_at IS NULL")

    def visits(self) -> list[str]:
        return [str(uuid.UUID(id)) for (id,) in self.rows("SELECT id FROM mentoring_visit")]

    def look(self) -> dict[str, Any]:
        return json.loads(_python("tests.browser.field.look", self.home))

    def run(self, code: str) -> str:
        """Python with Django set up, on this installation's data."""
        begun = "import django; django.setup()\n"
        told = subprocess.run(
            [sys.executable, "-c", begun + code], env=environment(self.home), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )  # fmt: skip
        return told.stdout


def built(folder: Path) -> dict[str, Any]:
    """A folder to copy installations from; made once, for it takes seconds."""
    if not TEMPLATE:
        folder.mkdir()
        TEMPLATE.update(home=folder, told=json.loads(_python("tests.browser.field.build", folder)))
    return TEMPLATE


def copied(template: dict[str, Any], home: Path) -> Place:
    shutil.copytree(template["home"], home)
    return Place(home, template["told"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(home: Path) -> dict[str, str]:
    """For processes on that installation: an SQLite file of its own, whatever database the tests use."""
    told = {
        k: v
        for k, v in os.environ.items()
        if k not in ("DAMPINGI_DATABASE_URL", "DAMPINGI_DEMO", "DAMPINGI_DEBUG")
    }
    return told | {
        "DAMPINGI_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "dampingi.config.settings",
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
    }


def _python(module: str, home: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module],
        env=environment(home),
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout
