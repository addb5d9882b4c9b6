"""The rows of an edition: as shipped, as stored, and whether two say the same."""

from collections.abc import Mapping, Sequence
from typing import Any

from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import load
from dampingi.insight.theory.models import Level

FIELDS = ("level", "text", "planned", "source")
MOST = 60


def shipped() -> list[dict[str, str]]:
    return [dict(row) for row in load("programme_theory")]


def row_hash(row: Mapping[str, Any]) -> str:
    """Of what it says: a judgement holds as long as that stays the same."""
    return digest({name: row[name] for name in FIELDS})


def coded(rows: Sequence[Mapping[str, Any]], taken: set[str]) -> list[dict[str, str]]:
    """In the order of the levels. A row keeps its code; a new one gets one that no edition had."""
    numbers = [int(code[1:]) for code in taken if code[:1] == "b" and code[1:].isdecimal()]
    following, order = max(numbers, default=0) + 1, {str(level): n for n, level in enumerate(Level)}
    told = []
    for row in rows:
        code = str(row.get("code") or "")
        if code not in taken:
            code, following = f"b{following}", following + 1
        told.append({"code": code} | {name: str(row[name]).strip() for name in FIELDS})
    return sorted(told, key=lambda row: order[row["level"]])
