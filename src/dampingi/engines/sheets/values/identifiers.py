"""NIK, NIB, NPWP and KBLI: structure only. Whether a number belongs to a living person nobody can tell from digits.

NIK: region of first registration (6), DDMMYY with DD+40 for women, serial (4). A wrong length or an
impossible date is a fault; region and birth date are compared elsewhere and only warn.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from dampingi.engines.sheets.faults import Fault
from dampingi.engines.sheets.values.digits import code_digits
from dampingi.engines.sheets.values.text import is_empty, plain


def _code(cell: object, longest: int) -> str | Fault | None:
    return None if cell is None or is_empty(plain(cell)) else code_digits(cell, longest=longest)


def nik(cell: object) -> object:
    """16 digits as text."""
    if type(cell) is str and len(cell) == 16 and cell.isascii() and cell.isdigit():
        return cell if _possible_birth(cell[6:12]) and cell.count(cell[0]) < 16 else Fault("nik_birth_date")
    digits = _code(cell, 16)
    if digits is None or isinstance(digits, Fault):
        return digits
    if len(digits) != 16:
        return Fault("nik_length", data={"length": len(digits)})
    if len(set(digits)) == 1 or not _possible_birth(digits[6:12]):
        return Fault("nik_birth_date")
    return digits


@lru_cache(maxsize=65_536)
def _possible_birth(ddmmyy: str) -> bool:
    day, month, year = int(ddmmyy[:2]), int(ddmmyy[2:4]), int(ddmmyy[4:])
    day = day - 40 if day > 40 else day
    return any(_is_date(century + year, month, day) for century in (1900, 2000))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def nik_sex(digits: str) -> str:
    """The sex a NIK states: "P" where 40 was added to the day of birth."""
    return "P" if int(digits[6:8]) > 40 else "L"


def nik_born(digits: str, born: dt.date) -> bool:
    """Whether the NIK's DDMMYY agrees with a date of birth."""
    day = int(digits[6:8])
    day = day - 40 if day > 40 else day
    return (day, int(digits[8:10]), int(digits[10:12])) == (born.day, born.month, born.year % 100)


def nib(cell: object) -> object:
    """13 digits as text; a number cell that lost its leading zero gets it back."""
    digits = _code(cell, 13)
    if digits is None or isinstance(digits, Fault):
        return digits
    if isinstance(cell, (int, float)) and 11 <= len(digits) < 13:
        digits = digits.zfill(13)
    return digits if len(digits) == 13 else Fault("nib_length", data={"length": len(digits)})


def registration(cell: object) -> object:
    """A cooperative's number (Nomor Induk Koperasi): 5 to 20 digits as text, usually 13."""
    digits = _code(cell, 20)
    if digits is None or isinstance(digits, Fault):
        return digits
    return digits if 5 <= len(digits) <= 20 else Fault("registration_length", data={"length": len(digits)})


def npwp(cell: object) -> object:
    """16 digits, or 15 of the older form; as text."""
    digits = _code(cell, 16)
    if digits is None or isinstance(digits, Fault):
        return digits
    if isinstance(cell, (int, float)) and 13 <= len(digits) < 15:
        digits = digits.zfill(15)
    return digits if len(digits) in (15, 16) else Fault("npwp_length", data={"length": len(digits)})


KBLI_IN_TEXT = re.compile(r"(?<![\d.])(\d{5}|\d{2}\.\d{3}|\d{2}[. ]\d{2}[. ]\d)(?![\d.]\d|\d)")


def kbli(cell: object) -> object:
    """Five digits as text, also out of `10710 - Industri Roti`; a zero eaten by the spreadsheet is restored.

    The zero is only restored in a number (agriculture, 01-03): four digits typed as text may be a group of KBLI.
    """
    shown = plain(cell)
    if is_empty(shown) or shown == "0":
        return None
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        digits = shown.zfill(5) if len(shown) == 4 else shown
        return digits if len(digits) == 5 and digits.isascii() and digits.isdigit() else Fault("kbli_digits")
    written = "".join(shown.split()) if shown.replace(" ", "").isdigit() else shown
    codes = list(dict.fromkeys(re.sub(r"\D", "", code) for code in KBLI_IN_TEXT.findall(written)))
    if not codes or not codes[0].isascii():
        return Fault("kbli_digits")
    return codes[0] if len(codes) == 1 else Fault("kbli_several", value=codes[0])
