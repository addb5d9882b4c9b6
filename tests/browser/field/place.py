"""A real server in a process of its own, on an SQLite file, that may be killed at any moment and started again."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PRODUCT = "dampingi.config.wsgi:application"
SERVER = "--interface wsgi --workers 1 --blocking-threads 4 --no-ws --log-level warning"
PATIENCE = 60
"""Seconds a busy machine may take until a server listens; whatever it answers then decides."""


class Place:
    """An installation in a folder. `told` is what `build` printed: sessions, enrolments."""

    def __init__(self, home: Path) -> None:
        self.home, self.port, self.told = home, free_port(), {}
        self.file, self.kept = home / "dampingi.sqlite3", home / "kept.sqlite3"
        self.running: subprocess.Popen | None = None
        self._beside: subprocess.Popen | None = None

    @classmethod
    def built(cls, home: Path) -> "Place":
        """With two mentors and their participants, and remembered so."""
        home.mkdir()
        made = cls(home)
        made.told = json.loads(made.run("from tests.browser.field import build; build.main()"))
        copy(made.file, made.kept)
        return made

    @classmethod
    def seen(cls, home: Path) -> "Place":
        """A copy of what the tests' own database in memory holds now, with the files and the keys of this process."""
        from django.conf import settings
        from django.db import connection

        home.mkdir()
        made = cls(home)
        connection.ensure_connection()
        with closing(sqlite3.connect(made.file)) as file:
            connection.connection.backup(file)
        shutil.copytree(settings.HOME / "keys", home / "keys")
        shutil.copytree(settings.MEDIA_ROOT, home / "files", copy_function=os.link)
        return made

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, application: str = PRODUCT) -> None:
        place = ["--host", "127.0.0.1", "--port", str(self.port), application]
        command = [sys.executable, "-m", "granian", *SERVER.split(), *place]
        self.running = subprocess.Popen(command, env=environment(self.home), cwd=ROOT, start_new_session=True)
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.running.poll() is None, "the server did not start"
            assert time.monotonic() < until, "the server did not listen"
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.address}/lapangan/pekerja.js", timeout=PATIENCE).read()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"the server answered {error.code}: {error.read()[:500]!r}") from error
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """As a power cut would: the main process and its worker at once, without a word."""
        if self.running:
            os.killpg(self.running.pid, 9)
            self.running.wait()
        self.running = None

    def close(self) -> None:
        self.kill()
        if self._beside:
            self._beside.communicate()
        self._beside = None

    def renew(self) -> None:
        """Everything as it was built, under a server that goes on: SQLite copies the pages under its own locks."""
        copy(self.kept, self.file)
        shutil.rmtree(self.home / "files", ignore_errors=True)
        if not self.running or self.running.poll() is not None:
            self.start()

    def rows(self, question: str, *given: Any) -> list[tuple]:
        """Straight from its file, quicker than `look`."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as file:
            return file.execute(question, given).fetchall()

    def visits(self) -> list[str]:
        return [str(uuid.UUID(id)) for (id,) in self.rows("SELECT id FROM mentoring_visit")]

    def look(self) -> dict[str, Any]:
        return json.loads(self.run("from tests.browser.field import look; look.main()"))

    def run(self, code: str, on: str = "") -> str:
        """What that code prints on this installation's data, at `on` where a day is named."""
        if self._beside is None:
            self._beside = subprocess.Popen(
                [sys.executable, "-m", "tests.browser.field.beside"], env=environment(self.home), cwd=ROOT,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
        self._beside.stdin.write(json.dumps({"code": code, "on": on}) + "\n")
        self._beside.stdin.flush()
        told = json.loads(self._beside.stdout.readline())
        assert "error" not in told, told["error"]
        return told["out"]


def copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as kept, closing(sqlite3.connect(target, timeout=20)) as file:
        file.execute("PRAGMA synchronous=OFF")
        kept.backup(file)


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
