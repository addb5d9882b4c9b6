from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.foundation.regions.queries import below, names
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Pick
from dampingi.foundation.ui.states import State
from dampingi.outcomes.papers.models import Paper
from dampingi.records.programmes.models import Programme

STATES = (("belum", _("Belum ada surat tugas")), ("ada", _("Sudah ada")))


def with_letters(mentors: Any) -> Any:
    """Mentors with `letter`, the number of their appointment letter; None without one."""
    kept = Paper.objects.unscoped("of mentors in reach").filter(
        kind=Paper.Kind.ASSIGNMENT, subject=OuterRef("pk")
    )
    return mentors.annotate(
        letter=Subquery(kept.values("number")[:1]), lettered=Subquery(kept.values("made_at")[:1])
    )


def letters_list(programme: Programme, *, pick: str = "") -> ListOf:
    places = lambda: [(r.code, r.name) for r in below(programme.region, 3)]  # noqa: E731
    return ListOf(
        name="surat-tugas",
        noun=_("pendamping"),
        columns=(
            Column("name", _("Pendamping"), sort=("name",), href=lambda m: reverse("mentor", args=[m.id])),
            Column("region", _("Wilayah"), "region_name", sort=("region",), note=lambda m: m.district_name),
            Column("appointed_on", _("Diangkat"), kind="day", sort=("appointed_on",)),
            Column("letter", _("Nomor surat"), sort=("letter",), href=lambda m: reverse("assignment_letter", args=[m.id]) if m.letter else None),
            Column("state", _("Keadaan"), lambda m: (State.GOOD, _("Terbit")) if m.letter else (State.WATCH, _("Belum")), kind="state"),
        ),
        order="region",
        ties=("name", "id"),
        filters=(
            Filter("surat", _("Surat tugas"), lambda: STATES, lambda found, told: found.filter(letter__isnull=told == "belum")),
            Filter("wilayah", _("Wilayah"), places, lambda found, code: found.filter(inside(code))),
        ),
        search=("name", "letter"),
        search_label=_("Nama atau nomor surat"),
        picks=(Pick(pick, _("Terbitkan untuk yang dicentang"), _("terbitkan"), "print"),) if pick else (),
        per_page=100,
        enrich=_name,
    )  # fmt: skip


def _name(rows: list[Any]) -> None:
    called = names({m.region for m in rows} | {ancestor(m.region, 3) for m in rows})
    for mentor in rows:
        mentor.region_name = called.get(mentor.region, mentor.region)
        mentor.district_name = called.get(ancestor(mentor.region, 3), "") if depth(mentor.region) == 4 else ""
