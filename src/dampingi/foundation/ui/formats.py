"""Numbers, money and dates as a reader of the active language expects them.

Indonesian writes 1.234,5 and Rp 2.000.000; English writes 1,234.5 and Rp 2,000,000.
A missing value is an en dash everywhere, never "None" and never zero.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from django.utils import formats, timezone, translation

MISSING = "–"
NARROW = "\u00a0"
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
    "UTC": "UTC",
}


def number(value: object, decimals: int | None = None) -> str:
    """`decimals=None` keeps whole numbers whole and shows at most two digits of others."""
    exact = _decimal(value)
    if exact is None:
        return MISSING
    places = _natural_places(exact) if decimals is None else decimals
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{places}f}"
    if not _english():
        text = text.translate(str.maketrans(",.", ".,"))
    return f"−{text}" if rounded < 0 else text


def money(value: object) -> str:
    """Whole rupiah; the space does not break."""
    exact = _decimal(value)
    if exact is None:
        return MISSING
    sign = "−" if exact < 0 else ""
    return f"{sign}Rp{NARROW}{number(abs(exact), 0)}"


def percent(ratio: object, decimals: int = 1) -> str:
    """A ratio (0.794) as percent (79,4%)."""
    exact = _decimal(ratio)
    return MISSING if exact is None else f"{number(exact * 100, decimals)}%"


def basis(value: object) -> str:
    """Hundredths of a percent (9050) as percent (90,5%): how rates and shares of money are kept."""
    exact = _decimal(value)
    return MISSING if exact is None else f"{number(exact / 100)}%"


def day(value: date | datetime | None) -> str:
    return MISSING if not value else formats.date_format(_local(value), "j F Y")


def short_day(value: date | datetime | None) -> str:
    return MISSING if not value else formats.date_format(_local(value), "j M Y")


def month(value: date | datetime | None) -> str:
    return MISSING if not value else formats.date_format(_local(value), "F Y")


def moment(value: datetime | None, zone: str | None = None) -> str:
    """Date and clock time in `zone` (or the active one), with its Indonesian abbreviation."""
    if not value:
        return MISSING
    name = zone or timezone.get_current_timezone_name()
    local = timezone.localtime(value, ZoneInfo(name))
    clock = local.strftime("%H:%M" if _english() else "%H.%M")
    return f"{formats.date_format(local, 'j F Y')} {clock} {ZONES.get(name, local.tzname() or name)}"


def span(start: date | None, end: date | None) -> str:
    """The shortest unambiguous way to write from-to."""
    if not start or not end:
        return day(start or end)
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{formats.date_format(start, 'j F')} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def inside(phrase: str) -> str:
    """A phrase as it stands inside a sentence: its capital goes, an abbreviation (NIB) keeps its own."""
    return phrase if phrase[1:2].isupper() else phrase[:1].lower() + phrase[1:]


def _decimal(value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return None
    return exact if exact.is_finite() else None


def _natural_places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(2, max(0, -exponent)) if isinstance(exponent, int) else 0


def _local(value: date | datetime) -> date:
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value


def _english() -> bool:
    return (translation.get_language() or "id").startswith("en")
