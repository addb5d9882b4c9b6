"""Closed lists: sex and yes/no, in the spellings offices use."""

from __future__ import annotations

from dampingi.engines.sheets.faults import Fault
from dampingi.engines.sheets.values.text import is_empty, plain

SEX = {
    **dict.fromkeys(
        (
            "l",
            "lk",
            "lk.",
            "lelaki",
            "laki",
            "laki2",
            "laki-laki",
            "laki laki",
            "pria",
            "male",
            "m",
            "cowok",
            "1",
        ),
        "L",
    ),
    **dict.fromkeys(("p", "pr", "pr.", "prp", "perempuan", "wanita", "w", "female", "f", "cewek", "2"), "P"),
}
YES = frozenset(
    {"ya", "y", "yes", "ada", "sudah", "punya", "memiliki", "v", "√", "✓", "✔", "1", "true", "benar"}
)
NO = frozenset(
    {
        "tidak",
        "t",
        "no",
        "n",
        "belum",
        "tidak ada",
        "tdk",
        "tdk ada",
        "belum ada",
        "nihil",
        "0",
        "false",
        "tidak punya",
    }
)


def sex(cell: object) -> object:
    shown = plain(cell).lower()
    if is_empty(shown) or shown in ("l/p", "0"):
        return None
    return SEX.get(shown) or Fault("sex_unreadable")


def yes_no(cell: object) -> object:
    shown = plain(cell).lower()
    if shown in YES:
        return True
    if shown in NO or shown == "-":
        return False
    return None if is_empty(shown) else Fault("yes_no_unreadable")
