import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.honours.evidence import Evidence, evidence_of
from dampingi.records.honours.models import Nomination
from dampingi.records.honours.presenting import change_words
from dampingi.records.mentoring.addresses import participant_address
from dampingi.records.mentoring.listing.columns import name_regions, region_filters

LOOKS = {
    "nominated": State.WATCH, "declined": State.NONE, "verified": State.WATCH, "district": State.WATCH,
    "city": State.GOOD, "left_out": State.NONE, "stayed": State.GOOD, "withdrawn": State.NONE,
}  # fmt: skip


def look(nomination: Nomination) -> tuple[State, str]:
    return LOOKS[nomination.state], str(nomination.get_state_display())


def _evidence_columns() -> tuple[Column, ...]:
    return (
        Column(
            "change",
            _("Perubahan omzet"),
            lambda r: change_words(r.found.change),
            note=lambda r: _now("%(n)d bulan dikonfirmasi") % {"n": r.found.confirmed},
        ),
        Column("aspects", _("Aspek"), lambda r: r.found.aspects, "number"),
        Column("present", _("Hadir"), lambda r: f"{r.found.present}/{r.found.invited}"),
        Column("tasks", _("Tugas"), lambda r: f"{r.found.accepted}/{r.found.tasks}"),
    )


def nominations_list(actor: Actor) -> ListOf:
    return ListOf(
        name="peserta-terbaik",
        noun=_("nominasi"),
        columns=(
            Column(
                "name", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",),
                href=lambda n: reverse("nomination", args=[n.id]),
                note=lambda n: n.enrolment.business.name if n.enrolment.business else "",
            ),
            Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda n: n.district_name),
            *_evidence_columns(),
            Column("by", _("Dinominasikan"), "by_name", sort=("by_name",)),
            Column("state", _("Keadaan"), look, "state", sort=("state",)),
        ),
        order="region",
        ties=("enrolment__person__key", "id"),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: Nomination.State.choices[:-1], field="state"),
            *region_filters(actor, Permission.VIEW_PARTICIPANTS, fine=True),
        ),
        search=("enrolment__person__name", "enrolment__business__name"),
        search_label=_("Nama peserta atau usaha"),
        enrich=_read,
    )  # fmt: skip


def candidates_list(actor: Actor, *, today: datetime.date) -> ListOf:
    def enrich(rows: list[Any]) -> None:
        name_regions(rows)
        told = evidence_of(rows, today=today)
        for row in rows:
            row.found = told[row.id]

    return ListOf(
        name="calon-peserta-terbaik",
        noun=_("peserta"),
        columns=(
            Column(
                "name", _("Peserta"), "person.name", sort=("person__key",), href=lambda e: reverse("nominate", args=[e.id]),
                note=lambda e: e.business.name if e.business else "",
            ),
            Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda e: e.district_name),
            *_evidence_columns(),
            Column("page", _("Catatan"), lambda _e: _("Halaman peserta"), href=lambda e: participant_address(e.id)),
        ),
        order="name",
        ties=("region", "id"),
        filters=region_filters(actor, Permission.NOMINATE, fine=True),
        search=("person__name", "business__name"),
        search_label=_("Nama peserta atau usaha"),
        enrich=enrich,
    )  # fmt: skip


def _read(rows: list[Any]) -> None:
    name_regions(rows)
    for row in rows:
        row.found = Evidence.read(row.evidence)
