"""Whole numbers and percentages, written the Indonesian or the English way."""

from __future__ import annotations

import re
from decimal import Decimal

from dampingi.engines.sheets.faults import Fault
from dampingi.engines.sheets.values.text import is_empty, plain

COUNT = re.compile(r"(\d[\d.,\s]*)\s*(?:orang|org|unit|buah|kali|menit|mnt|jam|pcs|%)?\.?", re.IGNORECASE)
MOST = 10**12


def decimal(written: str) -> Decimal | None:
    """`1.234,5`, `1,234.5`, `1.500` (grouping) and `1,5` (decimals); None where the grouping makes no sense."""
    bare = "".join(written.split())
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        return Decimal(bare) if bare.isascii() and bare.isdigit() else None
    if len(set(marks)) == 2:
        point = marks[-1]
        if marks.count(point) > 1:
            return None
    else:
        point = "" if _groups(bare, marks[0]) else marks[0]
        if point and len(marks) > 1:
            return None
    whole, _, fraction = bare.partition(point) if point else (bare, "", "")
    plain_digits = whole.replace(".", "").replace(",", "")
    if point and ("." in whole or "," in whole) and not _groups(whole, "," if point == "." else "."):
        return None
    if not (plain_digits.isascii() and plain_digits.isdigit() and (not fraction or fraction.isdigit())):
        return None
    return Decimal(f"{plain_digits}.{fraction or '0'}")


def _groups(bare: str, mark: str) -> bool:
    """Whether `mark` splits the digits into thousands: 1.500 and 12.000.000, but not 0.125 or 1.5."""
    first, *others = bare.split(mark)
    return 1 <= len(first) <= 3 and first != "0" and all(len(group) == 3 for group in others)


def integer(cell: object) -> object:
    """A count, zero or more. `3 orang`, `3.0` and `1.200` are read; a fraction is rounded with a warning."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _counted(cell)
    shown = plain(cell)
    if is_empty(shown):
        return None
    if shown.startswith(("-", "(")):
        return Fault("negative")
    found = COUNT.fullmatch(shown)
    number = decimal(found.group(1)) if found else None
    if number is None:
        return Fault("not_a_number")
    return _counted(float(number))


def _counted(number: float) -> object:
    if number != number or abs(number) > MOST:
        return Fault("not_a_number")
    if number < 0:
        return Fault("negative")
    whole = round(number)
    return whole if whole == number else Fault("fraction", value=whole)


def percent(cell: object) -> object:
    """Percent as an integer 0-100; a cell formatted as percent arrives as its fraction."""
    if isinstance(cell, float) and 0 < cell < 1:
        return round(cell * 100)
    read = integer(cell)
    value = read.value if isinstance(read, Fault) and read.code == "fraction" else read
    if isinstance(value, int) and value > 100:
        return Fault("percent_above_100")
    return value
