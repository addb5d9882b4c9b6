"""The columns of a list: where a value comes from, and how it reads on the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dampingi.foundation.ui import formats
from dampingi.foundation.ui.states import State

NUMERIC = frozenset({"number", "money", "percent"})
WRITERS: dict[str, Callable[[Any], str]] = {
    "number": formats.number,
    "money": formats.money,
    "percent": formats.percent,
    "day": formats.short_day,
    "month": formats.month,
    "moment": formats.moment,
}
Getter = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """`value` is an attribute path or a function of the row. `sort` names database fields.

    Kinds: text, number, money, percent (of a ratio), day, month, moment, state (value is (State, words)), link (value is an
    address on another site: a button on the page, the address itself in a workbook).
    """

    key: str
    label: str
    value: str | Getter = ""
    kind: str = "text"
    sort: tuple[str, ...] = ()
    href: Getter | None = None
    note: Getter | None = None
    sent: Getter | None = None
    """Of a link: where a press tells that what it opened was sent; asked once it was followed. Not beside picks: forms do not nest."""

    def of(self, row: Any) -> Any:
        if callable(self.value):
            return self.value(row)
        found = row
        for name in (self.value or self.key).split("."):
            found = found.get(name) if isinstance(found, Mapping) else getattr(found, name, None)
        return found() if callable(found) else found

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC


@dataclass(frozen=True)
class Cell:
    text: str
    kind: str
    label: str
    href: str | None = None
    note: str = ""
    state: str = ""
    sent: str = ""


def cell(column: Column, row: Any) -> Cell:
    value = column.of(row)
    href = column.href(row) if column.href else None
    note = str(column.note(row) or "") if column.note else ""
    if column.kind == "state":
        state, words = value or (State.NONE, "")
        return Cell(str(words), "state", column.label, href, note, str(state))
    if column.kind == "link":
        sent = str(column.sent(row) or "") if column.sent else ""
        return (
            Cell(str(column.label), "link", column.label, str(value), note, sent=sent)
            if value
            else Cell(formats.MISSING, "text", column.label)
        )
    missing = value is None or value == ""
    text = (
        WRITERS[column.kind](value)
        if column.kind in WRITERS
        else (formats.MISSING if missing else str(value))
    )
    return Cell(text, column.kind, column.label, href, note)
