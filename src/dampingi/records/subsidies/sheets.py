"""The bank's sheet: made for a month, read when it comes back, and given back with the cells marked. XLSX or CSV, parsed in a process of its own."""

import datetime
import io
import re
from typing import Any

import xlsxwriter
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from dampingi.engines.sheets import Limits, SheetError, open_workbook_apart
from dampingi.engines.sheets.wording import file_message
from dampingi.engines.subsidy import Claim as Told
from dampingi.engines.subsidy import Fault
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import RupiahField
from dampingi.foundation.ui.sheets import OPTIONS
from dampingi.records.subsidies.examining import Key
from dampingi.records.subsidies.models import Claim
from dampingi.records.subsidies.wording import CELL, told

HEADS = ("Nomor pinjaman", "Bulan", "Sisa pokok", "Subsidi ditagih", "Tunggakan (hari)")
FOUND = ("Hasil", "Menurut jadwal")
LIMITS = Limits(file_bytes=5_000_000, unpacked_bytes=50_000_000, rows=6_000, columns=40, sheets=5, seconds=15, patience=40)  # fmt: skip
LARGEST, NAMED = 10**13, 8
WIDTHS = (22, 12, 18, 18, 18, 60, 18)
MOST_LATE = 9_999
PLAIN = {key: value for key, value in OPTIONS.items() if key != "constant_memory"}
_money = RupiahField()


def template(rows: list[tuple[str, datetime.date]]) -> bytes:
    """The loans and months that wait to be claimed; the bank fills in what it says."""
    return _sheet(HEADS, [[loan, month, None, None, None] for loan, month in rows], [])


def marked(claim: Claim) -> bytes:
    """What came, line by line, with what was found."""
    lines = list(claim.lines.order_by("row"))
    rows, marks = [], []
    for at, line in enumerate(lines):
        words = "; ".join(told(line.faults)) or "Sesuai jadwal"
        rows.append([line.told, line.month, line.balance, line.amount, line.late_days, words, line.due])
        marks += [(at, CELL[Fault(code)], text) for code, text in zip(line.faults, told(line.faults), strict=True)]  # fmt: skip
    return _sheet(HEADS + FOUND, rows, marks)


def _sheet(heads: tuple[str, ...], rows: list[list[Any]], marks: list[tuple[int, int, str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, PLAIN)
    page = book.add_worksheet("Tagihan")
    head = book.add_format({"bold": True, "bottom": 1})
    looks = {False: {}, True: {"bg_color": "#FBE3D6", "bold": True}}
    plain, money, month = ({w: book.add_format(looks[w] | more) for w in looks} for more in ({}, {"num_format": "#,##0"}, {"num_format": "mm/yyyy"}))  # fmt: skip
    wrong = {(at, place): text for at, place, text in marks}
    for place, text in enumerate(heads):
        page.set_column(place, place, WIDTHS[place])
        page.write_string(0, place, text, head)
    page.freeze_panes(1, 1)
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            bad = (at, place) in wrong
            if isinstance(value, datetime.date):
                page.write_datetime(at + 1, place, datetime.datetime(value.year, value.month, 1), month[bad])  # fmt: skip  # noqa: DTZ001
            elif isinstance(value, int):
                page.write_number(at + 1, place, value, money[bad])
            elif value is not None:
                page.write_string(at + 1, place, value, plain[bad])
            if bad:
                page.write_comment(at + 1, place, wrong[at, place])
    book.close()
    return out.getvalue()


def read(content: bytes) -> tuple[list[Told], dict[Key, int]]:
    """The lines as they came, and how many days a borrower is late. Refused naming the cells that are no loan, month or amount; then nothing was taken."""
    try:
        book = open_workbook_apart(content, limits=LIMITS)
    except SheetError as broken:
        raise Refused(file_message(broken, _)) from broken
    rows = [list(r) for r in book.sheets[0].rows] if book.sheets else []
    start = next((n for n, row in enumerate(rows) if _text(row[0] if row else "").lower() == HEADS[0].lower()), None)  # fmt: skip
    if start is None:
        raise Refused(
            _("Kolom “Nomor pinjaman” tidak ditemukan. Pakai lembar yang diunduh dari halaman ini.")
        )
    found, late, wrong = [], {}, []
    for number, row in enumerate(rows[start + 1 :], start + 2):
        cells = [*row, *[""] * 5][:5]
        if not any(_text(c) for c in cells[2:4]):
            continue
        try:
            told = Told(_loan(cells[0], number), _month(cells[1], number), _amount(cells[2], f"C{number}"), _amount(cells[3], f"D{number}"))  # fmt: skip
            if (days := _days(cells[4], number)) is not None:
                late[told.key] = days
            found.append(told)
        except Refused as refusal:
            wrong.append(refusal.message)
    if wrong:
        raise Refused(" ".join([_("Berkas belum diambil; tidak ada yang berubah."), *wrong[:NAMED], *([_("Dan lainnya.")] if len(wrong) > NAMED else [])]))  # fmt: skip
    return found, late


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _loan(value: Any, number: int) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    told = _text(value)
    if not told or len(told) > 40:
        raise Refused(_("A%(row)d: isi nomor pinjaman, paling panjang 40 huruf.") % {"row": number})
    return told


def _month(value: Any, number: int) -> datetime.date:
    try:
        if isinstance(value, datetime.date):
            found = datetime.date(value.year, value.month, 1)
        elif match := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?(?:[ T].*)?", _text(value)):
            found = datetime.date(int(match[1]), int(match[2]), 1)
        elif match := re.fullmatch(r"(?:\d{1,2}/)?(\d{1,2})/(\d{4})", _text(value)):
            found = datetime.date(int(match[2]), int(match[1]), 1)
        else:
            raise ValueError
        if not 2015 <= found.year <= 2100:
            raise ValueError
    except ValueError:
        raise Refused(_("B%(row)d: tulis bulan seperti 07/2026.") % {"row": number}) from None
    return found


def _days(value: Any, number: int) -> int | None:
    if not _text(value):
        return None
    told = str(int(value)) if isinstance(value, float) and value.is_integer() else _text(value)
    if not re.fullmatch(r"\d{1,4}", told):
        raise Refused(_("E%(row)d: tulis hari tunggakan sebagai angka, 0 sampai %(most)d, atau kosongkan.") % {"row": number, "most": MOST_LATE})  # fmt: skip
    return int(told)


def _amount(value: Any, where: str) -> int:
    if isinstance(value, bool):
        value = ""
    if isinstance(value, float):
        value = int(value) if value.is_integer() and abs(value) <= LARGEST else "x"
    try:
        with override("id"):
            found = _money.clean(value if isinstance(value, int) else _text(value))
    except ValidationError:
        found = None
    if found is None or abs(found) > LARGEST:
        raise Refused(_("%(cell)s: tulis rupiah utuh, misalnya 125000.") % {"cell": where})
    return int(found)
