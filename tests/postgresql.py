"""A throw-away PostgreSQL server for tests and benchmarks, on a socket in a temporary folder, from installed binaries."""

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
)


DURABLE = ("listen_addresses=", "max_connections=200")
"""As a server keeps an office's data: what is committed survives a power cut."""


class Unavailable(Exception):
    """No PostgreSQL server can be started here; the message says why and what to do."""


def binaries() -> Path | None:
    """The folder of the newest installed server's programs."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: int(path.parts[-3]), default=None)
    return newest.parent if newest else None


@contextmanager
def server(settings: tuple[str, ...] = SETTINGS) -> Iterator[str]:
    """Start a server, yield the URL of an empty database in it, stop it and remove everything."""
    programs = binaries()
    if programs is None:
        raise Unavailable("no PostgreSQL server here (on Debian: apt-get install postgresql)")
    with tempfile.TemporaryDirectory(prefix="dampingi-pg-") as folder:
        data = Path(folder) / "data"
        owner = _hand_over(Path(folder))
        _run(
            owner,
            programs / "initdb",
            "-D",
            data,
            "-U",
            "dampingi",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        )
        options = [part for setting in settings for part in ("-c", setting)]
        command = [programs / "postgres", "-D", data, "-k", folder, *options]
        running = subprocess.Popen(
            _as(owner, *command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(owner, programs, folder, running)
            _run(owner, programs / "createdb", "-h", folder, "-U", "dampingi", "dampingi")
            yield f"postgres://dampingi@{quote(folder, safe='')}/dampingi"
        finally:
            _run(owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
            running.wait(30)


def _hand_over(folder: Path) -> str:
    """The account the server runs as: PostgreSQL refuses root, so root gives the folder to another."""
    if os.geteuid() != 0:
        return getpass.getuser()
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, account.pw_uid, account.pw_gid)
        return name
    raise Unavailable("PostgreSQL does not run as root, and there is no account postgres or nobody")


def _as(owner: str, *command: str | Path) -> list[str | Path]:
    if os.geteuid() != 0:
        return list(command)
    if shutil.which("runuser"):
        return ["runuser", "-u", owner, "--", *command]
    return ["setpriv", f"--reuid={owner}", f"--regid={owner}", "--clear-groups", "--", *command]


def _run(owner: str, *command: str | Path) -> None:
    done = subprocess.run(_as(owner, *command), cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"{Path(command[0]).name}: {done.stderr.strip() or done.stdout.strip()}")


def _wait(owner: str, programs: Path, folder: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        ready = _as(owner, programs / "pg_isready", "-q", "-h", folder)
        if subprocess.run(ready, cwd="/", check=False).returncode == 0:
            return
        if running.poll() is not None:
            break
        time.sleep(0.1)
    raise Unavailable("the PostgreSQL server did not start")
