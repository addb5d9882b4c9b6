"""Rupiah as integers. `Rp 2.000.000,-`, `1,5 jt`, `500rb`, `2 M`; the column's own unit multiplies later.

A number that carries its own unit word is absolute: in a column headed (Rp.000), `1,5 jt` is still 1.5 million.
It is returned as `Absolute` so that the column's multiplier leaves it alone.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from dampingi.engines.sheets.faults import Fault
from dampingi.engines.sheets.values.numbers import decimal
from dampingi.engines.sheets.values.text import is_empty, plain

UNITS = {
    **dict.fromkeys(("rb", "ribu", "rbu", "k"), 10**3),
    **dict.fromkeys(("jt", "juta", "jta", "jt-an", "jutaan"), 10**6),
    **dict.fromkeys(("m", "mil", "milyar", "miliar", "milyard", "mlyr"), 10**9),
    **dict.fromkeys(("t", "triliun", "trilyun"), 10**12),
}
WRITTEN = re.compile(
    r"(?:±|\+/-|>|<|kurang lebih|kira-kira|sekitar|\+-|\+)?\s*(?:rp|idr)?\.?\s*:?\s*"
    r"(\d[\d.,\s]*?)\s*(?:[.,]\s*[-=–—]+|[-=–—]+)?\s*"
    rf"({'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})?\.?\s*(?:rupiah)?\s*"
    r"(?:/|per)?\s*(?:bln|bulan|thn|tahun|th|hari)?\.?",
    re.IGNORECASE,
)
NEGATIVE = re.compile(r"(?:rp\.?\s*)?(?:[-–−]\s*(?:rp\.?)?\s*\d|\(\s*(?:rp\.?)?\s*\d)", re.IGNORECASE)
RANGE = re.compile(r"\d\s*(?:[-–—]|s/?d|sampai|hingga)\s*(?:rp\.?)?\s*\d", re.IGNORECASE)
MOST = 10**16


class Absolute(int):
    """Rupiah that stood with its own unit word."""


def money(cell: object) -> object:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _number(cell)
    shown = plain(cell)
    if is_empty(shown):
        return None
    if NEGATIVE.match(shown):
        return Fault("negative")
    if RANGE.search(shown):
        return Fault("money_range")
    found = WRITTEN.fullmatch(shown)
    number = decimal(found.group(1)) if found else None
    if found is None or number is None:
        return Fault("money_unreadable")
    unit = UNITS.get((found.group(2) or "").lower(), 1)
    rupiah = whole(number * unit)
    if rupiah > MOST:
        return Fault("money_too_much")
    return Absolute(rupiah) if unit > 1 else (float(number) if number != rupiah else rupiah)


def _number(cell: float) -> object:
    if cell != cell or abs(cell) > MOST:
        return Fault("money_unreadable")
    return Fault("negative") if cell < 0 else cell


def whole(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def in_rupiah(value: object, multiplier: int) -> object:
    """Apply the unit a heading states, such as 1000 for (Rp.000), to what `money` has read."""
    if isinstance(value, Absolute):
        return int(value)
    if isinstance(value, float):
        return whole(Decimal(str(value)) * multiplier)
    return value * multiplier if isinstance(value, int) else value
