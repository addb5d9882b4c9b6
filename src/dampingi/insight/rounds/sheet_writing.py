"""An entry as a workbook to fill in: what is asked is open, all else is locked, and hidden marks say for whom it was made."""

import io
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.sheets import OPTIONS
from dampingi.insight.rounds.freezing import Filled
from dampingi.insight.rounds.layout import CHOICES, FIRST, MARKS, SHEET, heads, marks, signed
from dampingi.insight.rounds.models import Entry, Missing
from dampingi.insight.rounds.periods import named

WIDTHS = (5, 44, 26, 18, 18, 36, 44)
PLAIN = {key: value for key, value in OPTIONS.items() if key != "constant_memory"}
"""Validations and merged heads are written after the cells they belong to."""


def sheet(entry: Entry, rows: list[Filled], known: dict[str, Any]) -> bytes:
    """`rows`: the questions with what is to stand in them (freezing.filled). In Indonesian, whoever fetches it."""
    with override("id"):
        return _sheet(entry, rows, known)


def _sheet(entry: Entry, rows: list[Filled], known: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, PLAIN)
    looks = _looks(book)
    page = book.add_worksheet(SHEET)
    _head(page, entry, looks)
    for number, row in enumerate(rows):
        _question(page, FIRST + number - 1, number + 1, row, looks)
    _choices(page, book, len(rows))
    page.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True})
    hidden = book.add_worksheet(MARKS)
    hidden.write_string(0, 0, signed(marks(entry, known)))
    hidden.protect()
    hidden.very_hidden()
    book.close()
    return out.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    wrap = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9C9D0"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "told": book.add_format({"text_wrap": True, "valign": "top"}),
        "head": book.add_format(wrap | {"bold": True, "bg_color": "#ECECF1"}),
        "locked": book.add_format(wrap | {"bg_color": "#F5F5F8"}),
        "figure": book.add_format(wrap | {"bg_color": "#F5F5F8", "num_format": "#,##0.####"}),
        "number": book.add_format(wrap | {"locked": False, "num_format": "#,##0.####"}),
        "text": book.add_format(wrap | {"locked": False}),
    }


def _head(page: Any, entry: Entry, looks: dict[str, Any]) -> None:
    for place, width in enumerate(WIDTHS):
        page.set_column(place, place, width)
    asked = entry.round
    page.write_string(0, 0, f"{name_of(entry.region)}, {named(asked.kind, asked.starts_on)}", looks["title"])
    due = {"who": name_of(asked.region), "due": formats.day(asked.due_on)}
    page.merge_range(1, 0, 1, 6, _("Diminta %(who)s, paling lambat %(due)s.") % due, looks["told"])
    page.merge_range(2, 0, 2, 6, _("Isi sel putih saja. Tidak ada data bukan nol: kosongkan angkanya dan pilih sebabnya."), looks["told"])  # fmt: skip
    for place, text in enumerate(heads()):
        page.write_string(FIRST - 2, place, text, looks["head"])
    page.freeze_panes(FIRST - 1, 2)


def _question(page: Any, line: int, number: int, row: Filled, looks: dict[str, Any]) -> None:
    answer, ratio = row["answer"], row["shape"] == "ratio"
    page.write_number(line, 0, number, looks["locked"])
    page.write_string(line, 1, row["name"], looks["locked"])
    page.write_string(line, 2, _unit(row), looks["locked"])
    if row["known"]:
        page.write_number(line, 3, int(answer["top"]), looks["figure"])
        page.write_number(line, 4, int(answer["bottom"]), looks["figure"])
        page.write_string(line, 5, _("Dari aplikasi"), looks["locked"])
    else:
        _figure(page, line, 3, answer.get("top" if ratio else "number"), looks["number"])
        if ratio:
            _figure(page, line, 4, answer.get("bottom"), looks["number"])
        else:
            page.write_blank(line, 4, None, looks["locked"])
        why = answer.get("missing")
        page.write_string(line, 5, str(Missing(why).label) if why else "", looks["text"])
    page.write_string(line, 6, answer.get("remark", ""), looks["text"])


def _unit(row: Filled) -> str:
    return f"{row['unit']} ({row['top']} / {row['bottom']})" if row["top"] else row["unit"]


def _figure(page: Any, line: int, place: int, text: str | None, look: Any) -> None:
    if text:
        page.write_number(line, place, float(Decimal(text)), look)
    else:
        page.write_blank(line, place, None, look)


def _choices(page: Any, book: Any, count: int) -> None:
    """The list stands on a hidden sheet: within a rule it may hold 255 characters only."""
    listed = book.add_worksheet(CHOICES)
    for line, label in enumerate(Missing.labels):
        listed.write_string(line, 0, str(label))
    listed.hide()
    source = f"={CHOICES}!$A$1:$A${len(Missing.labels)}"
    page.data_validation(FIRST - 1, 5, FIRST + count - 2, 5, {"validate": "list", "source": source})
