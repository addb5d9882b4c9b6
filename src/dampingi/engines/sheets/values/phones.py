"""Indonesian phone numbers to E.164 text, one cell at a time, several numbers to a cell.

Mobile: 08 and 8-11 more digits. Fixed: area code 02-07 or 09 with two or three digits, then 5-8 digits. (BRTI numbering
plan; `phonenumbers` is the oracle in the tests, this reader is made for the spreadsheet's faults and is
thirty times quicker.)
"""

from __future__ import annotations

import datetime as dt
import re

from dampingi.engines.sheets.faults import Fault
from dampingi.engines.sheets.values.text import is_empty, plain

BETWEEN = re.compile(r"[/,;|&\n]|\bdan\b|\batau\b", re.IGNORECASE)
WHOLE = re.compile(r"(?:(?<!\d)(?:\+?62|0)8[1-9](?:[\s.\-]?\d){7,10}(?!\d))")
"""A mobile number among other words or numbers."""
NOISE = re.compile(r"[\s().\-–'’+:\u00a0]|[a-z]+", re.IGNORECASE)
PLAIN = re.compile(r"08[1-9]\d{7,10}", re.ASCII)
MOBILE = re.compile(r"8[1-9]\d{7,10}", re.ASCII)
FIXED = re.compile(r"(?:21|22|24|31|61|[2-79]\d{2})\d{5,8}")


def phones(cell: object) -> object:
    """A tuple of E.164 numbers. Numbers too short to dial are left out with a warning."""
    if type(cell) is str:
        if PLAIN.fullmatch(cell):
            return ("+62" + cell[1:],)
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_number(cell)
    elif isinstance(cell, (dt.date, dt.time, dt.timedelta)):
        return Fault("phone_unreadable")
    shown = plain(cell) if "\n" not in str(cell) else plain(str(cell).replace("\n", "/"))
    if is_empty(shown) or shown.strip("0 ") == "":
        return None
    alone = dial(shown)
    if alone:
        return (alone,)
    parts = [part for part in BETWEEN.split(shown) if not is_empty(part.strip())]
    numbers = tuple(dict.fromkeys(number for number in map(dial, parts) if number))
    if not numbers:
        numbers = tuple(dict.fromkeys(number for number in map(dial, WHOLE.findall(shown)) if number))
        return (
            (numbers if _only(shown, numbers) else Fault("phone_partly", value=numbers))
            if numbers
            else Fault("phone_unreadable")
        )
    return (
        numbers
        if len(parts) <= len(numbers) or _all_readable(parts)
        else Fault("phone_partly", value=numbers)
    )


def _only(shown: str, numbers: tuple[str, ...]) -> bool:
    """Whether the cell holds no digits besides these numbers."""
    return sum(map(str.isdigit, WHOLE.sub("", shown))) == 0 and bool(numbers)


def _all_readable(parts: list[str]) -> bool:
    return all(dial(part) for part in parts)


def _from_number(cell: float) -> object:
    if cell != cell or abs(cell) > 10**15:
        return Fault("phone_unreadable")
    if cell == 0:
        return None
    digits = str(int(cell))
    if MOBILE.fullmatch(digits):
        return ("+62" + digits,)
    number = dial(digits) if float(cell).is_integer() and cell > 0 else None
    return (number,) if number else Fault("phone_unreadable")


def dial(written: str) -> str | None:
    """E.164 of one number written with or without 0, 62, +62 and separators; None if it cannot be dialled."""
    digits = NOISE.sub("", written)
    if not (digits.isascii() and digits.isdigit()):
        return None
    if digits.startswith("00"):
        digits = digits[2:]
    if digits.startswith("62") and (len(digits) > 9 or written.lstrip().startswith("+62")):
        digits = digits[2:]
    local = digits.removeprefix("0")
    if MOBILE.fullmatch(local) or (FIXED.fullmatch(local) and not local.startswith("8")):
        return "+62" + local
    return None
