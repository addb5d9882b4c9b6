"""The same workbook back, with every problem where it is: cells coloured and commented, a last column that explains."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from dampingi.engines.sheets.faults import Problem
from dampingi.engines.sheets.reading import Reading
from dampingi.engines.sheets.wording import (
    CORRECTIONS,
    SKIPPED,
    Translate,
    cure,
    gettext_noop,
    message,
    sheet_message,
)
from dampingi.engines.sheets.workbooks import Row, Sheet, Workbook

REFUSED, WARNED, REPEATED, CHANGED = "#F8C9C4", "#FBE8B6", "#E3E6EA", "#CFE3F7"
_ = gettext_noop
TITLE = _("Hasil pemeriksaan")
COLUMN = _("Kendala")
CURE = _("Cara memperbaiki")
LEGEND = (
    (REFUSED, _("Merah: baris ini belum diimpor. Perbaiki selnya, lalu impor berkas ini lagi.")),
    (WARNED, _("Kuning: baris diimpor, tetapi isi sel ini tidak dipakai atau perlu diperiksa.")),
    (CHANGED, _("Biru: isi sel ini berbeda dari data yang sudah tercatat.")),
    (REPEATED, _("Abu-abu: baris mengulang baris lain, tidak diimpor dua kali.")),
)
MOST_COMMENTS = 20_000
Changes = Mapping[tuple[str, int], Mapping[int | None, str]]
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""Such a text goes back with Excel's mark for text, so that it does not become a formula when somebody edits it."""


def problem_workbook(
    workbook: Workbook,
    reading: Reading,
    out: BytesIO | str,
    *,
    translate: Translate = gettext_noop,
    changes: Changes | None = None,
) -> None:
    """Write XLSX to `out`: a summary sheet first, then every sheet with all its rows and values.

    `changes` {(sheet, row): {column: what the cell changes on record}} are marked too.

    Row by row from the top, so that memory does not grow with the rows.
    """
    import xlsxwriter  # here, because the parsing process never writes and should start quickly

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "default_date_format": "dd-mm-yyyy",
    }
    with xlsxwriter.Workbook(out, options) as book:
        looks: dict[object, Any] = {
            colour: book.add_format({"bg_color": colour}) for colour in (REFUSED, WARNED, REPEATED, CHANGED)
        }
        for look in (None, REFUSED, WARNED, REPEATED, CHANGED):
            fill = {"bg_color": look} if look else {}
            looks[look, "text"] = book.add_format({"quote_prefix": True, **fill})
        looks["bold"] = book.add_format({"bold": True})
        looks["title"] = book.add_format({"bold": True, "font_size": 15})
        looks["wrap"] = book.add_format({"text_wrap": True, "valign": "top"})
        used: set[str] = set()
        _summary(book.add_worksheet(_named(translate(TITLE), used)), reading, looks, translate)
        for sheet in workbook.sheets:
            target = book.add_worksheet(_named(sheet.name, used))
            _sheet(target, sheet, reading, looks, translate, changes or {})


def _named(name: str, used: set[str]) -> str:
    """Sheet names: 31 characters, none of []:*?/\\, unlike the others."""
    clean = "".join("-" if mark in "[]:*?/\\" else mark for mark in name).strip("'")[:31] or "-"
    number = 1
    unique = clean
    while unique.lower() in used:
        number += 1
        unique = f"{clean[:27]} ({number})"
    used.add(unique.lower())
    return unique


def _summary(target: Any, reading: Reading, looks: Mapping[object, Any], translate: Translate) -> None:
    target.hide_gridlines(2)
    target.set_column(0, 0, 46)
    target.set_column(1, 1, 12)
    target.set_column(2, 2, 70)
    target.write_string(0, 0, translate(TITLE), looks["title"])
    lines: list[tuple[str, int]] = [
        (translate(_("Baris dapat diimpor")), len(reading.accepted)),
        (translate(_("Baris berulang")), len(reading.repeats)),
        (translate(_("Baris berkendala")), len(reading.refused)),
    ]
    row = 2
    for label, count in lines:
        target.write_string(row, 0, label)
        target.write_number(row, 1, count, looks["bold"])
        row += 1
    for colour, text in LEGEND:
        row += 1
        target.write_string(row, 0, translate(text), looks[colour])
    row = _reasons(target, row + 2, reading, looks, translate)
    _corrections(target, row + 1, reading, looks, translate)


def _reasons(
    target: Any, row: int, reading: Reading, looks: Mapping[object, Any], translate: Translate
) -> int:
    target.write_row(row, 0, [translate(COLUMN), translate(_("Baris")), translate(CURE)], looks["bold"])
    examples: dict[str, Problem] = {}
    for problem in reading.problems:
        examples.setdefault(problem.code, problem)
    for code, count in Counter(problem.code for problem in reading.problems).most_common():
        row += 1
        target.write_string(row, 0, message(examples[code], translate), looks["wrap"])
        target.write_number(row, 1, count)
        target.write_string(row, 2, cure(examples[code], translate), looks["wrap"])
    return row + 1


