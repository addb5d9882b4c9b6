"""Dates in Indonesian and English, in words, digits and Excel's serial numbers. Day before month, as Indonesia writes."""

from __future__ import annotations

import datetime as dt
import re

from dampingi.engines.sheets.faults import Fault
from dampingi.engines.sheets.values.text import is_empty, plain

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari pebruari february feb peb", "maret march mar mrt", "april apr",
            "mei may", "juni june jun", "juli july jul", "agustus august agt agu aug agst ags",
            "september sep sept", "oktober october okt oct", "november nopember nov nop", "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
IN_WORDS = re.compile(
    r"(?:[a-z']+,?\s+)?(\d{1,2})[\s\-/.]*([a-z]{3,9})\.?[\s\-/.,]*(\d{4}|\d{2})", re.IGNORECASE
)
MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
IN_DIGITS = re.compile(r"(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].*)?")
MONTH_ONLY = re.compile(r"([a-z]{3,9})\.?[\s\-/]*(\d{4})", re.IGNORECASE)
YEAR = re.compile(r"(?:th|thn|tahun)?\.?\s*((?:19|20)\d{2})", re.IGNORECASE)
YEARS = range(1900, 2100)
EPOCH = dt.date(1899, 12, 30)
SERIALS = range(3_654, 73_050)  # 1910 to 2099
PIVOT = 40  # 39 is 2039, 40 is 1940


def date(cell: object) -> object:
    """A `datetime.date`; the century of a two-digit year turns at 40."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _serial(cell)
    shown = plain(cell)
    if is_empty(shown):
        return None
    return _written(shown)


def _serial(number: float) -> object:
    if number == 0:
        return None
    if number != number or not SERIALS.start <= number < SERIALS.stop:
        return Fault("date_unreadable")
    return EPOCH + dt.timedelta(days=int(number))


def _written(shown: str) -> object:
    if found := ISO.fullmatch(shown):
        return _made(*map(int, found.groups()))
    if found := IN_DIGITS.fullmatch(shown):
        first, second, year = int(found[1]), int(found[2]), _full(found[3])
        swapped = second > 12 >= first
        return _made(year, first, second) if swapped else _made(year, second, first)
    if (found := IN_WORDS.fullmatch(shown)) and found[2].lower() in MONTHS:
        return _made(_full(found[3]), MONTHS[found[2].lower()], int(found[1]))
    if (found := MONTH_FIRST.fullmatch(shown)) and found[1].lower() in MONTHS:
        return _made(int(found[3]), MONTHS[found[1].lower()], int(found[2]))
    if shown.isascii() and shown.isdigit() and int(shown[:6]) in SERIALS and len(shown) == 5:
        return _serial(int(shown))
    if MONTH_ONLY.fullmatch(shown) or YEAR.fullmatch(shown):
        return Fault("date_without_day")
    return Fault("date_unreadable")


def _full(written: str) -> int:
    year = int(written)
    return year if len(written) == 4 else year + (2000 if year < PIVOT else 1900)


def _made(year: int, month: int, day: int) -> object:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return Fault("date_impossible")


def year(cell: object) -> object:
    """A year 1900-2099 as an integer; a full date gives its year."""
    if isinstance(cell, (dt.date, dt.datetime)):
        return cell.year if cell.year in YEARS else Fault("year_unreadable")
    shown = plain(cell).removesuffix(".0")
    if is_empty(shown) or shown == "0":
        return None
    found = YEAR.fullmatch(shown)
    if found:
        return int(found[1])
    whole = _written(shown) if len(shown) > 5 else None
    known = isinstance(whole, dt.date) and whole.year in YEARS
    return whole.year if known else Fault("year_unreadable")  # type: ignore[attr-defined]
