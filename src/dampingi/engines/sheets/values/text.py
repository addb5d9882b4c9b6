"""Text as people type it: Unicode composed (NFC), trimmed, single spaces; the many ways to say "nothing" are None."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from dampingi.engines.sheets.faults import Fault

EMPTY = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "_",
        ".",
        "..",
        "...",
        "–",
        "—",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "tak terdefinisi",
    }
)
FORMULA_ERRORS = frozenset(
    {
        "#ref!",
        "#n/a",
        "#div/0!",
        "#value!",
        "#name?",
        "#num!",
        "#null!",
        "#spill!",
        "err:502",
        "err:508",
        "#field!",
    }
)
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Digits and letters of an East Asian keyboard."""
LETTER = re.compile(r"[^\W\d_]")
CONTROL = re.compile(r"[\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def plain(cell: object) -> str:
    """The cell as a person sees it: 5.0 is "5", a date is ISO, text is cleaned."""
    if type(cell) is str:
        joined = " ".join(cell.split())
        if joined.isascii() and joined.isprintable():
            return joined
        return unicodedata.normalize("NFC", " ".join(CONTROL.sub("", joined).translate(FULL_WIDTH).split()))
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float):
        return plain_number(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time.min:
        return cell.date().isoformat()
    return str(cell)


def plain_number(number: float) -> str:
    if number != number or number in (float("inf"), float("-inf")):
        return ""
    return str(int(number)) if number.is_integer() else repr(number)


def is_empty(shown: str) -> bool:
    return shown.lower() in EMPTY


def text(cell: object) -> object:
    """Any text; formula errors such as `#REF!` are a fault, `=cmd|...` stays harmless text."""
    shown = plain(cell)
    if len(shown) > 18:
        return shown
    lowered = shown.lower()
    if lowered in EMPTY:
        return None
    if lowered in FORMULA_ERRORS:
        return Fault("formula_error")
    return shown


def name(cell: object) -> object:
    """A person's or business's name: text with at least one letter, or a name that is a short number ("88")."""
    shown = text(cell)
    if isinstance(shown, str) and not LETTER.search(shown) and len(shown) > 4:
        return Fault("name_without_letters")
    return shown


def email(cell: object) -> object:
    shown = text(cell)
    if not isinstance(shown, str):
        return shown
    found = EMAIL.search(shown)
    return found.group().lower() if found else Fault("email_unreadable")
