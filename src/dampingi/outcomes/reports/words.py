"""A figure of a snapshot as Indonesian words and digits."""

from datetime import date, datetime

from dampingi.foundation.ui import formats
from dampingi.foundation.ui.states import State
from dampingi.outcomes.reports.ledger import Figure


def written(figure: Figure) -> str:
    """The value alone: 79,4%; Rp 2.000.000; 1.234; 8,3."""
    return amount(figure.value, figure.kind)


def amount(value: str | None, kind: str) -> str:
    if value is None:
        return formats.MISSING
    if kind == "percent":
        return formats.percent(value)
    if kind == "money":
        return formats.money(value)
    return formats.number(value, 0 if kind == "count" else 1)


def between(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    low, high = amount(figure.low, figure.kind), amount(figure.high, figure.kind)
    return f"{low.removesuffix('%')}–{high}"


def fraction(figure: Figure) -> str:
    if figure.numerator is None:
        return formats.MISSING
    if figure.denominator is None:
        return formats.number(figure.numerator, 0)
    return f"{formats.number(figure.numerator, 0)} / {formats.number(figure.denominator, 0)}"


def state_words(figure: Figure) -> str:
    return str(State(figure.state).label) if figure.state else ""


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def inside(name: str) -> str:
    """A name inside a sentence: only its first letter lowered, so that NIB stays NIB."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
