"""The list of a curriculum's participants: how much they attended and what they still lack."""

import uuid
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.learning.models import Completion, Curriculum, Module
from dampingi.records.learning.passing import enough, needed
from dampingi.records.learning.queries.curricula import attended_modules, lacking


def learners_list(actor: Actor, curriculum: Curriculum, modules: list[Module]) -> ListOf:
    least = needed(len(modules), curriculum.least_share)
    places = lambda: places_below(actor, Permission.VIEW_PARTICIPANTS)  # noqa: E731
    return ListOf(
        name="peserta-kurikulum",
        noun=_("peserta"),
        columns=(
            Column("name", _("Peserta"), "person.name", sort=("person__key",), href=lambda e: reverse("participant", args=[e.id]),
                   note=lambda e: e.business.name if e.business else ""),
            Column("region", _("Kelurahan"), "region_name", sort=("region",)),
            Column("done", _("Modul diikuti"), lambda e: _now("%(n)d dari %(all)d") % {"n": e.done, "all": len(modules)}, sort=("done",)),
            Column("missing", _("Belum diikuti"), "missing"),
            Column("enough", _("Syarat sertifikat"), lambda e: _state(e.done, len(modules), curriculum.least_share), kind="state", sort=("done",)),
            Column("certificate", _("Sertifikat"), lambda e: _now("Unduh") if e.passed else "", href=lambda e: reverse("training_certificate", args=[e.passed]) if e.passed else None),
        ),
        order="done",
        ties=("region", "person__key", "id"),
        filters=(
            Filter("belum", _("Belum ikut"), lambda: [(str(m.id), m.title) for m in modules], lacking),
            Filter("syarat", _("Syarat sertifikat"), lambda: ENOUGH, lambda q, v: q.filter(Q(done__gte=least) if v == "ya" else Q(done__lt=least))),
            Filter("wilayah", _("Wilayah"), places, lambda q, v: q.filter(inside(v))),
        ),
        search=("person__name", "business__name"),
        search_label=_("Nama peserta, usaha"),
        enrich=lambda rows: _enrich(rows, curriculum, modules),
    )  # fmt: skip


ENOUGH = (("ya", _("Terpenuhi")), ("belum", _("Belum terpenuhi")))


def _state(done: int, modules: int, share: int) -> tuple[State, str]:
    if enough(done, modules, share):
        return State.GOOD, _now("Terpenuhi")
    return State.WATCH, _now("Kurang %(n)d modul") % {"n": needed(modules, share) - done}


def _enrich(rows: list[Any], curriculum: Curriculum, modules: list[Module]) -> None:
    called = names(row.region for row in rows)
    done: dict[uuid.UUID, set[uuid.UUID]] = attended_modules([row.id for row in rows])
    kept = Completion.objects.unscoped("of participants in reach").filter(
        curriculum=curriculum, enrolment__in=[r.id for r in rows]
    )
    passed = dict(kept.values_list("enrolment", "id"))
    for row in rows:
        row.passed = passed.get(row.id)
        row.region_name = called.get(row.region, row.region)
        row.missing = ", ".join(m.title for m in modules if m.id not in done[row.id])
