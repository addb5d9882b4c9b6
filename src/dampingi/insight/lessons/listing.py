"""The lists: factors counted and told, lessons, and the rows behind what the records tell in words."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import below, names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Rows
from dampingi.foundation.ui.states import State
from dampingi.insight.lessons.counting import PEOPLE, Told, source_names, written
from dampingi.insight.lessons.models import Concerned, Side
from dampingi.insight.reviews.counting import part_depth
from dampingi.records.programmes.models import Programme

PLACES, MOST = 3, 8
"""So many parts are named beside a factor; so many factors of a side are told part by part."""


def parts(programme: Programme) -> list[tuple[str, str]]:
    return [(r.code, r.name) for r in below(programme.region, part_depth(programme))]


def factor_rows(told: Iterable[Told]) -> Rows:
    rows = list(told)
    called, sources = names({part for t in rows for part in t.by if part}), source_names()
    return Rows(_row(t, called, sources) for t in rows)


def _row(t: Told, called: dict[str, str], sources: dict[str, str]) -> dict[str, Any]:
    return {
        "told": t, "part": "", "side": str(t.side), "side_words": str(Side(t.side).label), "source": t.source,
        "source_words": sources[t.source], "name": t.name, "n": t.n, "where": _where(t.by, called),
        "note": _now("oleh %(name)s") % {"name": t.text} if t.text else "",
        "href": reverse("factor", args=[t.code]) if t.source == PEOPLE else t.door(),
    }  # fmt: skip


def _where(by: Counter[str], called: dict[str, str]) -> str:
    most = sorted(((n, part) for part, n in by.items() if part), key=lambda each: (-each[0], each[1]))
    return ", ".join(f"{called.get(part, part)} {formats.number(n)}" for n, part in most[:PLACES])


def _in_part(rows: Rows, part: str) -> Rows:
    """As counted there alone; what people said of everywhere stays."""
    narrowed = Rows()
    for row in rows:
        t: Told = row["told"]
        n = t.by[part] + (t.by[""] if t.source == PEOPLE else 0)
        if n:
            href = row["href"] if t.source == PEOPLE else t.door(part)
            narrowed.append(row | {"n": n, "href": href, "part": part})
    return narrowed


def matrix(told: Iterable[Told], programme: Programme) -> dict[str, Any]:
    """The most frequent of each side by part, each count a door to it alone."""
    counted, columns = [t for t in told if t.source != PEOPLE], parts(programme)
    most = [t for side in Side for t in [t for t in counted if t.side == side][:MOST]]
    rows = [
        {
            "name": t.name, "side": _side({"side": t.side, "side_words": str(Side(t.side).label)}), "n": t.n, "href": t.door(),
            "cells": [{"n": t.by[code], "href": t.door(code)} for code, _name in columns],
        }
        for t in most
    ]  # fmt: skip
    return {"columns": [name for _code, name in columns], "rows": rows}


def factors_list(programme: Programme) -> ListOf:
    return ListOf(
        name="faktor",
        noun=_("faktor"),
        columns=(
            Column("side", _("Sisi"), _side, kind="state"),
            Column("name", _("Faktor"), href=lambda r: r["href"] or None, note=lambda r: r["note"]),
            Column("source", _("Sumber"), "source_words"),
            Column("n", _("Kali tercatat"), kind="number", href=lambda r: r["href"] or None),
            Column("where", _("Terbanyak di")),
        ),
        order="side",
        filters=(
            Filter("sisi", _("Sisi"), lambda: Side.choices, lambda rows, v: _only(rows, "side", v)),
            Filter("sumber", _("Sumber"), lambda: source_names().items(), lambda rows, v: _only(rows, "source", v)),
            Filter("wilayah", _("Wilayah"), lambda: parts(programme), _in_part),
        ),
    )  # fmt: skip


def _side(row: dict[str, Any]) -> tuple[State, str]:
    return (State.LATE if row["side"] == Side.HINDERING else State.GOOD), row["side_words"]


def _only(rows: Rows, name: str, value: str) -> Rows:
    return Rows(row for row in rows if row[name] == value)


def _withdrawn(row: Any) -> tuple[State, str]:
    if hasattr(row, "withdrawal"):
        return State.NONE, _now("Ditarik")
    return State.GOOD, _now("Berlaku")


LESSONS = ListOf(
    name="pelajaran",
    noun=_("pelajaran"),
    columns=(
        Column("learnt", _("Pelajaran"), href=lambda r: reverse("lesson", args=[r.id]), sort=("learnt",)),
        Column("basis", _("Dasarnya"), "basis_words", note=lambda r: r.evidence),
        Column("concerns", _("Untuk siapa"), "get_concerns_display", sort=("concerns",)),
        Column("change", _("Yang sebaiknya diubah")),
        Column("for_year", _("Rencana tahun"), lambda r: str(r.for_year), sort=("for_year",)),
        Column("state", _("Keadaan"), _withdrawn, kind="state"),
        Column("by_name", _("Ditulis oleh"), sort=("by_name",), note=lambda r: formats.short_day(r.at)),
    ),
    order="concerns",
    ties=("at", "id"),
    filters=(
        Filter("untuk", _("Untuk siapa"), lambda: Concerned.choices, field="concerns"),
        Filter(
            "keadaan", _("Keadaan"), lambda: (("berlaku", _("Berlaku")), ("ditarik", _("Ditarik"))),
            lambda found, v: found.filter(withdrawal__isnull=v == "berlaku"),
        ),
    ),
    search=("learnt", "change"),
    search_label=_("Kata dalam pelajaran"),
)  # fmt: skip


def overcome_list(programme: Programme) -> ListOf:
    return ListOf(
        name="kendala-teratasi",
        noun=_("kendala teratasi"),
        columns=(
            Column("business", _("Usaha"), "business.name", href=lambda c: reverse("business", args=[c.business_id])),
            Column("region", _("Kelurahan"), "region_name", sort=("region",)),
            Column("code", _("Kendala"), lambda c: choices("constraints").get(c.code, c.code), sort=("code",)),
            Column("how", _("Cara"), lambda c: choices("resolutions").get(c.resolved_how, ""), sort=("resolved_how",)),
            Column("since", _("Tercatat"), kind="day", sort=("since",)),
            Column("resolved_on", _("Teratasi"), kind="day", sort=("resolved_on",)),
            Column("resolution", _("Ceritanya")),
        ),
        order="-resolved_on",
        ties=("region", "id"),
        filters=(
            Filter("cara", _("Cara"), lambda: choices("resolutions").items(), field="resolved_how"),
            Filter("kendala", _("Kendala"), lambda: choices("constraints").items(), field="code"),
            Filter("wilayah", _("Wilayah"), lambda: parts(programme), lambda q, v: q.filter(inside(v))),
        ),
        enrich=_name_regions,
    )  # fmt: skip


def words_list(programme: Programme) -> ListOf:
    return ListOf(
        name="kata-laporan",
        noun=_("laporan"),
        columns=(
            Column("mentor", _("Pendamping"), "mentor.name", sort=("mentor__name",), href=lambda r: reverse("monthly_report", args=[r.id])),
            Column("region", _("Wilayah"), "region_name", sort=("region",)),
            Column("month", _("Bulan"), kind="month", sort=("month",)),
            Column("obstacle", _("Kendala")),
            Column("success", _("Keberhasilan")),
        ),
        order="-month",
        ties=("region", "mentor__name", "id"),
        filters=(
            Filter("sisi", _("Sisi"), lambda: Side.choices, lambda q, v: written(programme, q, v)),
            Filter("wilayah", _("Wilayah"), lambda: parts(programme), lambda q, v: q.filter(inside(v))),
        ),
        search=("obstacle", "success"),
        search_label=_("Kata dalam laporan"),
        enrich=_name_regions,
    )  # fmt: skip


def _name_regions(rows: list[Any]) -> None:
    called = names({row.region for row in rows})
    for row in rows:
        row.region_name = called.get(row.region, row.region)
