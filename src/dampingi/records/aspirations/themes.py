"""The rows of an edition of themes: as shipped, as stored, and as their names are told."""

from collections.abc import Mapping, Sequence
from typing import Any

from dampingi.foundation.definitions import load

FIELDS = ("name", "field", "words")
MOST = 40


def shipped() -> list[dict[str, Any]]:
    return [dict(row) for row in load("aspiration_themes")]


def coded(rows: Sequence[Mapping[str, Any]], taken: set[str]) -> list[dict[str, Any]]:
    """A row keeps its code; a new one gets one that no edition had."""
    numbers = [int(code[1:]) for code in taken if code[:1] == "t" and code[1:].isdecimal()]
    following, told = max(numbers, default=0) + 1, []
    for row in rows:
        code = str(row.get("code") or "")
        if code not in taken:
            code, following = f"t{following}", following + 1
        words = list(dict.fromkeys(w.strip()[:60] for w in row["words"] if w.strip()))
        told.append(
            {"code": code, "name": str(row["name"]).strip(), "field": str(row["field"]), "words": words}
        )
    return told
