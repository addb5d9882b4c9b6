"""Lists as workbooks: native numbers and dates, text that can never become a formula, and where it came from."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_000
NUMBER_FORMATS = {
    "number": "#,##0.##",
    "money": '"Rp" #,##0',
    "percent": "0.0%",
    "day": "d mmm yyyy",
    "month": "mmmm yyyy",
    "moment": "d mmm yyyy hh:mm",
}
OPTIONS = {
    "constant_memory": True,
    "in_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def workbook(
    *,
    title: str,
    columns: Sequence[Any],
    rows: Iterable[list[Any]],
    conditions: list[tuple[str, str]],
    made_for: str,
) -> bytes:
    """One sheet of rows, one that tells what the rows are; memory does not grow with the rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    looks = {kind: book.add_format({"num_format": code}) for kind, code in NUMBER_FORMATS.items()}
    count = _write_rows(book, columns, rows, looks)
    _write_about(book, title, count, conditions, made_for)
    book.close()
    return out.getvalue()


def download(body: bytes, name: str) -> HttpResponse:
    stamp = timezone.localdate().isoformat()
    response = HttpResponse(body, content_type=TYPE)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}-{stamp}.xlsx")
    return response


def _write_rows(book: Any, columns: Sequence[Any], rows: Iterable[list[Any]], looks: dict[str, Any]) -> int:
    sheet = book.add_worksheet(_("Data"))
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, 16 if column.kind in NUMBER_FORMATS else 26)
        sheet.write_string(0, place, str(column.label), head)
    sheet.freeze_panes(1, 1)
    number = 0
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise Refused(
                _(
                    "Daftar ini terlalu panjang untuk satu lembar Excel. Persempit dengan penyaring, lalu unduh."
                )
            )
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, number, place, value, looks.get(column.kind), column.kind)
    sheet.autofilter(0, 0, max(number, 1), len(columns) - 1)
    return number


def _write(sheet: Any, row: int, place: int, value: Any, look: Any, kind: str) -> None:
    if value is None or value == "":
        return
    if kind == "state":
        sheet.write_string(row, place, str(value[1]))
    elif kind in ("day", "month", "moment"):
        local = (
            timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
        )
        sheet.write_datetime(
            row, place, local.replace(tzinfo=None) if isinstance(local, datetime) else local, look
        )
    elif look is not None:
        sheet.write_number(row, place, float(value), look)
    else:
        sheet.write_string(row, place, str(value))


def _write_about(book: Any, title: str, count: int, conditions: list[tuple[str, str]], made_for: str) -> None:
    sheet = book.add_worksheet(_("Keterangan"))
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 60)
    facts = [
        (_("Isi"), title),
        (_("Jumlah baris"), formats.number(count)),
        *conditions,
        (_("Diunduh oleh"), made_for),
        (_("Waktu"), formats.moment(timezone.now())),
        (_("Sumber"), _("Dampingi, sesuai wilayah dan peran pengunduh")),
    ]
    for row, (label, text) in enumerate(facts):
        sheet.write_string(row, 0, str(label))
        sheet.write_string(row, 1, str(text))
