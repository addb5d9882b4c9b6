"""The list of a plan's activities, from what is frozen or as it stands."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Rows
from dampingi.outcomes.plans.models import Fund

QUARTERS = (
    ("q1", _("Triwulan I")),
    ("q2", _("Triwulan II")),
    ("q3", _("Triwulan III")),
    ("q4", _("Triwulan IV")),
)


def rows_of(body: dict[str, Any]) -> Rows:
    return Rows(body["activities"])


def activities_list(body: dict[str, Any]) -> ListOf:
    places = sorted({tuple(p) for a in body["activities"] for p in a["places"]})
    programmes = sorted({tuple(a["programme"]) for a in body["activities"] if a["code"]})
    return ListOf(
        name=f"rencana-{body['year']}",
        noun=_("kegiatan"),
        columns=(
            Column("title", _("Kegiatan"), href=lambda a: reverse("plan_activity", args=[a["id"]]), note=_sub),
            Column("target", _("Target"), _target, note=lambda a: a["indicator"]),
            *(Column(q, label, lambda a, q=q: a[q] or None, kind="money") for q, label in QUARTERS),
            Column("budget", _("Jumlah"), lambda a: a["budget"] or None, kind="money"),
            Column("where", _("Lokasi"), where),
            Column("reasons", _("Dasar"), _reasons, href=lambda a: reverse("plan_activity", args=[a["id"]]) + "#dasar"),
        ),
        order="title",
        per_page=100,
        filters=(
            Filter("program", _("Program"), lambda: [(c, f"{c} {n}") for c, n in programmes], lambda rows, v: _only(rows, lambda a: a["programme"][0] == v)),
            Filter("titik", _("Titik strategis"), lambda: choices("plan_points").items(), lambda rows, v: _only(rows, lambda a: a["point"] == v)),
            Filter("dana", _("Sumber dana"), lambda: Fund.choices, lambda rows, v: _only(rows, lambda a: a["fund"] == v)),
            Filter("lokasi", _("Lokasi"), lambda: places, _at),
            Filter("kurang", _("Kelengkapan"), lambda: (("ya", _("Belum lengkap")),), lambda rows, _v: _only(rows, _lacking)),
        ),
        search=lambda rows, text: _only(rows, lambda a: text.casefold() in f"{a['title']} {a['code']} {a['sub']} {a['owner']}".casefold()),
        search_label=_("Nama, kode, penanggung jawab"),
    )  # fmt: skip


def where(a: dict[str, Any]) -> str:
    return ", ".join(name for _code, name in a["places"]) or _now("Seluruh wilayah")


def _sub(a: dict[str, Any]) -> str:
    return f"{a['code']} {a['sub']}" if a["code"] else _now("Belum berkode")


def _target(a: dict[str, Any]) -> str:
    return formats.MISSING if a["target"] is None else f"{formats.number(a['target'])} {a['unit']}".strip()


def _reasons(a: dict[str, Any]) -> str:
    return _now("%(n)d bukti") % {"n": len(a["sources"])} if a["sources"] else _now("Ditulis sendiri")


def _lacking(a: dict[str, Any]) -> bool:
    return not (a["code"] and a["indicator"] and a["target"] and a["budget"])


def _at(rows: Rows, code: str) -> Rows:
    """Everywhere is also there."""
    return _only(
        rows,
        lambda a: not a["places"] or any(contains(c, code) or contains(code, c) for c, _name in a["places"]),
    )


def _only(rows: Rows, fits: Any) -> Rows:
    return Rows(row for row in rows if fits(row))
