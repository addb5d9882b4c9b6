from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.capture.imports.differing import shown, summed
from dampingi.capture.imports.labels import difference_label
from dampingi.capture.imports.models import Difference, FoundProblem, Import
from dampingi.capture.imports.presenting import listed
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State

STATES = {
    "checking": (State.WATCH, _("Sedang diperiksa")),
    "unread": (State.LATE, _("Belum dapat dibaca")),
    "draft": (State.WATCH, _("Diperiksa, belum disimpan")),
    "running": (State.WATCH, _("Sedang disimpan")),
    "committed": (State.GOOD, _("Tersimpan")),
    "undone": (State.NONE, _("Dibatalkan")),
}


def _rows(key: str) -> Any:
    return lambda i: i.summary["rows"].get(key) if i.summary else None


def _door(sheet: Import, outcome: str) -> str | None:
    return f"{reverse('import_rows', args=[sheet.id])}?jadi={outcome}" if _rows(outcome)(sheet) else None


def _updated(sheet: Import) -> int | None:
    """Records that were updated, or would be."""
    applied = sheet.summary.get("applied")
    return applied["records"] if applied else _rows("changed")(sheet)


IMPORTS = ListOf(
    name="impor",
    noun=_("impor"),
    columns=(
        Column("name", _("Berkas"), sort=("name",), href=lambda i: reverse("import", args=[i.id])),
        Column("kind", _("Isi"), "get_kind_display", sort=("kind",)),
        Column("region", _("Wilayah"), lambda i: name_of(i.region)),
        Column("accepted", _("Diterima"), _rows("accepted"), "number", href=lambda i: _door(i, "accepted")),
        Column("changed", _("Memperbarui"), _updated, "number"),
        Column("problem", _("Berkendala"), _rows("problem"), "number", href=lambda i: _door(i, "problem")),
        Column("created_at", _("Waktu"), kind="moment", sort=("created_at",)),
        Column("state", _("Keadaan"), lambda i: STATES[i.state], "state"),
    ),
    order="-created_at",
    ties=("id",),
    filters=(Filter("isi", _("Isi"), lambda: Import.Kind.choices, field="kind"),),
    search=("name",),
    search_label=_("Nama berkas"),
)

VERDICTS = {
    "changed": (State.WATCH, _("Berubah")),
    "conflict": (State.LATE, _("Bentrok")),
    "gone": (State.NONE, _("Tidak ada lagi")),
}


def differences_list(sheet: Import) -> ListOf:
    def enrich(rows: list[Difference]) -> None:
        for row, told in zip(rows, shown(sheet, rows), strict=True):
            row.told = told

    fields = [(c["field"], difference_label(c["field"])) for c in sheet.summary.get("changes", ())]
    return ListOf(
        name="perubahan",
        noun=_("data"),
        columns=(
            Column("number", _("Nama usaha"), lambda d: d.told.name, sort=("number",), note=lambda d: d.told.owner),
            Column("owner", _("Nama pemilik"), lambda d: d.told.owner),
            Column("sheet", _("Lembar")),
            Column("row", _("Baris"), kind="number"),
            Column("verdict", _("Keadaan"), lambda d: VERDICTS[d.verdict], "state"),
            Column("changes", _("Perubahan"), lambda d: summed(d.told)),
        ),
        order="number",
        ties=("id",),
        filters=(
            Filter("jenis", _("Keadaan"), lambda: [(k, str(v[1])) for k, v in VERDICTS.items()], field="verdict"),
            Filter("kolom", _("Kolom"), lambda: fields, lambda rows, f: rows.filter(fields__contains=f",{f},")),
        ),
        per_page=30,
        enrich=enrich,
    )  # fmt: skip


def problems_list(sheet: Import) -> ListOf:
    def enrich(rows: list[FoundProblem]) -> None:
        for row, told in zip(rows, listed(rows), strict=True):
            row.told = told

    reasons = [
        (f"{r['severity']}:{r['code']}:{r['field']}", f"{r['label']}: {r['message']}")
        for r in sheet.summary.get("problems", ())
    ]
    return ListOf(
        name="kendala",
        noun=_("kendala"),
        columns=(
            Column("number", _("Sel"), lambda p: p.told["cell"], sort=("number",), note=lambda p: p.sheet),
            Column("field", _("Kolom"), lambda p: p.told["label"]),
            Column("shown", _("Isi"), lambda p: p.told["shown"]),
            Column("message", _("Kendala"), lambda p: p.told["message"], note=lambda p: p.told["cure"]),
            Column("severity", _("Akibat"), lambda p: SEVERITIES[p.severity], "state"),
        ),
        order="number",
        ties=("id",),
        filters=(
            Filter(
                "akibat",
                _("Akibat"),
                lambda: [(k, str(v[1])) for k, v in SEVERITIES.items()],
                field="severity",
            ),
            Filter("sebab", _("Sebab"), lambda: reasons, _of_reason),
        ),
        enrich=enrich,
    )


SEVERITIES = {
    "refuse": (State.LATE, _("Tidak disimpan")),
    "warn": (State.WATCH, _("Disimpan dengan catatan")),
}


def _of_reason(rows: Any, reason: str) -> Any:
    severity, code, field = reason.split(":")
    return rows.filter(severity=severity, code=code, field=field)


SPELLINGS = ListOf(
    name="sebutan",
    noun=_("sebutan wilayah"),
    columns=(
        Column("name", _("Sebutan di berkas"), sort=("name",)),
        Column("region", _("Dibaca sebagai"), lambda a: a.region.name, sort=("region__name",)),
        Column("code", _("Kode"), lambda a: a.region_id, sort=("region_id",)),
        Column("added_at", _("Ditambahkan"), kind="day", sort=("added_at",)),
    ),
    order="name",
    ties=("id",),
    search=("name", "region__name"),
    search_label=_("Sebutan atau nama wilayah"),
)