def _corrections(
    target: Any, row: int, reading: Reading, looks: Mapping[object, Any], translate: Translate
) -> None:
    for correction in reading.corrections:
        text = translate(CORRECTIONS[correction.code])
        text = text % correction.data if correction.data else text
        target.write_string(
            row, 0, f"{correction.sheet}: {text}" if correction.sheet else text, looks["wrap"]
        )
        row += 1
    for sheet in reading.sheets:
        if sheet.reason:
            text = sheet_message(sheet.reason, sheet.reason_data, translate)
            target.write_string(row, 0, f"{sheet.name}: {text}", looks["wrap"])
            row += 1
        for skipped in sheet.skipped:
            text = f"{sheet.name}: {translate(SKIPPED[skipped.reason])} ({len(skipped.rows)})"
            target.write_string(row, 0, text, looks["wrap"])
            row += 1


def _sheet(
    target: Any,
    sheet: Sheet,
    reading: Reading,
    looks: Mapping[object, Any],
    translate: Translate,
    changes: Changes,
) -> None:
    by_row: dict[int, list[Problem]] = {}
    for problem in reading.problems:
        if problem.sheet == sheet.name:
            by_row.setdefault(problem.row, []).append(problem)
    repeated = {
        reading.table.rows[at]: reading.table.rows[first] if first >= 0 else 0
        for at, first in reading.repeats.items()
        if reading.table.sheets[at] == sheet.name
    }
    width = max(map(len, sheet.rows), default=0)
    header = next((read.header for read in reading.sheets if read.name == sheet.name), None)
    if header is not None:
        target.freeze_panes(header.last + 1, 0)
        target.set_column(width, width + 1, 48)
    commented = 0
    for index, row in enumerate(sheet.rows):
        problems = by_row.get(index + 1, [])
        changed = changes.get((sheet.name, index + 1), {})
        look = REPEATED if index + 1 in repeated and not changed else None
        colours: dict[int | None, str] = dict.fromkeys(changed, CHANGED)
        colours |= {p.column: REFUSED if p.severity == "refuse" else WARNED for p in problems}
        _row(target, index, row, colours, look, looks)
        if header is not None and index == header.last:
            target.write_string(index, width, translate(COLUMN), looks["bold"])
            target.write_string(index, width + 1, translate(CURE), looks["bold"])
        if changed:
            target.write_string(index, width, "; ".join(changed.values()), looks[CHANGED])
            if commented < MOST_COMMENTS:
                commented += _commented(target, index, changed)
        elif problems:
            commented += _explained(
                target, index, width, problems, looks, translate, commented < MOST_COMMENTS
            )
        elif index + 1 in repeated:
            text = _repeats(repeated[index + 1], translate)
            target.write_string(index, width, text, looks[REPEATED])


def _commented(target: Any, index: int, changed: Mapping[int | None, str]) -> int:
    cells = [(column, text) for column, text in changed.items() if column is not None]
    for column, text in cells:
        target.write_comment(index, column, text, {"x_scale": 2})
    return len(cells)


def _repeats(row: int, translate: Translate) -> str:
    if not row:
        return translate(_("Sudah tercatat sebelumnya."))
    return translate(_("Mengulang baris %(row)s.")) % {"row": row}


def _row(
    target: Any,
    index: int,
    row: Row,
    colours: Mapping[int | None, str],
    look: str | None,
    looks: Mapping[object, Any],
) -> None:
    for column, cell in enumerate(row):
        colour = colours.get(column, look)
        own = looks[colour] if colour else None
        if cell in ("", None):
            if column in colours:
                target.write_blank(index, column, None, own)
        elif isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
            target.write_string(index, column, cell, looks[colour, "text"])
        else:
            _writer(target, cell)(index, column, cell if not isinstance(cell, dt.time) else str(cell), own)


def _writer(target: Any, cell: object) -> Callable[..., Any]:
    if isinstance(cell, bool):
        return target.write_boolean
    if isinstance(cell, (int, float)):
        return target.write_number
    if isinstance(cell, (dt.datetime, dt.date, dt.timedelta)):
        return target.write_datetime
    return target.write_string


def _explained(
    target: Any,
    index: int,
    width: int,
    problems: Sequence[Problem],
    looks: Mapping[object, Any],
    translate: Translate,
    with_comments: bool,
) -> int:
    """The explanation at the end of the row, and a comment on each cell concerned; returns how many comments."""
    refused = any(problem.severity == "refuse" for problem in problems)
    look = looks[REFUSED if refused else WARNED]
    target.write_string(index, width, " ".join(message(problem, translate) for problem in problems), look)
    target.write_string(index, width + 1, " ".join(cure(problem, translate) for problem in problems), look)
    commented = 0
    for problem in problems if with_comments else ():
        if problem.column is not None:
            text = f"{message(problem, translate)}\n{cure(problem, translate)}"
            target.write_comment(index, problem.column, text, {"x_scale": 2})
            commented += 1
    return commented
