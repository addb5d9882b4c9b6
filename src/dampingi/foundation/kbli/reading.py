"""A full KBLI list as a CSV file: code, title and, if it has one, category. Every fault is told with its line."""

import csv
import io
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused

LARGEST = 5 * 2**20
TOLD = 5
MANY = 300
"""A list this long holds farming, whose codes begin with 0, unless a spreadsheet ate the zeros."""
HEADS = {
    "code": ("kode", "code", "kbli", "kode kbli"),
    "title": ("judul", "title", "judul kbli", "nama", "uraian judul"),
    "category": ("kategori", "category"),
}


@dataclass(frozen=True)
class Line:
    code: str
    title: str
    category: str


def read_list(content: bytes) -> list[Line]:
    """Raises Refused, naming the first faults, unless every line can be used."""
    if len(content) > LARGEST:
        raise Refused(_("Berkas ini lebih besar dari 5 MB. Kirim daftar kode dan judulnya saja."))
    rows = _rows(content)
    columns = _columns(rows[0] if rows else [])
    lines: list[Line] = []
    faults: list[str] = []
    seen: set[str] = set()
    for number, row in enumerate(rows[1:], 2):
        line = Line(*(_cell(row, columns.get(name)) for name in HEADS))
        if not any(cell.strip() for cell in row) or re.fullmatch(r"[A-V]|\d{1,4}", line.code):
            continue  # an empty line, or the heading of a group
        fault = _fault(line, seen)
        if fault:
            faults.append(_("baris %(line)s: %(fault)s") % {"line": number, "fault": fault})
        seen.add(line.code)
        lines.append(line)
    if len(lines) > MANY and not any(line.code.startswith("0") for line in lines):
        raise Refused(
            _(
                "Angka nol di depan kode hilang (01462 menjadi 1462). Ubah kolomnya menjadi Teks, lalu muat lagi."
            )
        )
    if faults:
        told = "; ".join(faults[:TOLD]) + (" ..." if len(faults) > TOLD else "")
        raise Refused(
            _("Daftar ini tidak disimpan: %(faults)s. Perbaiki, lalu muat lagi.") % {"faults": told}
        )
    if not lines:
        raise Refused(_("Tidak ada satu kode pun di berkas ini. Kolomnya harus berjudul kode dan judul."))
    return lines


def _rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            _("Berkas ini tidak tersimpan sebagai UTF-8. Simpan ulang sebagai CSV UTF-8.")
        ) from None
    if "\0" in text:
        raise Refused(_("Berkas ini bukan CSV. Simpan daftar itu sebagai CSV UTF-8, lalu muat lagi."))
    first = text.partition("\n")[0]
    try:
        return list(
            csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
        )
    except csv.Error:
        raise Refused(
            _("Berkas ini bukan CSV. Simpan daftar itu sebagai CSV UTF-8, lalu muat lagi.")
        ) from None


def _columns(head: list[str]) -> dict[str, int]:
    told = [cell.strip().lower() for cell in head]
    found = {name: told.index(word) for name, words in HEADS.items() for word in words if word in told}
    if not {"code", "title"} <= found.keys():
        raise Refused(_("Baris pertama harus menyebut kolom kode dan judul."))
    return found


def _cell(row: list[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def _fault(line: Line, seen: set[str]) -> str:
    if not re.fullmatch(r"[0-9]{5}", line.code):
        return _("kode “%(code)s” bukan lima angka") % {"code": line.code[:20]}
    if line.code in seen:
        return _("kode %(code)s ada dua kali") % {"code": line.code}
    if not line.title or len(line.title) > 400:
        return _("judul kode %(code)s kosong atau terlalu panjang") % {"code": line.code}
    if line.category and not re.fullmatch(r"[A-V]", line.category):
        return _("kategori “%(category)s” bukan huruf A sampai V") % {"category": line.category[:20]}
    return ""
