"""The open table of constraints with what Satu Data Indonesia asks for: concept, definition, formula, unit, classification, source, edition."""

import csv
import io
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.disclosure import LEAST
from dampingi.foundation.definitions import choices, source_names
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.insight.constraints.published import Published
from dampingi.insight.constraints.questions import field_of

HIDDEN = "x"
"""How a suppressed cell is written in the file, as statistical offices write it."""


def table(found: Published) -> dict[str, Any]:
    called, fields, of = choices("constraints"), choices("constraint_fields"), field_of()
    rows = [
        {
            "name": called[code],
            "field": fields[of[code]],
            "cells": [_told(n) for n in cells],
            "total": _told(total),
        }
        for code, cells, total in zip(found.codes, found.table.cells, found.table.rows, strict=True)
    ]
    return {
        "places": [name for _code, name in found.places],
        "rows": rows,
        "totals": [_told(n) for n in found.table.columns],
        "total": _told(found.table.total),
        "hidden": found.table.hidden,
    }


def metadata(found: Published) -> dict[str, str]:
    """Word for word what is published beside the table."""
    return {
        _("Judul"): _("Usaha mikro terhambat menurut kendala dan kecamatan, %(place)s") % {"place": name_of(found.region)},
        _("Konsep"): _("Kendala usaha: keadaan yang menghambat usaha, dicatat petugas, pendamping, atau survei."),
        _("Definisi"): _(
            "Usaha terdaftar yang pada akhir bulan mempunyai kendala itu dan belum teratasi. Satu usaha dapat mempunyai beberapa kendala, "
            "sehingga jumlah menyamping adalah usaha dan jumlah ke bawah adalah kendala."
        ),
        _("Rumus"): _("Banyaknya usaha berbeda dengan kendala terbuka pada hari terakhir bulan itu; yang diarsipkan, digabung, atau tutup tidak dihitung."),
        _("Satuan"): _("usaha"),
        _("Klasifikasi"): _("Kendala menurut bidang (kelembagaan, SDM, produksi, pembiayaan, pemasaran, IT, jejaring); kecamatan."),
        _("Kode rujukan"): _("Kode dan data wilayah administrasi pemerintahan (Kemendagri)."),
        _("Sumber"): _("Basis data usaha mikro dinas, aplikasi Dampingi."),
        _("Edisi"): _("%(month)s (keadaan %(day)s)") % {"month": formats.month(found.day), "day": formats.day(found.day)},
        _("Pengungkapan"): _(
            "Angka di bawah %(least)d ditulis %(sign)s, beserta angka lain yang tanpa itu memungkinkan yang disembunyikan dihitung dari jumlahnya."
        ) % {"least": LEAST, "sign": HIDDEN},
    }  # fmt: skip


def lines(found: Published) -> str:
    """One line a cell, with codes, so that a machine can join it; totals are not repeated but for the whole city."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(["edisi", "kode_wilayah", "wilayah", "bidang", "kode_kendala", "kendala", "usaha"])
    named, of = source_names("constraints"), field_of()
    city = (found.region, name_of(found.region))
    for row, code in enumerate(found.codes):
        cells = [*zip(found.places, found.table.cells[row], strict=True), (city, found.table.rows[row])]
        for (place, name), n in cells:
            write.writerow(
                [found.edition, place, name, of[code], code, named[code], HIDDEN if n is None else n]
            )
    return out.getvalue()


def _told(n: int | None) -> str:
    return HIDDEN if n is None else formats.number(n)
