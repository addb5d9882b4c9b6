import datetime
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.records.mentoring.addresses import participant_address
from dampingi.records.mentoring.listing.columns import mentor_choices, name_regions, region_filters
from dampingi.records.mentoring.queries import participants as queries
from dampingi.records.mentoring.queries.attention import attention_by_id
from dampingi.records.mentoring.queries.standings import stage_choices
from dampingi.records.programmes.queries import mentors_of, programmes

STATES = (
    ("active", _("Aktif")),
    ("late", _("Tahap terlambat")),
    ("quiet", _("Lebih dari 30 hari tidak dikunjungi")),
    ("left", _("Berhenti")),
)


def participants_list(actor: Actor, *, today: datetime.date) -> ListOf:
    wide = bool(actor.regions(Permission.VIEW_PARTICIPANTS))
    return ListOf(
        name="peserta",
        noun=_("peserta"),
        columns=(_NAME, *(_WHERE if wide else ()), *_PROGRESS),
        order="name",
        ties=("region", "enrolled_on", "id"),
        filters=(
            *region_filters(actor, Permission.VIEW_PARTICIPANTS, fine=True),
            Filter(
                "keadaan",
                _("Keadaan"),
                lambda: STATES,
                lambda found, state: queries.in_state(found, state, today=today),
            ),
            *_programme_filters(actor),
            Filter("tahap", _("Berada di tahap"), lambda: stage_choices(actor), queries.at_stage),
            *(_mentor_filters(actor, today) if wide else ()),
            Filter("sektor", _("Sektor"), lambda: list(choices("sectors").items()), field="business__sector"),
        ),
        search=queries.matching,
        search_label=_("Nama peserta atau usaha"),
        enrich=lambda rows: _enrich(rows, today),
    )


def _programme_filters(actor: Actor) -> tuple[Filter, ...]:
    """Only where there are several."""
    theirs = programmes(actor)
    if len(theirs) < 2:
        return ()
    return (
        Filter("program", _("Program"), lambda: [(p.code, p.name) for p in theirs], field="programme__code"),
    )


def _mentor_filters(actor: Actor, today: datetime.date) -> tuple[Filter, ...]:
    return (
        Filter(
            "pendamping",
            _("Pendamping"),
            lambda: mentor_choices(actor),
            lambda found, mentor: queries.with_mentor(found, mentor, today=today),
        ),
    )


def _stages(enrolment: Any) -> str:
    seen = enrolment.attention
    return _now("%(done)d dari %(all)d") % {"done": seen.stages_done, "all": seen.stages}


_NAME = Column(
    "name",
    _("Peserta"),
    "person.name",
    sort=("person__key",),
    href=lambda e: participant_address(e.id),
    note=lambda e: e.business.name if e.business else "",
)
_WHERE = (
    Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda e: e.district_name),
    Column("mentor", _("Pendamping"), "mentor_name"),
)
_PROGRESS = (
    Column(
        "stages", _("Tahap selesai"), _stages, sort=("stages_done",), note=lambda e: e.attention.current_stage
    ),
    Column("last_visit", _("Kunjungan terakhir"), kind="day", sort=("last_visit",)),
    Column("state", _("Keadaan"), lambda e: (e.attention.state, e.attention.summary), kind="state"),
)


def _enrich(rows: list[Any], today: datetime.date) -> None:
    name_regions(rows)
    needs, held = attention_by_id(rows, today=today), {}
    for start in range(0, len(rows), 500):
        held |= mentors_of([e.id for e in rows[start : start + 500]], on=today)
    for row in rows:
        row.attention = needs[row.id]
        row.mentor_name = held[row.id].name if row.id in held else ""
