"""A year of banks' claims: each line checked against its loan's schedule, what holds owed in the book of the budget.

`claims_per_s` goes from the lines as read to the committed entries, month by month as banks send them: `engines/subsidy` examines a month's lines at once and
`records/budgets` posts them in one batch, two balances moved by the database for each. The named alternative in the same run, `orm_loop`, does one line after the other as a
web application usually would: get what was claimed before, check it by the same rules, lock the accounts, update the balances with F(), create entry and posting, commit
- for the first `orm_lines` lines only, on a budget of its own. Both must owe the same to the rupiah, and the book is proved anew from its postings. A twentieth of the lines is wrong in one of five ways.
Per database, on its disk with fsync on.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.postgresql import DURABLE, server

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 600


def run(*, quick: bool) -> dict[str, Any]:
    """Per database: claims_per_s, beside it orm_loop_per_s and their ratio."""
    found = {"sqlite": _measure({}, quick=quick)}
    with server(DURABLE) as url:
        found["postgresql"] = _measure({"DAMPINGI_DATABASE_URL": url}, quick=quick)
    return found


def _measure(env: dict[str, str], *, quick: bool) -> dict[str, Any]:
    """In a process of its own: Django is bound to one database."""
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as home:
        told = {key: value for key, value in os.environ.items() if key != "DAMPINGI_DATABASE_URL"}
        told |= {"DAMPINGI_HOME": home, "DJANGO_SETTINGS_MODULE": "dampingi.config.settings"} | env
        out = Path(home) / "figures.json"
        command = [sys.executable, "-m", "benchmarks._ledger_here", str(out), "quick" if quick else "whole"]
        subprocess.run(command, env=told, cwd=ROOT, check=True, timeout=LIMIT)
        return json.loads(out.read_text())
