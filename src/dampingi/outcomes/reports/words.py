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


def due(figure: Figure) -> str | None:
    """Where the value should have been that day; the target itself where a snapshot does not say."""
    return figure.expected if figure.expected is not None else figure.target


def wanted(figure: Figure) -> str:
    """target 80%; or, while less is due: seharusnya 62,1% hari itu, target 80%."""
    target = f"target {amount(figure.target, figure.kind)}"
    if figure.expected is None or amount(figure.expected, figure.kind) == amount(figure.target, figure.kind):
        return target
    return f"seharusnya {amount(figure.expected, figure.kind)} hari itu, {target}"


def ahead(figure: Figure) -> str:
    """82% (79–85%): where it goes until the programme's end; "" where the months did not tell."""
    if figure.forecast is None:
        return ""
    low, high = amount(figure.forecast_low, figure.kind), amount(figure.forecast_high, figure.kind)
    return f"{amount(figure.forecast, figure.kind)} ({low.removesuffix('%')}–{high})"


COURSES = {
    "flat": "berlaku penuh sejak hari pertama",
    "linear": "sama besar setiap hari dari titik awal",
    "end": "dinilai pada hari terakhir",
}


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
