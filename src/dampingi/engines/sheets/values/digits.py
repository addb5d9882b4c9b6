"""Numbers that are really codes (NIK, NIB, phone): what a spreadsheet does to them, and how to see it.

Excel keeps 15 significant digits: a 16-digit number loses its last digit, and a longer display turns into
`3.27602E+15`. What is lost cannot be restored, only asked for again.
"""

from __future__ import annotations

import re

from dampingi.engines.sheets.faults import Fault
from dampingi.engines.sheets.values.text import plain

SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?e\+?\d{1,3}", re.IGNORECASE)
SEPARATORS = str.maketrans("", "", " .-/'’`\u00a0")
EXACT_DIGITS = 15
LABEL = re.compile(r"(?:no(?:mor)?\.?\s*)?(?:nik|ktp|nib|npwp|kbli)\s*[.:=]?\s*(?=\d)", re.IGNORECASE)


def code_digits(cell: object, *, longest: int) -> str | Fault:
    """The digits of a code; `destroyed_digits` where the spreadsheet has rounded or abbreviated them."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if cell != cell or cell < 0 or abs(cell) == float("inf"):
            return Fault("not_digits")
        if longest > EXACT_DIGITS and cell >= 10**EXACT_DIGITS:
            return Fault("destroyed_digits")
        if isinstance(cell, float) and not cell.is_integer():
            return Fault("not_digits")
        return str(int(cell))
    shown = plain(cell)
    if shown[:1].isalpha():
        shown = LABEL.sub("", shown, count=1)
    if SCIENTIFIC.fullmatch(shown.replace(" ", "")):
        return Fault("destroyed_digits")
    if shown.endswith(".0") and shown[:-2].isdigit():
        shown = shown[:-2]
    digits = shown.translate(SEPARATORS)
    return digits if digits.isascii() and digits.isdigit() else Fault("not_digits")
