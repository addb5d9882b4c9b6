"""The cross table as a workbook: the table as it is shown, each cell with what it was divided from, and what is missing or rests on few said in words."""

import io
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.sheets import OPTIONS
from dampingi.insight.monitoring.dashboard.crossing import FEW

Told = dict[str, Any]


def workbook(told: Told, *, made_for: str) -> bytes:
    """`told` as crossed() gives it: the same rows, columns and totals, in the same order."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS | {"constant_memory": False})
    number = _format_of(told["asked"].indicator)
    looks = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "value": book.add_format({"num_format": number}),
        "few": book.add_format({"num_format": number, "italic": True, "font_color": "#6B6B76"}),
        "all": book.add_format({"num_format": number, "bold": True}),
        "count": book.add_format({"num_format": "#,##0"}),
        "none": book.add_format({"italic": True, "font_color": "#6B6B76"}),
    }
    _table(book.add_worksheet(_("Tabel")), told, looks)
    _cells(book.add_worksheet(_("Rincian sel")), told, looks)
    _about(book.add_worksheet(_("Keterangan")), told, made_for)
    book.close()
    return out.getvalue()


def _format_of(indicator: Indicator) -> str:
    places = "0" * indicator.decimals
    digits = f".{places}" if places else ""
    return f"#,##0{digits}" if indicator.kind == "mean" else f"0{digits}%"


def _table(sheet: Any, told: Told, looks: Told) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, len(told["columns"]) + 1, 14)
    heads = [capfirst(told["by_words"][0]), *(c["label"] for c in told["columns"]), _("Semua")]
    for place, head in enumerate(heads):
        sheet.write_string(0, place, str(head), looks["head"])
    sheet.freeze_panes(1, 1)
    for row, (label, cells) in enumerate(_lines(told), start=1):
        whole = row > len(told["rows"])
        sheet.write_string(row, 0, str(label))
        for place, cell in enumerate(cells, start=1):
            last = whole or place == len(cells)
            _value(sheet, row, place, cell, looks, "all" if last else "few" if cell["few"] else "value")


def _lines(told: Told) -> Iterator[tuple[str, list[Told]]]:
    """(label, cells and the row's whole), the last line being all rows together."""
    for row in told["rows"]:
        yield row["label"], [*row["cells"], row["total"]]
    yield _("Semua"), [*told["columns"], told["total"]]


def _value(sheet: Any, row: int, place: int, cell: Told, looks: Told, look: str) -> None:
    value = cell["figure"].value
    if value is None:
        sheet.write_string(row, place, _("tidak ada baris"), looks["none"])
    else:
        sheet.write_number(row, place, float(value), looks[look])


def _cells(sheet: Any, told: Told, looks: Told) -> None:
    """A line for each cell, as other programs want it."""
    said = told["asked"].indicator
    divided = bool(said.dataset) or bool(said.entered and said.entered.denominator)
    heads = [*(capfirst(word) for word in told["by_words"]), told["asked"].name]
    heads += [_("Pembilang"), _("Penyebut")] if divided else []
    for place, head in enumerate([*heads, _("Catatan")]):
        sheet.set_column(place, place, 26 if place in (0, 1, len(heads)) else 16)
        sheet.write_string(0, place, str(head), looks["head"])
    sheet.freeze_panes(1, 0)
    columns = [*(c["label"] for c in told["columns"]), _("Semua")]
    row = 0
    for label, cells in _lines(told):
        for column, cell in zip(columns, cells, strict=True):
            row += 1
            sheet.write_string(row, 0, str(label))
            sheet.write_string(row, 1, str(column))
            _value(sheet, row, 2, cell, looks, "value")
            if divided:
                sheet.write_number(row, 3, cell["figure"].numerator, looks["count"])
                sheet.write_number(row, 4, cell["figure"].denominator, looks["count"])
            sheet.write_string(row, len(heads), _note(cell))


def _note(cell: Told) -> str:
    if not cell["known"]:
        return _("tidak ada baris: bukan nol")
    if cell["few"]:
        return _("kurang dari %(few)s: satu orang saja mengubahnya") % {"few": FEW}
    return ""


def _about(sheet: Any, told: Told, made_for: str) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 80)
    asked, said = told["asked"], told["asked"].indicator
    facts = [
        (_("Isi"), _("%(name)s menurut %(one)s dan %(two)s") % {
            "name": asked.name, "one": told["by_words"][0], "two": told["by_words"][1]}),
        (_("Wilayah"), told["place"]),
        (_("Program"), asked.title),
        (_("Periode"), formats.span(asked.period.start, asked.period.end)),
        (_("Rumus"), _(said.formula)),
        (_("Satuan"), _(said.unit)),
        (_("Sumber"), _(said.source)),
        (_("Sidik definisi"), said.hash),
        (_("Diunduh oleh"), made_for),
        (_("Waktu"), formats.moment(timezone.now())),
    ]  # fmt: skip
    if told["hidden"]:
        words = _("%(n)s kolom tidak muat di tabel; tukar baris dan kolom untuk melihatnya.")
        facts.append((_("Tidak ikut"), words % {"n": told["hidden"]}))
    for row, (label, text) in enumerate(facts):
        sheet.write_string(row, 0, str(label))
        sheet.write_string(row, 1, str(text))
