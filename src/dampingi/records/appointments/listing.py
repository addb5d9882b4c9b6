from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import below
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Pick
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.posts import LEVELS, post_names

SOURCES = ("rekrutmen", "lanjut")


def _picks(source: str) -> tuple[Pick, ...]:
    address = reverse("appoint_chosen", args=[source])
    return (Pick(address, _("Angkat yang dicentang"), _("angkat semua"), "check"),)


def _places(programme: Programme) -> Filter:
    return Filter(
        "wilayah",
        _("Wilayah"),
        lambda: [(r.code, r.name) for r in below(programme.region, 3)],
        lambda q, v: q.filter(inside(v)),
    )


def chosen_list(programme: Programme) -> ListOf:
    return ListOf(
        name="terpilih",
        noun=_("pelamar terpilih"),
        columns=(
            Column("name", _("Pelamar"), sort=("name",), href=lambda a: reverse("mentor_applicant", args=[a.id])),
            Column("region", _("Wilayah tugas"), "post_name", sort=("region", "field"), note=lambda a: LEVELS.get(a.post.level, "")),
            Column("fields", _("Bidang keahlian"), lambda a: ", ".join(str(choices("mentor_fields").get(f, f)) for f in a.fields)),
            Column("score", _("Nilai"), kind="number", sort=("score",)),
            Column("decided_at", _("Diputuskan"), kind="moment", sort=("decided_at",)),
        ),
        order="region",
        ties=("name", "id"),
        filters=(_places(programme),),
        search=("name",),
        search_label=_("Nama"),
        picks=_picks("rekrutmen"),
        per_page=100,
        enrich=_name,
    )  # fmt: skip


def earlier_list(programme: Programme) -> ListOf:
    return ListOf(
        name="pendamping-lama",
        noun=_("pendamping tahun sebelumnya"),
        columns=(
            Column("name", _("Pendamping"), sort=("name",), href=lambda m: reverse("mentor", args=[m.id])),
            Column("region", _("Wilayah tugas"), "post_name", sort=("region", "field"), note=lambda m: LEVELS.get(m.level, "")),
            Column("programme", _("Program terakhir"), "programme.name", sort=("programme__starts_on",)),
            Column("ended_on", _("Berhenti"), kind="day", sort=("ended_on",), note=lambda m: m.end_reason),
        ),
        order="region",
        ties=("name", "id"),
        filters=(_places(programme),),
        search=("name",),
        search_label=_("Nama"),
        picks=_picks("lanjut"),
        per_page=100,
        enrich=_name,
    )  # fmt: skip


def _name(rows: list[Any]) -> None:
    called = post_names(r.post for r in rows)
    for row in rows:
        row.post_name = called[row.post.code]
