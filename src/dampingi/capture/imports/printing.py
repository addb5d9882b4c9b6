"""The figures of an import as lines for a terminal."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.ui.formats import number


def lines(figures: dict[str, Any], *, dry_run: bool, out: Path | None) -> Iterator[str]:
    yield figures["file"] + (f" · {_('uji coba, tidak ada yang disimpan')}" if dry_run else "")
    for sheet in figures["sheets"]:
        yield ""
        yield from _sheet(sheet)
    yield from _corrections(figures["corrections"])
    yield from _problems(figures["problems"])
    yield from _changes(figures)
    yield ""
    yield from _totals(figures["rows"])
    if out:
        yield _("Lembar dengan tanda kendala: %(file)s") % {"file": out.name}
    if figures["import"]:
        yield _("Nomor impor (untuk membatalkan): %(id)s") % {"id": figures["import"]}


def _sheet(sheet: dict[str, Any]) -> Iterator[str]:
    yield _("Lembar “%(name)s”") % {"name": sheet["name"]}
    if sheet["not_read"]:
        yield "  " + sheet["not_read"]
        return
    rows = ", ".join(map(str, sheet["header_rows"]))
    yield "  " + _("judul kolom di baris %(rows)s; %(count)s baris data") % {
        "rows": rows,
        "count": number(sheet["data_rows"]),
    }
    yield "  " + _("diterima %(accepted)s, berulang %(repeated)s, berkendala %(problem)s") % {
        key: number(sheet[key]) for key in ("accepted", "repeated", "problem")
    }
    for column in sheet["columns"]:
        told = f"{column['label']} ({column['confidence']:.2f})" if column["field"] else "–"
        doubt = "  ? " + _("periksa") if column["doubtful"] else ""
        yield f"    {column['letter']:>3}  {column['heading'][:40]:<40} {told}{doubt}"
    for left in sheet["skipped"]:
        places = ", ".join(map(str, left["rows"])) + (" …" if left["count"] > len(left["rows"]) else "")
        yield f"  {_('dilewati')}: {left['reason']} ({left['count']}): {places}"


def _corrections(found: list[dict[str, str]]) -> Iterator[str]:
    if found:
        yield ""
        yield _("Yang diperbaiki atau dilewati")
    shown: set[str] = set()
    for correction in found:
        if correction["code"] == "thousands" and correction["text"] in shown:
            continue
        shown.add(correction["text"])
        yield (
            f"  {correction['sheet']}: {correction['text']}"
            if correction["sheet"]
            else f"  {correction['text']}"
        )


def _problems(found: list[dict[str, Any]]) -> Iterator[str]:
    if found:
        yield ""
        yield _("Kendala")
    for reason in found:
        mark = _("tidak diimpor") if reason["severity"] == "refuse" else _("diimpor dengan catatan")
        count = ngettext("%(count)s baris", "%(count)s baris", reason["count"]) % {
            "count": number(reason["count"])
        }
        yield f"  {reason['label']}: {reason['message']} {count}, {mark}. {reason['cure']}"
        for example in reason["examples"][:3]:
            yield f"      {example['sheet']} {example['cell']}: {example['shown']}".rstrip(": ")


def _changes(figures: dict[str, Any]) -> Iterator[str]:
    """What the list changes since its earlier edition, field by field."""
    if edition := figures["edition"]:
        yield ""
        yield _("Edisi baru dari “%(name)s”") % {"name": edition["name"]}
    for change in figures["changes"]:
        told = _("  %(field)s: %(changed)s berubah, %(conflict)s bentrok (nilai register dipertahankan)")
        counted = {"changed": number(change["changed"]), "conflict": number(change["conflict"])}
        yield told % {"field": change["label"], **counted}


def _totals(rows: dict[str, int]) -> Iterator[str]:
    told = {
        "read": _("Baris data"),
        "accepted": _("Diterima"),
        "noted": _("di antaranya dengan catatan"),
        "changed": _("Memperbarui yang sudah tercatat"),
        "conflict": _("di antaranya ada yang bentrok"),
        "repeated": _("Berulang di dalam berkas"),
        "on_record": _("Sudah tercatat"),
        "problem": _("Berkendala (tidak diimpor)"),
        "gone": _("Tidak ada lagi di daftar"),
    }
    width = max(map(len, told.values()))
    for key, words in told.items():
        yield f"{words:<{width}}  {number(rows[key]):>8}"
