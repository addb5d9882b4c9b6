from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.boundaries.models import Edition
from dampingi.foundation.boundaries.queries import in_force
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, ListOf
from dampingi.foundation.ui.states import State

STANDINGS = {
    "draft": (State.WATCH, _("Rancangan, belum dipakai")),
    "current": (State.GOOD, _("Dipakai")),
    "replaced": (State.NONE, _("Sudah diganti")),
    "undone": (State.NONE, _("Dibatalkan")),
}


def who(acted: str) -> str:
    return gettext("sistem") if acted.startswith("system: ") else acted


def standing(edition: Edition) -> str:
    if edition.adopted_at is None:
        return "draft"
    if edition.undone_at is not None:
        return "undone"
    return "current" if in_force(edition) else "replaced"


def _enrich(rows: list[Any]) -> None:
    called = names(e.region for e in rows)
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.matched = sum(row.report["matched"].values())


EDITIONS = ListOf(
    name="batas",
    noun=_("berkas batas"),
    columns=(
        Column(
            "file_name",
            _("Berkas"),
            sort=("file_name",),
            href=lambda e: reverse("boundary_edition", args=[e.id]),
            note=lambda e: e.source,
        ),
        Column("region", _("Wilayah"), "region_name", sort=("region",)),
        Column("version", _("Versi"), kind="number", sort=("version",)),
        Column("matched", _("Dikenali"), kind="number"),
        Column("missing", _("Tanpa batas"), lambda e: len(e.report["missing"]), "number"),
        Column(
            "created_at", _("Dimuat"), kind="moment", sort=("created_at",), note=lambda e: who(e.created_by)
        ),
        Column("standing", _("Keadaan"), lambda e: STANDINGS[standing(e)], "state"),
    ),
    order="-created_at",
    ties=("id",),
    search=("file_name", "source"),
    search_label=_("Nama berkas atau sumber"),
    enrich=_enrich,
)
