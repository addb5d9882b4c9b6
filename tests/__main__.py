"""`python -m tests [--database sqlite|postgresql|both] [pytest's arguments]`.

Without arguments: everything on SQLite, then what touches the database on PostgreSQL too, where one can be had.
DAMPINGI_TEST_POSTGRESQL_URL names a server to use; else a throw-away one is started from the installed binaries.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.postgresql import Unavailable, server

NOT_ABOUT_THE_DATABASE = [
    *(
        f"--ignore=tests/{part}"
        for part in ("bin", "browser", "demo", "engines", "foundation/ui", "packaging", "pages")
    ),
    *(
        f"--deselect=tests/matrix/test_routes.py::test_each_persona_gets_what_the_route_declares_and_pages_that_keep_the_rules[{who}]"
        for who in (
            "kepala",
            "pendamping-kota",
            "pendamping-kecamatan",
            "pendamping kelurahan sebelah",
            "koordinator",
            "bappeda",
            "inspektorat",
            "provinsi",
            "bank",
        )
    ),
    "--ignore=tests/test_cli.py",
    "-m",
    "not browser",
]
"""What would say the same on the other database; the suite on SQLite has run it. Every route is asked on both, by three personas and a stranger on PostgreSQL.
Of what is left tests/second.py chooses."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/test", description=__doc__, add_help=False)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"])
    asked, rest = parser.parse_known_args()
    if "-h" in rest or "--help" in rest:
        parser.print_help()
        return 0
    database = asked.database or ("sqlite" if rest else "both")
    status = 0
    if database in ("sqlite", "both"):
        status = _pytest(rest, {})
    if database in ("postgresql", "both"):
        status = _on_postgresql(rest, must=asked.database is not None) or status
    return status


def _on_postgresql(rest: list[str], *, must: bool) -> int:
    try:
        with _server() as url:
            print("\nOn PostgreSQL:", flush=True)
            second = {} if _named(rest) else {"DAMPINGI_TEST_SECOND_DATABASE": "1"}
            return _pytest([*NOT_ABOUT_THE_DATABASE, *rest], {"DAMPINGI_DATABASE_URL": url} | second)
    except Unavailable as why:
        print(f"\nNot tested on PostgreSQL: {why}", file=sys.stderr)
        return 1 if must else 0


def _named(arguments: list[str]) -> bool:
    """Whoever names files or folders gets all of them; tests/second.py chooses only from the whole."""
    return any(not a.startswith("-") and Path(a.partition("::")[0]).exists() for a in arguments)


@contextlib.contextmanager
def _server() -> Iterator[str]:
    if named := os.environ.get("DAMPINGI_TEST_POSTGRESQL_URL"):
        yield named
    else:
        with server() as url:
            yield url


def _pytest(arguments: list[str], env: dict[str, str]) -> int:
    with tempfile.TemporaryDirectory(prefix="dampingi-test-") as home:
        command = [sys.executable, "-m", "pytest", *_workers(arguments), *arguments]
        whole = os.environ | {"DAMPINGI_HOME": home} | env
        whole.pop(
            "PYTHONDONTWRITEBYTECODE", None
        )  # the many processes of tests would each compile everything
        done = subprocess.run(command, env=whole, check=False)
    return done.returncode


def _workers(arguments: list[str]) -> list[str]:
    """One more than there are cores, for tests wait for a browser or a database half of their time; unless the person says otherwise or debugs."""
    own = any(
        a.startswith(("-n", "--numprocesses", "--pdb", "--trace", "-s", "--collect-only")) for a in arguments
    )
    return [] if own else ["-n", str(min((os.cpu_count() or 1) + 1, 8)), "--dist", "worksteal"]


if __name__ == "__main__":
    sys.exit(main())
