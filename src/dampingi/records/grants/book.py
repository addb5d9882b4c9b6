"""A study as a workbook: the options side by side, then who would get what."""

import io
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.sheets import OPTIONS
from dampingi.records.grants.candidates import reason_names
from dampingi.records.grants.models import Study


def workbook(study: Study, options: list[dict[str, Any]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS | {"constant_memory": False})
    bold, money = (
        book.add_format({"bold": True, "text_wrap": True}),
        book.add_format({"num_format": '"Rp" #,##0'}),
    )
    page = book.add_worksheet(_("Perbandingan")[:31])
    page.set_column(0, 0, 30)
    page.set_column(1, len(options), 28)
    heads = [_("Bentuk"), _("Boleh"), _("Per penerima"), _("Memenuhi syarat"), _("Akan menerima"), _("Biaya"), _("Sisa anggaran"), _("Yang diketahui dari dampaknya"), _("Dasar"), _("Sidik isi")]  # fmt: skip
    for at, head in enumerate(heads):
        page.write_string(at, 0, str(head), bold)
    for column, o in enumerate(options, 1):
        page.write_string(0, column, o["form"]["name"], bold)
        page.write_string(1, column, str(_("ya") if o["lawful"] else _("tidak")))
        page.write_number(2, column, o["unit"], money)
        page.write_number(3, column, o["eligible"])
        page.write_number(4, column, o["recipients"])
        page.write_number(5, column, o["cost"], money)
        page.write_number(6, column, o["left"], money)
        page.write_string(7, column, str(o["said"]))
        page.write_string(8, column, o["form"]["source"])
        page.write_string(9, column, study.hash)
    _people(book, options, bold)
    book.close()
    return out.getvalue()


def _people(book: Any, options: list[dict[str, Any]], bold: Any) -> None:
    page = book.add_worksheet(_("Penerima")[:31])
    page.set_column(0, 5, 26)
    for at, head in enumerate((_("Bentuk"), _("Urutan"), _("Nama"), _("Wilayah"), _("Nilai"), _("Alasan"))):
        page.write_string(0, at, str(head), bold)
    called, line = names({row[3] for o in options for row in o["chosen"]}), 1
    for o in options:
        for n, (_kind, _id, name, region, points, reasons) in enumerate(o["chosen"], 1):
            page.write_string(line, 0, o["form"]["name"])
            page.write_number(line, 1, n)
            page.write_string(line, 2, name)
            page.write_string(line, 3, called.get(region, region))
            page.write_number(line, 4, points)
            page.write_string(line, 5, ", ".join(reason_names(reasons)))
            line += 1
