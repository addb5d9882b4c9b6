"""A sheet that came back: whole and for this entry, or refused with the cells to mend. Nothing is half taken."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from dampingi.engines.sheets import Limits, SheetError, open_workbook_apart
from dampingi.engines.sheets.values.text import plain
from dampingi.engines.sheets.wording import file_message
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.rounds import answers
from dampingi.insight.rounds.layout import COLUMNS, FIRST, MARKS, SHEET, cell, heads, opened
from dampingi.insight.rounds.models import Entry, Missing
from dampingi.insight.rounds.questions import Question

LIMITS = Limits(file_bytes=2_000_000, unpacked_bytes=20_000_000, rows=2_000, columns=60, sheets=10, seconds=10, patience=30)  # fmt: skip
TOLD = 8
"""Cells named in one answer."""
BLANK = [""] * len(COLUMNS)
Cells = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """What a workbook holds, not yet held against its entry."""

    marks: dict[str, Any]
    heads: Cells
    rows: list[Cells]


def opened_sheet(content: bytes) -> Sheet:
    """Parsed in a process of its own: the file comes from outside. Raises Refused."""
    try:
        book = open_workbook_apart(content, limits=LIMITS)
    except SheetError as broken:
        raise Refused(file_message(broken, _)) from broken
    sheets = {s.name: s.rows for s in book.sheets}
    if SHEET not in sheets or not sheets.get(MARKS) or not sheets[MARKS][0]:
        opened("")
    head, *rows = [dict(zip(COLUMNS, [*row, *BLANK], strict=False)) for row in [*sheets[SHEET][FIRST - 2 :], BLANK]]  # fmt: skip
    return Sheet(opened(str(sheets[MARKS][0][0])), head, rows)


def taken(sheet: Sheet, entry: Entry) -> dict[str, answers.Answer]:
    """question -> answer. Raises Refused naming every wrong cell, or why the sheet is not this entry's."""
    _require_own(sheet.marks, entry)
    asked, wrong = entry.round.questions, _moved(sheet.heads)
    found: dict[str, answers.Answer] = {}
    rows = [*sheet.rows, *[dict.fromkeys(COLUMNS, "")] * len(asked)]
    for number, (question, cells) in enumerate(zip(asked, rows, strict=False)):
        try:
            answer = _answer(question, cells, FIRST + number, sheet.marks["known"].get(question["code"]))
        except Refused as refusal:
            wrong.append(refusal.message)
        else:
            if answer:
                found[question["code"]] = answer
    for number, cells in enumerate(sheet.rows[len(asked) :], FIRST + len(asked)):
        if any(str(value).strip() for value in cells.values()):
            wrong.append(
                _("%(cell)s: tidak ada pertanyaan di baris ini; kosongkan.") % {"cell": cell("name", number)}
            )
    _require_right(wrong)
    return found


def _moved(told: Cells) -> list[str]:
    """A column that was exchanged, taken out or put in would give its numbers another meaning."""
    return [
        _("%(cell)s: kepala kolomnya diubah; seharusnya “%(name)s”.") % {"cell": cell(column, FIRST - 1), "name": head}
        for column, head in zip(COLUMNS, heads(), strict=True)
        if plain(told[column]) != head
    ]  # fmt: skip


def _require_own(marks: dict[str, Any], entry: Entry) -> None:
    if marks["entry"] != str(entry.id):
        raise Refused(
            _("Lembar ini dibuat untuk %(other)s atau untuk putaran lain, bukan untuk isian %(own)s ini. Unduh lembar dari halaman ini.")
            % {"other": name_of(marks["region"]), "own": name_of(entry.region)}
        )  # fmt: skip
    if marks["questions"] != digest(entry.round.questions) or marks["edition"] != entry.editions.count() + 1:
        raise Conflict(
            _("Lembar ini dari edisi yang lama. Unduh lembar yang baru, salin angkanya, lalu unggah.")
        )
    resent = entry.sheet == {"made": marks["made"], "revision": entry.revision}
    if marks["made"] != entry.revision and not resent:
        raise Conflict(_("Isian ini diubah sesudah lembar itu diunduh. Unduh lembar yang baru, salin angkanya, lalu unggah."))  # fmt: skip


def _require_right(wrong: list[str]) -> None:
    if not wrong:
        return
    more = len(wrong) - TOLD
    tail = [ngettext("dan %(n)d sel lain.", "dan %(n)d sel lain.", more) % {"n": more}] if more > 0 else []
    raise Refused(" ".join([_("Lembar belum diambil; tidak ada yang berubah."), *wrong[:TOLD], *tail]))


def _answer(question: Question, cells: Cells, line: int, known: list[str] | None) -> answers.Answer | None:
    if str(cells["name"]).strip() != question["name"].strip():
        raise Refused(_("%(cell)s: pertanyaannya diubah; seharusnya “%(name)s”.") % {"cell": cell("name", line), "name": question["name"]})  # fmt: skip
    remark = _remark(cells["remark"], line)
    if known is not None:
        _require_untouched(cells, known, line)
        return {"remark": remark} if remark else None
    ratio = question["shape"] == "ratio"
    parts = {"top": "first", "bottom": "second"} if ratio else {"number": "first"}
    if not ratio and cells["second"] not in ("", None):
        raise Refused(_("%(cell)s: pertanyaan ini tidak memakai penyebut; kosongkan.") % {"cell": cell("second", line)})  # fmt: skip
    told = {part: _number(cells[column], cell(column, line)) for part, column in parts.items()}
    told |= {"missing": _missing(cells["missing"], line), "remark": remark}
    try:
        return answers.read(question, told)
    except Refused as refusal:
        where = cell("missing" if told["missing"] else "first", line)
        raise Refused(f"{where}: {refusal.message}") from refusal


def _require_untouched(cells: Cells, known: list[str], line: int) -> None:
    for column, right in zip(("first", "second"), known, strict=True):
        if _exact(cells[column]) != Decimal(right):
            raise Refused(_("%(cell)s: angka dari aplikasi diubah; perbaiki catatannya dalam aplikasi, bukan di lembar ini.") % {"cell": cell(column, line)})  # fmt: skip


def _exact(value: Any) -> Decimal | None:
    """A number as the spreadsheet keeps it, to four digits: what lies beyond is its arithmetic."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = Decimal(repr(value)).quantize(Decimal("0.0001"), rounding=ROUND_HALF_EVEN)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _number(value: Any, where: str) -> str:
    """As a person would type it, for `answers.read`."""
    if value is None or isinstance(value, str):
        return (value or "").strip()[:40]
    found = _exact(value)
    if found is None:
        raise Refused(_("%(cell)s: tulis angka.") % {"cell": where})
    whole = found == found.to_integral_value()
    return format(found.to_integral_value() if whole else found.normalize(), "f").replace(".", ",")


def _missing(value: Any, line: int) -> str:
    told = str(value or "").strip()
    if not told:
        return ""
    with override("id"):  # as the sheet was written
        chosen = next((code for code, label in Missing.choices if told in (str(label), code)), None)
    if chosen is None:
        raise Refused(_("%(cell)s: pilih sebabnya dari daftar.") % {"cell": cell("missing", line)})
    return chosen


def _remark(value: Any, line: int) -> str:
    told = plain(value)
    if len(told) > answers.REMARK:
        raise Refused(_("%(cell)s: keterangan paling panjang %(most)d huruf.") % {"cell": cell("remark", line), "most": answers.REMARK})  # fmt: skip
    return told
