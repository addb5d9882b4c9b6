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
    r"(?:(?:/|per|se|tiap|setiap|@)?\s*(?P<period>bln|bulan|bl|thn|tahun|th|hr|hari|mgg|minggu))?(?:an)?\.?",
    re.IGNORECASE,
)
NEGATIVE = re.compile(r"(?:rp\.?\s*)?(?:[-–−]\s*(?:rp\.?)?\s*\d|\(\s*(?:rp\.?)?\s*\d)", re.IGNORECASE)
RANGE = re.compile(
    r"(?P<low>.*?\d[\d.,]*\s*[a-z]*?)\s*(?:[-–—~]|s/?d\.?|s\.d\.?|sampai(?:\s+dengan)?|hingga)\s*(?P<high>(?:rp\.?)?\s*\d.*)",
    re.IGNORECASE,
)
MOST = 10**16
SIGNS = re.compile(r"[()]|^(?:rp\.?\s*)?[-–−]\s*(?:rp\.?)?", re.IGNORECASE)


PERIODS = {**dict.fromkeys(("bln", "bulan", "bl"), 12), **dict.fromkeys(("thn", "tahun", "th"), 1)}
"""How many of them a year has."""
UNTOLD = {**dict.fromkeys(("hr", "hari"), "day"), **dict.fromkeys(("mgg", "minggu"), "week")}


class Absolute(int):
    """Rupiah that stood with its own unit word."""


class PerPeriod(Absolute):
    """Rupiah that stood with its own period: `times` of them make a year."""

    times: int = 0


def money(cell: object) -> object:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _number(cell)
    shown = plain(cell)
    if is_empty(shown):
        return None
    if NEGATIVE.match(shown):
        return Fault("negative")
    found = WRITTEN.fullmatch(shown)
    if found is None and (both := RANGE.fullmatch(shown)):
        return _middle(both["low"], both["high"])
    return _amount(found)


def balance(cell: object) -> object:
    """`money` that may be below zero, as a surplus that was a loss: `-5.000.000`, `(5.000.000)`, `Rp -5 jt`."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _negated(money(-cell)) if cell < 0 else money(cell)
    shown = plain(cell)
    if not NEGATIVE.match(shown):
        return money(cell)
    return _negated(money(SIGNS.sub("", shown)))


def _negated(value: object) -> object:
    if isinstance(value, Fault):
        return value if value.value is None else Fault("money_unreadable")
    if isinstance(value, Absolute):
        return Absolute(-value)
    return -value if isinstance(value, (int, float)) else value


def _amount(found: re.Match[str] | None) -> object:
    number = decimal(found.group(1)) if found else None
    if found is None or number is None:
        return Fault("money_unreadable")
    unit = UNITS.get((found.group(2) or "").lower(), 1)
    if number * unit > MOST:
        return Fault("money_too_much")
    rupiah = whole(number * unit)
    period = (found["period"] or "").lower()
    if period in UNTOLD:
        return Fault("money_per_day")
    if period and rupiah >= 1000:
        stated = PerPeriod(rupiah)
        stated.times = PERIODS[period]
        return stated
    return Absolute(rupiah) if unit > 1 else (float(number) if number != rupiah else rupiah)


def _middle(low: str, high: str) -> object:
    """`2-3 juta`: both ends, the first in the unit of the second where it has none; the middle is saved."""
    second = WRITTEN.fullmatch(high.strip())
    first = WRITTEN.fullmatch(low.strip())
    if first is None or second is None:
        return Fault("money_unreadable")
    if not first.group(2) and second.group(2):
        first = WRITTEN.fullmatch(f"{first.group(1)} {second.group(2)}")
    ends = [_amount(first), _amount(second)]
    if not all(isinstance(end, (int, float)) for end in ends) or not ends[0] < ends[1]:  # type: ignore[operator]
        return Fault("money_range")
    middle = sum(ends) / 2  # type: ignore[arg-type]
    return Fault("money_range", value=Absolute(round(middle)) if isinstance(ends[1], Absolute) else middle)


def _number(cell: float) -> object:
    if cell != cell or abs(cell) > MOST:
        return Fault("money_unreadable")
    return Fault("negative") if cell < 0 else cell


def whole(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def in_rupiah(value: object, multiplier: int, period: str = "") -> object:
    """Apply the unit a heading states, such as 1000 for (Rp.000), to what `money` has read.

    With the field's `period` (month or year), an amount that states the other one is converted.
    """
    if isinstance(value, PerPeriod) and period:
        return int(value) * value.times // (12 if period == "month" else 1)
    if isinstance(value, Absolute):
        return int(value)
    if isinstance(value, float):
        return whole(Decimal(str(value)) * multiplier)
    return value * multiplier if isinstance(value, int) else value
