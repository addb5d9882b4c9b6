"""Lists as workbooks: native numbers and dates, text that can never become a formula, and where it came from."""

import io
import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_000
IN_MEMORY = 2 * 2**20
"""Bytes of a workbook that are kept in memory; a larger one is written to a file that nobody else sees, and sent from there."""
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
) -> IO[bytes]:
    """One sheet of rows, one that tells what the rows are; memory does not grow with the rows."""
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    book = xlsxwriter.Workbook(out, OPTIONS)
    looks = {kind: book.add_format({"num_format": code}) for kind, code in NUMBER_FORMATS.items()}
    count = _write_rows(book, columns, rows, looks)
    _write_about(book, title, count, conditions, made_for)
    book.close()
    out.seek(0)
    return out


def download(body: bytes | IO[bytes], name: str) -> HttpResponseBase:
    """A large workbook leaves piece by piece."""
    called = f"{name}-{timezone.localdate().isoformat()}.xlsx"
    if not isinstance(body, bytes):
        if body.seek(0, io.SEEK_END) > IN_MEMORY:
            body.seek(0)
            return FileResponse(body, as_attachment=True, filename=called, content_type=TYPE)
        with body:
            body.seek(0)
            return download(body.read(), name)
    response = HttpResponse(body, content_type=TYPE)
    response["Content-Disposition"] = content_disposition_header(True, called)
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
