from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Pick
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.insight.agreements.queries import WAITING
from dampingi.records.programmes.posts import LEVELS

STATES = (
    ("signed", _("Berlaku")),
    ("mentor", _("Menunggu pendamping")),
    ("office", _("Menunggu penyelenggara")),
    ("none", _("Belum ada")),
)


def standing(mentor: Any) -> tuple[State, str]:
    if mentor.newest is None:
        return State.LATE, _now("Belum ada")
    if not mentor.by_mentor:
        return State.WATCH, _now("Menunggu pendamping")
    if not mentor.by_office:
        return State.WATCH, _now("Menunggu penyelenggara")
    return State.GOOD, _now("Berlaku")


def agreements_list(actor: Actor, *, pick: bool) -> ListOf:
    return ListOf(
        name="perjanjian-kinerja",
        noun=_("pendamping"),
        columns=(
            Column("name", _("Pendamping"), sort=("name",), href=lambda m: reverse("agreement", args=[m.id]), note=lambda m: str(LEVELS.get(m.level, ""))),
            Column("region", _("Wilayah"), "region_name", sort=("region",)),
            Column("edition", _("Edisi berlaku"), kind="number", sort=("edition",)),
            Column("state", _("Keadaan"), standing, kind="state"),
        ),
        order="region",
        ties=("name", "id"),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: STATES, lambda q, v: q.filter(WAITING[v])),
            Filter("wilayah", _("Wilayah"), lambda: places_below(actor, Permission.VIEW_MENTORS), lambda q, v: q.filter(inside(v))),
        ),
        search=("name",),
        search_label=_("Nama pendamping"),
        picks=(Pick(reverse("propose_agreements"), _("Usulkan untuk yang dicentang"), _("usulkan"), "edit"),) if pick else (),
        per_page=100,
        enrich=_name,
    )  # fmt: skip


def _name(rows: list[Any]) -> None:
    called = names(m.region for m in rows)
    for mentor in rows:
        mentor.region_name = called.get(mentor.region, mentor.region)
