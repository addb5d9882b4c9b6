"""The folder an installation lives in, its secrets, and the journal mode its SQLite can be trusted with."""

import os
import secrets
import sqlite3
from pathlib import Path


def folder() -> Path:
    """DAMPINGI_HOME; else `var/` of a checkout; else the user's data folder. Made on first use, private to its owner."""
    named = os.environ.get("DAMPINGI_HOME")
    checkout = Path(__file__).resolve().parents[3]
    if named:
        path = Path(named)
    elif (checkout / "pyproject.toml").exists():
        path = checkout / "var"
    else:
        path = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share")) / "dampingi"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret(home: Path, name: str) -> str:
    """The installation's secret of that name (DAMPINGI_KEY_<NAME>), made on first use beside the database."""
    named = os.environ.get(f"DAMPINGI_KEY_{name.upper()}")
    if named:
        return named
    path = home / "keys" / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        fresh = path.with_name(f".{name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            os.link(fresh, path)  # atomic: of two first starts, one wins and both read the same
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()


def given(home: Path, name: str) -> str:
    """A secret that somebody else made and gave us, in the same places; "" without one."""
    path = home / "keys" / name
    told = os.environ.get(f"DAMPINGI_KEY_{name.upper()}") or (path.read_text() if path.exists() else "")
    return told.strip()


def journal_mode() -> str:
    """WAL where it is safe.

    SQLite before 3.51.3 can corrupt a WAL database when a checkpoint resets the log while another connection is
    reading; there we use the rollback journal (TRUNCATE), slower for mixed load, but it cannot.
    """
    return "WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "TRUNCATE"
